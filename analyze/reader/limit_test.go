package reader

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/oletest"
)

// A flow is a file of text that is made while it is read.
type flow struct {
	text string
	left int64
	read int64
	off  int
}

func (f *flow) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && int64(n) < f.left {
		c := copy(p[n:min(len(p), int(min(f.left, int64(len(p)))))], f.text[f.off:])
		n += c
		f.off = (f.off + c) % len(f.text)
	}
	f.left -= int64(n)
	f.read += int64(n)
	return n, nil
}

func (f *flow) Close() error { return nil }

// 200 MB of text are refused after the limit, in the memory that the limit takes.
func TestHugeText(t *testing.T) {
	for name, text := range map[string]string{"报告.txt": "今年以来，召开会议3次。\n", "报告.html": "<p>今年以来，召开会议3次。</p>\n", "报告.docx": "PK\x03\x04今年以来"} {
		f := &flow{text: text, left: 200 << 20}
		start := time.Now()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d := Read(context.Background(), Source{Name: name, Size: 200 << 20, open: func() (io.ReadCloser, error) { return f, nil }})
		runtime.ReadMemStats(&after)
		most := int64(limit.Text)
		if strings.HasPrefix(text, "PK") {
			most = limit.File
		}
		if d.Status != doc.Limit || !strings.Contains(d.Reason, "超过") || d.Size != 200<<20 || d.SHA256 != "" {
			t.Errorf("%s: %s %s", name, d.Status, d.Reason)
		}
		if f.read > most+1 {
			t.Errorf("%s: read %d bytes", name, f.read)
		}
		if took, grew := time.Since(start), int64(after.TotalAlloc-before.TotalAlloc); took > 20*time.Second || grew > 5*most {
			t.Errorf("%s: took %v and %d MB", name, took, grew>>20)
		}
	}
}

func TestManyLines(t *testing.T) {
	for name, data := range map[string]string{
		"a.txt":  strings.Repeat("甲\n", limit.Pieces+1),
		"a.html": strings.Repeat("<p>甲", limit.Pieces+1),
	} {
		if d := readBytes(name, []byte(data)); d.Status != doc.Limit {
			t.Errorf("%s: %s", name, d.Status)
		}
	}
}

// store returns a docx whose document.xml is body, not compressed, so that no ratio is hit.
func store(t *testing.T, body string) []byte {
	files := wordFile{body: body}.files()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range files {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(f, data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWordLimits(t *testing.T) {
	line := para("", strings.Repeat("字", 50))
	deep := func(n int) string {
		return strings.Repeat("<w:sdt><w:sdtContent>", n) + para("", "正文") + strings.Repeat("</w:sdtContent></w:sdt>", n)
	}
	for name, c := range map[string]struct {
		data   []byte
		status doc.Status
	}{
		"bomb":                 {wordFile{body: strings.Repeat(line, 100_000)}.bytes(t), doc.Limit},
		"many paragraphs":      {store(t, strings.Repeat("<w:p><w:r><w:t>a</w:t></w:r></w:p>", limit.Pieces)), doc.Limit},
		"much text":            {store(t, para("", strings.Repeat("字", limit.Text/3+1))), doc.Limit},
		"deep":                 {wordFile{body: deep(120)}.bytes(t), doc.OK},
		"too deep":             {wordFile{body: deep(130)}.bytes(t), doc.Limit},
		"one long text":        {store(t, para("", strings.Repeat("字", 2*limit.XMLToken/3))), doc.Limit},
		"large and honest":     {store(t, strings.Repeat(line, 20_000)), doc.OK},
		"small and repetitive": {wordFile{body: strings.Repeat(line, 30_000)}.bytes(t), doc.OK},
	} {
		start := time.Now()
		d := readBytes("a.docx", c.data)
		if d.Status != c.status || d.Status != doc.OK && d.Reason == "" {
			t.Errorf("%s: %s %s", name, d.Status, d.Reason)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestBrokenWord(t *testing.T) {
	good := wordFile{body: para("", "第一段") + para("", "第二段")}
	whole := good.bytes(t)
	change := func(name, from, to string) []byte {
		files := good.files()
		files[name] = strings.Replace(files[name], from, to, 1)
		if to == "-" {
			delete(files, name)
		}
		return zipOf(t, files)
	}
	flipped := bytes.Clone(store(t, para("", "第一段")))
	copy(flipped[bytes.Index(flipped, []byte("第一段")):], "第二段")
	for name, c := range map[string]struct {
		data   []byte
		status doc.Status
		reason string
	}{
		"cut":            {whole[:len(whole)/2], doc.Damaged, "没有复制或下载完"},
		"cut early":      {whole[:60], doc.Damaged, "没有复制或下载完"},
		"DOCTYPE":        {change("word/document.xml", "<w:document", `<!DOCTYPE d [<!ENTITY x "y">]><w:document`), doc.Damaged, "损坏"},
		"no body":        {change("word/document.xml", "", "-"), doc.Damaged, "损坏"},
		"no way there":   {change("_rels/.rels", "", "-"), doc.OK, ""},
		"broken XML":     {change("word/document.xml", "第二段", "<"), doc.Partial, "只读出前一部分"},
		"all broken XML": {change("word/document.xml", "第一段", "<"), doc.Damaged, "损坏"},
		"other bytes":    {flipped, doc.Partial, "只读出前一部分"},
		"zeros":          {make([]byte, 20000), doc.Damaged, "空字节"},
		"noise":          {bytes.Repeat([]byte{0x8f, 0, 1, 2, 0xff}, 3000), doc.Damaged, "Word 文档"},
		"encrypted":      {compound("EncryptedPackage"), doc.Encrypted, "密码"},
		"a doc":          {compound("WordDocument"), doc.Damaged, "Word 文档"},
		"picture only":   {wordFile{body: `<w:p><w:r><w:drawing><a:blip r:embed="r1"/></w:drawing></w:r></w:p>`}.bytes(t), doc.Scanned, "图片"},
		"nothing":        {wordFile{body: "<w:p/>"}.bytes(t), doc.Empty, "没有文字"},
		"embedded":       {wordFile{body: para("", "正文") + `<w:altChunk r:id="r9"/>`}.bytes(t), doc.Partial, "嵌入"},
		"broken notes":   {wordFile{body: para("", "正文"), parts: map[string]string{"footnotes": "<"}}.bytes(t), doc.Partial, "脚注"},
	} {
		d := readBytes("a.docx", c.data)
		checkBlocks(t, d)
		if d.Status != c.status || !strings.Contains(d.Reason, c.reason) {
			t.Errorf("%s: %s %s", name, d.Status, d.Reason)
		}
	}
}

// compound returns an OLE file with an empty stream of that name.
func compound(stream string) []byte { return oletest.File(oletest.Stream{Name: stream}) }

// What is recognised but not read says what it is and what to submit instead.
func TestUnsupported(t *testing.T) {
	office := func(kind string) string {
		files := wordFile{body: para("", "x")}.files()
		files["[Content_Types].xml"] = strings.Replace(files["[Content_Types].xml"], "wordprocessingml.document", kind, 1)
		return string(zipOf(t, files))
	}
	for format, c := range map[string]struct{ data, says string }{
		"pdf":   {"%PDF-1.7\n1 0 obj", "PDF"},
		"ppt":   {string(compound("PowerPoint Document")), "ppt"},
		"msg":   {string(compound("__properties_version1.0")), "邮件"},
		"ole":   {string(compound("Other")), "旧版"},
		"pptx":  {office("presentationml.presentation"), "pptx"},
		"ofd":   {string(zipOf(t, map[string]string{"OFD.xml": "<x/>"})), "OFD"},
		"image": {"\x89PNG\r\n\x1a\n", "图片"},
		"7z":    {"7z\xbc\xaf\x27\x1c\x00\x04", "7z"},
		"rar":   {"Rar!\x1a\x07\x01\x00", "rar"},
		"xml":   {"<?xml version='1.0'?><a/>", "XML"},
		"zip":   {string(zipOf(t, map[string]string{"a.txt": "x"})), "压缩包"},
		"":      {"\x00\x01\x02\x03\xff\xfe\x00\x00", "认不出"},
	} {
		d := readBytes("文件", []byte(c.data))
		if d.Format != format || d.Status.Readable() || !strings.Contains(d.Reason, c.says) || !strings.Contains(d.Reason, "请报送单位") || len(d.SHA256) != 64 {
			t.Errorf("%s: %+v", format, d)
		}
	}
}

func TestReadInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if d := Read(ctx, Bytes("a.txt", time.Time{}, []byte("甲"))); d.Status != doc.Timeout || d.Reason == "" {
		t.Errorf("%s %s", d.Status, d.Reason)
	}
	ctx, cancel = context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	slow := store(t, strings.Repeat("<w:p/>", 5_000_000))
	start := time.Now()
	if d := Read(ctx, Bytes("a.docx", time.Time{}, slow)); d.Status != doc.Timeout || time.Since(start) > 15*time.Second {
		t.Errorf("%s %s after %v", d.Status, d.Reason, time.Since(start))
	}
}

// A panic while one file is read is that file's status.
func TestReadPanics(t *testing.T) {
	d := Read(context.Background(), Source{Name: "a.txt", open: func() (io.ReadCloser, error) { panic("broken") }})
	if d.Status != doc.Crash || !strings.Contains(d.Reason, "broken") || d.Blocks != nil {
		t.Errorf("%+v", d)
	}
}
