//go:build linux

package main_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestBombs checks small files that expand to more than any computer holds: they are stopped
// soon and in little memory, and say so.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	const seconds, room = 5, 256 << 20
	p := build(t)
	for name, data := range bombs(t) {
		dir := t.TempDir()
		path, out := filepath.Join(dir, name), filepath.Join(dir, "out.json")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		// The processes that read count too: the peak is that of the largest one.
		c := p.measure(t, 1, "check", "--fail-on", "never", "--format", "json", "-o", out, path)
		if c.cpu > seconds*time.Second || c.memory > room {
			t.Errorf("%s: %v, %d MB", name, c.cpu, c.memory>>20)
		}
		told, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		var a answer
		if err := json.Unmarshal(told, &a); err != nil {
			t.Fatal(err)
		}
		for _, r := range a.Reports {
			if r.Status != "limit" || len(r.Findings) == 0 {
				t.Errorf("%s: %s, findings %v", r.File, r.Status, r.Findings)
			}
		}
		if len(a.Reports) == 0 {
			t.Errorf("%s: nothing is said of it", name)
		}
		t.Logf("%s, %d bytes: %v, %d MB", name, len(data), c.cpu, c.memory>>20)
	}
}

func bombs(t *testing.T) map[string][]byte {
	zeros := strings.Repeat("\x00", 80<<20)
	nested := string(pack(t, "报告.txt", zeros))
	for range 3 {
		var parts []string
		for i := range 16 {
			parts = append(parts, fmt.Sprintf("%d.zip", i), nested)
		}
		nested = string(pack(t, parts...))
	}
	flat := pack(t, "报告.txt", zeros)
	mail := "From: a@example.cn\r\nMIME-Version: 1.0\r\nContent-Type: application/zip; name=a.zip\r\nContent-Disposition: attachment; filename=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	const body = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>`
	return map[string][]byte{
		"平的.zip":   flat,
		"层层的.zip":  []byte(nested),
		"重叠的.zip":  overlapping(zeros, 1500),
		"含自己的.zip": quine(t),
		"邮件.eml":   []byte(mail + base64.StdEncoding.EncodeToString(flat)),
		"报告.docx":  word(t, body+strings.Repeat("字", 40<<20)),
		"空格.docx":  word(t, body+"</w:t></w:r>"+strings.Repeat(" ", 100<<20)),
		"很多段.docx": word(t, body+strings.Repeat("字</w:t></w:r></w:p><w:p><w:r><w:t>", 400_000)),
		"共用.xlsx":  excel(t, `<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 16000)+`</row>`, `<si><t>`+strings.Repeat("字", 1<<20)+`</t></si>`),
		"很宽的.xlsx": excel(t, wide(3000), ""),
	}
}

// overlapping returns a zip file whose directory lists the same data n times.
func overlapping(data string, n int) []byte {
	var packed, file, directory bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestCompression)
	w.Write([]byte(data))
	w.Close()
	h := &zip.FileHeader{Name: "a", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(data)), CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(len(data))}
	z := zip.NewWriter(&file)
	raw, _ := z.CreateRaw(h)
	raw.Write(packed.Bytes())
	z.Flush()
	start := file.Len()
	z.Close()
	entry := file.Bytes()[start : file.Len()-22]
	for range n {
		directory.Write(entry)
	}
	end := bytes.Clone(file.Bytes()[file.Len()-22:])
	for at, v := range map[int]uint32{8: uint32(n) | uint32(n)<<16, 12: uint32(directory.Len()), 16: uint32(start)} {
		for i := range 4 {
			end[at+i] = byte(v >> (8 * i))
		}
	}
	return append(append(bytes.Clone(file.Bytes()[:start]), directory.Bytes()...), end...)
}

// quine returns the zip file r.zip of Russ Cox, which holds nothing but itself.
func quine(t *testing.T) []byte {
	data, err := hex.DecodeString(strings.Join(strings.Fields(quineHex), ""))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

const quineHex = `
504b03041400000008000803643cf9f4896448010000b801000007000000722f722e7a6970002500daff504b03041400
000008000803643cf9f4896448010000b801000007000000722f722e7a6970002f00d0ff002500daff504b0304140000
0008000803643cf9f4896448010000b801000007000000722f722e7a6970002f00d0ffc2548e5739000500faffc2548e
5739000500faff000500faff001400ebffc2548e5739000500faff000500faff001400ebff428821c400001400ebff42
8821c400001400ebff428821c400001400ebff428821c400001400ebff428821c400000000ffff000000ffff003400cb
ff428821c400000000ffff000000ffff003400cbff42e8215e0f000000ffff0af066641261c015dce8a048bf48af2ab3
20c09b950dc46704425306060640000600f9ff6d010000000042e8215e0f000000ffff0af066641261c015dce8a048bf
48af2ab320c09b950dc46704425306060640000600f9ff6d0100000000504b010214001400000008000803643cf9f489
6448010000b8010000070000000000000000000000000000000000722f722e7a6970504b050600000000010001003500
00006d0100000000`

// excel returns a workbook with the rows and the shared texts.
func excel(t *testing.T, rows, texts string) []byte {
	const main, office, rels = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/package/2006/relationships"
	return pack(t,
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="`+rels+`"><Relationship Id="r1" Type="`+office+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+rels+`"><Relationship Id="r1" Type="`+office+`/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="`+office+`/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns="`+main+`" xmlns:r="`+office+`"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml", `<worksheet xmlns="`+main+`"><sheetData>`+rows+`</sheetData></worksheet>`,
		"xl/sharedStrings.xml", `<sst xmlns="`+main+`">`+texts+`</sst>`)
}

// wide returns n rows that have nothing but their last cell.
func wide(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row r="%d"><c r="XFD%[1]d"><v>1</v></c></row>`, i+1)
	}
	return b.String()
}
