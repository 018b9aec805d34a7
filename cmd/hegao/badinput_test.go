package main_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pack returns a zip archive of parts: name, content, name, content, …
func pack(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// word returns a docx file whose document part is document.
func word(t *testing.T, document string) []byte {
	return pack(t,
		"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", document)
}

// TestBadInput checks a folder of what no program likes: each file gets its status, a finding
// and a reason in Chinese, the good report among them is checked, and time is bounded.
func TestBadInput(t *testing.T) {
	const body = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>召开支委会*次</w:t></w:r></w:p></w:body></w:document>`
	sample, err := os.ReadFile(filepath.Join(sampleReports, "11_档案馆.docx"))
	if err != nil {
		t.Fatal(err)
	}
	bomb := strings.Repeat("\x00", 64<<20)
	locked := pack(t, "报告.docx", "x")
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1 // the flag of an encrypted entry
	files := map[string]struct {
		data   []byte
		status string
		rule   string
		says   string // in the finding
		asks   string // in its advice
	}{
		"好的.docx":    {word(t, body), "ok", "placeholder.unfilled", "没有填写", "填"},
		"截断.docx":    {sample[:len(sample)/2], "partial", "file.unreadable", "只读出一部分", "请报送单位重新报送"},
		"实体.docx":    {word(t, `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>`+body), "damaged", "file.unreadable", "已损坏", "请报送单位重新报送"},
		"空的.txt":     {nil, "empty", "file.empty", "0 字节", "请报送单位重新报送"},
		"空白.txt":     {[]byte(" \r\n\t\r\n　　\r\n"), "empty", "file.empty", "没有文字", "请报送单位核对后重新报送"},
		"空的.docx":    {nil, "empty", "file.empty", "0 字节", "请报送单位重新报送"},
		"其实是旧版.docx": {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...), "", "", "", ""},
		"炸弹.zip":     {pack(t, "报告.txt", bomb), "limit", "file.limit", "展开后大得异常", "请报送单位核对文件"},
		"炸弹.docx":    {word(t, body+bomb), "limit", "file.limit", "展开后大得异常", "请报送单位核对文件"},
		"加密.zip":     {locked, "encrypted", "file.encrypted", "密码", "请报送单位去掉密码"},
		"图片.docx":    {word(t, strings.Replace(body, "<w:t>召开支委会*次</w:t>", "<w:drawing><blip/></w:drawing>", 1)), "scanned", "file.scanned", "只有图片", "请报送单位报送可以编辑的文字版"},
		"不认识.gz":     {[]byte("\x1f\x8b\x08\x00"), "unsupported", "file.unsupported", "gzip", "请报送单位改用 zip"},
		"很长.txt":     {bytes.Repeat([]byte("召开支委会三次。\n"), 200<<20/25), "limit", "file.limit", "不像一份报告", "请报送单位核对后重新报送"},
	}
	dir := t.TempDir()
	for name, f := range files {
		if err := os.WriteFile(filepath.Join(dir, name), f.data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	start := time.Now()
	var a answer
	if err := json.Unmarshal(runHegao(t, 1, "check", "--format", "json", dir), &a); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	met := map[string]bool{}
	for _, r := range a.Reports {
		name, _, _ := strings.Cut(filepath.Base(r.File), "!")
		if name == "报告.txt" { // in the archive
			name = "炸弹.zip"
		}
		want, ok := files[name]
		if !ok {
			t.Errorf("%s: nobody sent that", r.File)
			continue
		}
		met[name] = true
		found := false
		for _, f := range r.Findings {
			found = found || f.Rule == want.rule && strings.Contains(f.Message, want.says) && strings.Contains(f.Fix, want.asks)
		}
		switch {
		case want.status == "": // any but a good one
			if r.Status == "ok" || len(r.Findings) == 0 {
				t.Errorf("%s: status %s, findings %v", name, r.Status, r.Findings)
			}
		case r.Status != want.status || !found:
			t.Errorf("%s: status %s, findings %v; want %s, %s", name, r.Status, r.Findings, want.status, want.rule)
		}
	}
	for name := range files {
		if !met[name] {
			t.Errorf("%s is in no report", name)
		}
	}
}
