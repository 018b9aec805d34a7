package reader

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/doc/ofdtest"
)

// samplesByFormat returns a sound file of each format that is read in this process, by its extension.
func samplesByFormat(t testing.TB) map[string][]byte {
	const line = "今年以来，召开专题会议12次，参加人数达1260人次，通报典型案例3起。"
	samples := map[string][]byte{
		".txt":  []byte("关于2026年上半年工作情况的报告\n一、工作开展情况\n" + strings.Repeat(line+"\n", 20)),
		".md":   []byte("# 报告\n| 项目 | 次数 |\n|---|---|\n| 学习 | 3 |\n\n" + strings.Repeat(line+"\n\n", 20)),
		".html": []byte(sampleHTML),
		".eml":  []byte("From: a@b\r\nSubject: =?utf-8?B?5oql?=\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>" + line + "</p></body></html>\r\n"),
		".xlsx": zipOf(t, workbook(`visible|<sheetData><row r="1">`+text("A1", "项目")+text("B1", "次数")+`</row><row r="2">`+text("A2", "学习")+text("B2", "3")+`</row></sheetData>`)),
		".ods":  odsFile(t, "|<table:table-row><table:table-cell><text:p>次数</text:p></table:table-cell></table:table-row>"),
		".ofd":  ofdtest.Write(strings.Repeat(line, 5), "一、情况", strings.Repeat(line, 30)),
		".zip":  zipOf(t, map[string]string{"水务局/报告.txt": line, "林业局.docx": string(wordFile{body: para("", line)}.bytes(t))}),
	}
	for ext, file := range map[string]string{
		".docx": "../../testdata/reports/11_档案馆.docx", ".doc": "testdata/word/rich.doc", ".odt": "testdata/word/rich.odt", ".rtf": "testdata/word/rich.rtf",
		".xls": "testdata/excel/table.xls", ".7z": "testdata/archive/plain.7z", ".rar": "testdata/archive/plain.rar",
	} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		samples[ext] = data
	}
	return samples
}

// mutants calls visit with data damaged in the ways that files are on their way here.
func mutants(data []byte, random *rand.Rand, visit func(what string, data []byte)) {
	for _, percent := range []int{10, 50, 90} {
		visit("cut", data[:len(data)*percent/100])
	}
	for _, flips := range []int{1, 8, 64} {
		for range 40 {
			flipped := bytes.Clone(data)
			for range flips {
				flipped[random.IntN(len(flipped))] ^= byte(1 + random.IntN(255))
			}
			visit("flipped", flipped)
		}
	}
	if beginsLikeZip(data) {
		zipMutants(data, random, visit)
	}
}

// zipMutants calls visit with zip files whose entries are swapped or doubled, or whose
// directory lies.
func zipMutants(data []byte, random *rand.Rand, visit func(what string, data []byte)) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	for i := range min(len(zr.File), 6) {
		var swapped, doubled bytes.Buffer
		a, b := zip.NewWriter(&swapped), zip.NewWriter(&doubled)
		for k, f := range zr.File {
			r, err := f.Open()
			if err != nil {
				return
			}
			content, err := io.ReadAll(r)
			if err != nil {
				return
			}
			add := func(w *zip.Writer, name string) {
				if part, err := w.Create(name); err == nil {
					part.Write(content)
				}
			}
			name := f.Name
			switch k {
			case i:
				name = zr.File[(i+1)%len(zr.File)].Name
			case (i + 1) % len(zr.File):
				name = zr.File[i].Name
			}
			add(a, name)
			add(b, f.Name)
			add(b, zr.File[random.IntN(len(zr.File))].Name)
		}
		a.Close()
		b.Close()
		visit("swapped", swapped.Bytes())
		visit("doubled", doubled.Bytes())
	}
	directory := bytes.Index(data, []byte("PK\x01\x02"))
	for _, field := range []int{8, 10, 16, 20, 24, 28, 42} { // flags, method, sum, sizes, length of the name, place
		for _, value := range []uint32{0, 1, 0x7fffffff, 0xffffffff} {
			lying := bytes.Clone(data)
			eachEntry(lying, directory, func(e []byte) {
				if random.IntN(2) == 0 {
					binary.LittleEndian.PutUint16(e[field:], uint16(value))
					if field >= 16 && field != 28 {
						binary.LittleEndian.PutUint32(e[field:], value)
					}
				}
			})
			visit("lying", lying)
		}
	}
}

// Whatever happened to a file, it ends in one status with a reason, soon, and so does all
// that is found in it.
func TestMutants(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	samples := samplesByFormat(t)
	exts := []string{".docx", ".doc", ".odt", ".rtf", ".txt", ".md", ".html", ".eml", ".xlsx", ".xls", ".ods", ".ofd", ".zip", ".7z", ".rar"}
	count := map[doc.Status]int{}
	n := 0
	path := filepath.Join(t.TempDir(), "报告")
	for k, ext := range exts {
		mutants(samples[ext], random, func(what string, data []byte) {
			name := path + ext
			if n++; n%10 == 0 {
				name = path + exts[(k+3)%len(exts)] // named as what it is not
			}
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
			defer os.Remove(name)
			start := time.Now()
			f, err := Find(t.Context(), []string{name})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range f.Sources {
				d := Read(t.Context(), s)
				checkBlocks(t, d)
				count[d.Status]++
				if d.Status == doc.Crash || d.Status == doc.Timeout || d.Status != doc.OK && !strings.Contains(d.Reason, "请") {
					t.Errorf("%s, %s: %s %q", s.Name, what, d.Status, d.Reason)
				}
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%s, %s: took %v", name, what, took)
			}
		})
	}
	if n < 2000 {
		t.Errorf("only %d mutants", n)
	}
	t.Logf("%d mutants: %v", n, count)
}
