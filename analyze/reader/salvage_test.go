package reader

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/doc/ofdtest"
)

// packages are sound files whose formats are zip files inside.
func packages(t testing.TB) map[string][]byte {
	files := map[string][]byte{"版.ofd": ofdtest.Write(strings.Split(strings.Repeat("一段有些长的正文，说的是上半年召开专题会议12次。\n", 60), "\n")...)}
	for _, pattern := range []string{"testdata/word/*.odt", "../../testdata/reports/*.docx"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(name)] = data
		}
	}
	for name, data := range files {
		if d := readBytes(name, data); d.Status != doc.OK {
			delete(files, name)
		}
	}
	return files
}

// lettersOf returns how often each character stands in a document's text.
func lettersOf(d *doc.Document) map[rune]int {
	n := map[rune]int{}
	for _, b := range d.Blocks {
		for _, r := range b.Text[b.Auto:] {
			n[r]++
		}
	}
	return n
}

// rescueOf reads a damaged file and asserts that it says no more than the sound one does.
func rescueOf(t *testing.T, name string, data []byte, sound map[rune]int) *doc.Document {
	t.Helper()
	start := time.Now()
	d := readBytes(name, data)
	checkBlocks(t, d)
	if took := time.Since(start); took > 5*time.Second || d.Status == doc.Crash || d.Status == doc.Timeout {
		t.Errorf("%s: %s after %v", name, d.Status, took)
	}
	if d.Status != doc.OK && !strings.Contains(d.Reason, "请报送单位") {
		t.Errorf("%s: %s %q", name, d.Status, d.Reason)
	}
	for r, n := range lettersOf(d) {
		if n > sound[r] {
			t.Errorf("%s: %s, %d times %q, in the sound file %d times", name, d.Status, n, r, sound[r])
			break
		}
	}
	return d
}

// A document whose zip directory is gone or damaged is read from what stands before it.
func TestSalvage(t *testing.T) {
	for name, data := range packages(t) {
		whole := readBytes(name, data)
		sound := lettersOf(whole)
		directory := bytes.LastIndex(data, []byte("PK\x05\x06"))
		first := int(binary.LittleEndian.Uint32(data[directory+16:]))
		edit := func(change func(data []byte)) []byte {
			data := bytes.Clone(data)
			change(data)
			return data
		}
		for what, damaged := range map[string][]byte{
			"no directory":        data[:first],
			"half a directory":    data[:(first+directory)/2],
			"no end":              data[:directory],
			"zeros for an end":    append(data[:directory:directory], make([]byte, 100_000)...),
			"wrong places":        edit(func(d []byte) { d[first+42] ^= 0x5a }),
			"wrong size":          edit(func(d []byte) { eachEntry(d, first, func(e []byte) { e[20] ^= 0x11 }) }),
			"wrong names":         edit(func(d []byte) { eachEntry(d, first, func(e []byte) { e[47] ^= 0x20 | 1 }) }),
			"wrong number":        edit(func(d []byte) { d[directory+8], d[directory+10] = 1, 1 }),
			"false expanded size": edit(func(d []byte) { eachEntry(d, first, func(e []byte) { e[24] ^= 0x11 }) }),
		} {
			d := rescueOf(t, name, damaged, sound)
			if d.Status != doc.Partial || outlineOf(d) != outlineOf(whole) {
				t.Errorf("%s with %s: %s %s, %d blocks of %d", name, what, d.Status, d.Reason, len(d.Blocks), len(whole.Blocks))
			}
		}
	}
}

// eachEntry calls visit with each entry of a zip file's directory.
func eachEntry(data []byte, at int, visit func(entry []byte)) {
	for bytes.HasPrefix(data[at:], []byte("PK\x01\x02")) {
		size := 46 + int(binary.LittleEndian.Uint16(data[at+28:])) + int(binary.LittleEndian.Uint16(data[at+30:])) + int(binary.LittleEndian.Uint16(data[at+32:]))
		visit(data[at : at+size])
		at += size
	}
}

// A document that is cut off, or damaged anywhere, says no more than it did.
func TestSalvageCut(t *testing.T) {
	read := map[int]int{}
	for name, data := range packages(t) {
		sound := lettersOf(readBytes(name, data))
		for _, share := range []int{10, 50, 90} {
			if rescueOf(t, fmt.Sprintf("%d%% of %s", share, name), data[:len(data)*share/100], sound).Status == doc.Partial {
				read[share]++
			}
		}
		for seed := range 20 {
			broken := bytes.Clone(data)
			for i := range 1 << (seed % 7) {
				broken[(seed*7919+i*104729)%len(data)] ^= byte(1 << (i % 8))
			}
			d := readBytes(name, broken)
			checkBlocks(t, d)
		}
	}
	t.Logf("read in part: %v", read)
	if read[90] == 0 {
		t.Error("nothing is read of documents that are almost whole")
	}
}

// A workbook that is cut off is not read: its cells refer to texts that may be lost.
func TestSalvageWorkbook(t *testing.T) {
	data := zipOf(t, workbook(`visible|<sheetData><row>`+text("A1", "次数")+text("B1", "3")+`</row></sheetData>`))
	directory := bytes.LastIndex(data, []byte("PK\x05\x06"))
	if d := readBytes("a.xlsx", data[:directory]); d.Status != doc.Partial || len(d.Blocks) != 2 {
		t.Errorf("no end: %s %s", d.Status, d.Reason)
	}
	for _, cut := range []int{len(data) / 2, len(data) * 3 / 4} {
		if d := readBytes("a.xlsx", data[:cut]); d.Status != doc.Damaged {
			t.Errorf("cut off: %s %s", d.Status, d.Reason)
		}
	}
}

// FuzzSalvage fuzzes documents whose zip directory is gone.
func FuzzSalvage(f *testing.F) {
	data := wordFile{body: para("", "正文"), styles: "<w:style/>"}.bytes(f)
	f.Add(data[:bytes.Index(data, []byte("PK\x01\x02"))])
	f.Add(data[:len(data)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzz(t, "a.docx", append([]byte("PK\x03\x04"), data...))
		fuzz(t, "a.docx", data)
	})
}
