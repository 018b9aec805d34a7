package reader

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/msdoc"
	"hegao/analyze/reader/internal/ole"
	"hegao/analyze/reader/internal/oletest"
)

func readSample(t testing.TB, name string) *doc.Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "word", name))
	if err != nil {
		t.Fatal(err)
	}
	d := readBytes(name, data)
	checkBlocks(t, d)
	return d
}

// rich.doc holds each thing that a Word document may hold beside its text. It was written
// by LibreOffice, which cuts paragraphs at page breaks and counts a restarted list anew.
const rich = `title 关于云溪县文化馆2026年上半年工作情况的报告
今年以来，我馆召开支委会*次，党员大会3次。
h1 {一、}工作开展情况
h2 {（一）}学习情况
组织学习专题会6次，覆盖45人。
h2 {（二）}责任情况
{1. }第一项任务
{2. }第二项任务
h1 {二、}存在问题
h2 {（一）}作风情况
{① }甲事项
{② }乙事项
{① }重新开始
{① }接着数
项目符号
制表	符与换行
第二行。不断-字连字符
分页前
分页后同段
脚注在此，尾注在此。
被批注的文字，其余。
链接见通知原文，页码2。
带文本框的段落结束。
box 文本框第一段
box 文本框第二段
被删段落标记后一段接上
插入的段落标记
😀𠮷生僻字𡈽与“引号”—破折号…
Latin café naïve text only £100
cell1.0.0 单位
cell1.0.1 学习
cell1.1.0 甲局
cell1.1.1 3次
cell1.1.2 *次
cell1.1.2 第二段
cell1.2.1 5次
cell1.2.2 6次
cell1.3.0 嵌套
cell2.0.0 内一
cell2.0.1 内二
cell2.1.0 内三
cell2.1.1 内四
cell1.3.0 嵌套后
cell1.3.1
cell1.3.2 末格
两表之间
框中的文字一
框中的文字二
第一节结束
第二节正文。
字符样式之前，之后。
云溪县文化馆
2026年6月30日
note  脚注内容。
note  尾注内容。
header 第一节页眉
header 首页页眉
header 第二节页眉
footer 第一节页脚
`

func TestBinaryWord(t *testing.T) {
	d := readSample(t, "rich.doc")
	if d.Status != doc.OK || d.Format != "doc" {
		t.Fatalf("%s %s %s", d.Format, d.Status, d.Reason)
	}
	if got := outlineOf(d); got != rich {
		t.Errorf("got\n%s\nwant\n%s", got, rich)
	}
	var marks []string
	for _, b := range d.Blocks {
		for _, m := range b.Marks {
			marks = append(marks, b.Text[m.Start:m.End])
		}
	}
	if got := strings.Join(marks, " "); got != "* 3" {
		t.Errorf("marked: %s", got)
	}
	var notices []string
	for _, n := range d.Notices {
		notices = append(notices, fmt.Sprintf("%s %d %s ", n.Kind, n.Count, n.Detail)+d.Text(n.Span))
	}
	want := "changes 4 插入 2 处、删除 2 处 专题|comments 1  被批注的文字|hidden 3 隐藏的文字：“隐藏的备注” 组织学习专题会6次，覆盖45人。"
	if got := strings.Join(notices, "|"); got != want {
		t.Errorf("noticed %s", got)
	}
}

// The same report says the same as docx and as doc.
func TestBinaryWordSaysTheSame(t *testing.T) {
	data, err := os.ReadFile("../../testdata/reports/01_教育局/报告.docx")
	if err != nil {
		t.Fatal(err)
	}
	sameText(t, readSample(t, "report.doc"), readBytes("报告.docx", data))
}

// sameText asserts that two documents have the same blocks in the same paragraphs, headers
// and footers aside, which may come in another order.
func sameText(t *testing.T, got, want *doc.Document) {
	t.Helper()
	text := func(d *doc.Document) string {
		body := *d
		body.Blocks = nil
		for _, b := range d.Blocks {
			if b.Kind.Body() {
				body.Blocks = append(body.Blocks, b)
			}
		}
		return outlineOf(&body)
	}
	if g, w := text(got), text(want); g != w || g == "" {
		t.Errorf("%s: got\n%s\nwant\n%s", got.Name, g, w)
		return
	}
	for i, b := range got.Blocks {
		if w := want.Blocks[i]; b.Kind.Body() && b.Runs[0].Src.Line != w.Runs[0].Src.Line {
			t.Errorf("%s: %q in paragraph %d, want %d", got.Name, b.Text, b.Runs[0].Src.Line, w.Runs[0].Src.Line)
		}
	}
}

// At the place of an exact run stands its text, whatever characters are about it.
func TestBinaryWordPlaces(t *testing.T) {
	data, err := os.ReadFile("testdata/word/rich.doc")
	if err != nil {
		t.Fatal(err)
	}
	o, err := ole.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	stream := o.Stream(msdoc.Part)
	exact := 0
	for _, b := range readBytes("a.doc", data).Blocks {
		for i, r := range b.Runs {
			if !r.Src.Exact {
				continue
			}
			end := len(b.Text)
			if i+1 < len(b.Runs) {
				end = b.Runs[i+1].Start
			}
			text, want := b.Text[r.Start:end], []byte{}
			for _, u := range utf16.Encode([]rune(text)) {
				want = append(want, byte(u), byte(u>>8))
			}
			if at := stream[r.Src.Off : r.Src.Off+r.Src.Len]; r.Src.Part != msdoc.Part || !bytes.Equal(at, want) {
				t.Errorf("%q: run %+v", text, r)
			}
			exact += len(text)
		}
	}
	if exact < 900 {
		t.Errorf("only %d bytes are exact", exact)
	}
}

// Whatever is cut off or flipped, reading ends with one status, soon.
func TestBinaryWordDamaged(t *testing.T) {
	whole, err := os.ReadFile("testdata/word/rich.doc")
	if err != nil {
		t.Fatal(err)
	}
	readable := 0
	check := func(data []byte) {
		start := time.Now()
		if d := fuzz(t, "a.doc", data); d.Status.Readable() {
			readable++
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
	}
	for n := 0; n < len(whole); n += len(whole) / 50 {
		check(whole[:n])
	}
	for i := range whole {
		if i%37 == 0 {
			data := bytes.Clone(whole)
			data[i] ^= 0x55
			check(data)
		}
	}
	if readable < 300 {
		t.Errorf("%d readable", readable)
	}
}

// FuzzBinaryWord fuzzes the streams of a document inside a sound file.
func FuzzBinaryWord(f *testing.F) {
	for _, name := range []string{"rich.doc", "report.doc"} {
		data, err := os.ReadFile(filepath.Join("testdata", "word", name))
		if err != nil {
			f.Fatal(err)
		}
		o, err := ole.Open(data)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(o.Stream("WordDocument"), o.Stream("1Table"), o.Stream("Data"))
		f.Add(o.Stream("WordDocument"), o.Stream("0Table"), o.Stream("Data"))
	}
	f.Fuzz(func(t *testing.T, word, table, data []byte) {
		fuzz(t, "a.doc", oletest.File(
			oletest.Stream{Name: "WordDocument", Data: word}, oletest.Stream{Name: "0Table", Data: table},
			oletest.Stream{Name: "1Table", Data: table}, oletest.Stream{Name: "Data", Data: data}))
	})
}

// FuzzCompound fuzzes the tables of OLE files.
func FuzzCompound(f *testing.F) {
	f.Add(oletest.File(oletest.Stream{Name: "WordDocument", Data: make([]byte, 5000)}, oletest.Stream{Name: "1Table", Data: []byte("x")}))
	f.Add(oletest.File())
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzz(t, "a.doc", append([]byte(ole.Signature), data[min(8, len(data)):]...))
	})
}
