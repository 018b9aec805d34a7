package reader

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hegao/analyze/doc"
)

const sampleText = "临江市园林管理处工作报告\r\n\r\n一、工作情况\r\n　　召开会议3次，检查𠮷祥路等12处。\r\n"

// encodings are ways in which a text may be written.
var encodings = map[string]func(t testing.TB, s string) string{
	"utf-8":     func(_ testing.TB, s string) string { return s },
	"utf-8 bom": func(_ testing.TB, s string) string { return "\ufeff" + s },
	"gb18030": func(t testing.TB, s string) string {
		gb, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return gb
	},
	"utf-16le":     func(_ testing.TB, s string) string { return utf16Of(s, binary.LittleEndian) },
	"utf-16be":     func(_ testing.TB, s string) string { return utf16Of(s, binary.BigEndian) },
	"utf-16le bom": func(_ testing.TB, s string) string { return utf16Of("\ufeff"+s, binary.LittleEndian) },
	"utf-16be bom": func(_ testing.TB, s string) string { return utf16Of("\ufeff"+s, binary.BigEndian) },
}

func utf16Of(s string, order binary.AppendByteOrder) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// In every encoding the lines are paragraphs, and their bytes are found in the file.
func TestTextEncodings(t *testing.T) {
	for name, encode := range encodings {
		data := encode(t, sampleText)
		d := readBytes("报告.txt", []byte(data))
		checkBlocks(t, d)
		if got, want := outlineOf(d), "临江市园林管理处工作报告\n一、工作情况\n　　召开会议3次，检查𠮷祥路等12处。\n"; d.Status != doc.OK || got != want {
			t.Fatalf("%s: %s %s %q", name, d.Status, d.Reason, got)
		}
		for i, line := range []int{1, 3, 4} {
			b := d.Blocks[i]
			src := b.Runs[0].Src
			if raw := data[src.Off : src.Off+src.Len]; src.Line != line || !src.Exact || raw != strings.TrimPrefix(encode(t, b.Text), encode(t, "")) {
				t.Errorf("%s: line %d: %+v", name, line, src)
			}
		}
		if got, want := placeOf(t, d, "12处"), (doc.Place{Paragraph: 4, Start: 15, End: 18}); got != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

const wrappedText = `临江市园林管理处2026年上半年工作报告
一、工作开展情况
　　上半年，园林管理处党支部认真落实上级部署要求，坚持把党风廉政建设与绿
化养护、公园管理同谋划、同推进，召开专题会议3次，研究部署重点任务12项，责任
书签订率100%，较好完成了各项任务。现将有关情况报告如下。其中开展谈话2
1人次，提醒谈话3人次，受教育党员干部58人次，接待群众35批次，办结投诉
29件，收到表扬信6封。
二、存在的问题
　　一是个别同志学习不够深入，理论联系实际还有差距，二是部分养护合同的过程监
管不够细致，验收资料归档不及时。
`

// A wrapped line goes on with its paragraph; positions name the file's own lines.
func TestWrappedText(t *testing.T) {
	for name, encode := range encodings {
		d := readBytes("报告.txt", []byte(encode(t, wrappedText)))
		checkBlocks(t, d)
		if len(d.Blocks) != 5 {
			t.Fatalf("%s: %s", name, outlineOf(d))
		}
		for text, want := range map[string]doc.Place{
			"3次":   {Paragraph: 4, Start: 22, End: 24},
			"21人次": {Paragraph: 5, Start: 36, End: 37},
			"29件":  {Paragraph: 7, Start: 0, End: 3},
			"监管不够": {Paragraph: 9, Start: 37, End: 38},
		} {
			if got := placeOf(t, d, text); got != want {
				t.Errorf("%s: %s: %+v, want %+v", name, text, got, want)
			}
		}
	}
}

// Continuation lines lose their indent, words keep a space, and places stay right.
func TestWrappedIndent(t *testing.T) {
	var lines []string
	for range 4 {
		lines = append(lines, "  The committee met three times, and it checked all of the", "   units, large and small, that had submitted no report before", "   the end of the period.", "")
	}
	d := readBytes("a.txt", []byte(strings.Join(lines, "\n")))
	checkBlocks(t, d)
	if want := "  The committee met three times, and it checked all of the units, large and small, that had submitted no report before the end of the period."; len(d.Blocks) != 4 || d.Blocks[1].Text != want {
		t.Fatalf("got %q", d.Blocks[0].Text)
	}
	if got, want := placeOf(t, d, "all of the units"), (doc.Place{Paragraph: 1, Start: 48, End: 58}); got != want {
		t.Errorf("got %+v", got)
	}
	if got, want := placeOf(t, d, "large"), (doc.Place{Paragraph: 2, Start: 10, End: 15}); got != want {
		t.Errorf("got %+v", got)
	}
}

func TestTextTables(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"tabs", "项目\t次数\n学习\t 3次 \n讲课\t\n完", "cell1.0.0 项目\ncell1.0.1 次数\ncell1.1.0 学习\ncell1.1.1 3次\ncell1.2.0 讲课\ncell1.2.1\n完\n"},
		{"bars", "前\n| 项目 | 次数 |\n|:---|---:|\n| 学习 | 3\\|4次 |\n后", "前\ncell1.0.0 项目\ncell1.0.1 次数\ncell1.1.0 学习\ncell1.1.1 3\\|4次\n后\n"},
		{"open bars", "甲|乙|丙\n1||3\n\n丁|戊\n5|6", "cell1.0.0 甲\ncell1.0.1 乙\ncell1.0.2 丙\ncell1.1.0 1\ncell1.1.1\ncell1.1.2 3\ncell2.0.0 丁\ncell2.0.1 戊\ncell2.1.0 5\ncell2.1.1 6\n"},
		{"empty corner", "\t一月\t二月\n学习\t1\t2", "cell1.0.0\ncell1.0.1 一月\ncell1.0.2 二月\ncell1.1.0 学习\ncell1.1.1 1\ncell1.1.2 2\n"},
		{"a lone row", "项目\t次数\n正文。", "项目\t次数\n正文。\n"},
		{"other numbers of cells", "项目\t次数\n学习\t3\t次", "项目\t次数\n学习\t3\t次\n"},
		{"indents", "\t今年以来。\n\t召开会议。", "\t今年以来。\n\t召开会议。\n"},
		{"numbers of items", "一、\t工作情况\n（一）\t学习\n1.\t讲课\n•\t其他", "一、\t工作情况\n（一）\t学习\n1.\t讲课\n•\t其他\n"},
	} {
		d := readBytes("a.txt", []byte(c.text))
		checkBlocks(t, d)
		if got := outlineOf(d); got != c.want {
			t.Errorf("%s: got\n%s", c.name, got)
		}
	}
	d := readBytes("a.txt", []byte("项目 | 次数\n学习 |  3次"))
	if got, want := placeOf(t, d, "3次"), (doc.Place{Paragraph: 2, Start: 6, End: 8}); got != want {
		t.Errorf("got %+v", got)
	}
}

func TestMarkdown(t *testing.T) {
	d := readBytes("报告.md", []byte("# 工作报告 #\n\n## 一、情况\n召开**3**次会议。\n- 学习2次\n  * 讲课*次\n> 引文\n***\n```\n# 代码\n```\n问题\n====\n#不是标题\n| a | b |\n|---|---|\n| 1 | 2 |\n"))
	checkBlocks(t, d)
	want := "h1 工作报告\nh2 一、情况\n召开**3**次会议。\n学习2次\n讲课*次\n引文\n# 代码\nh1 问题\n#不是标题\ncell1.0.0 a\ncell1.0.1 b\ncell1.1.0 1\ncell1.1.1 2\n"
	if got := outlineOf(d); got != want || d.Format != "md" {
		t.Errorf("%s: got\n%s", d.Format, got)
	}
	for text, want := range map[string]doc.Place{"一、": {Paragraph: 3, Start: 3, End: 5}, "课*次": {Paragraph: 6, Start: 5, End: 8}, "工作": {Paragraph: 1, Start: 2, End: 4}} {
		if got := placeOf(t, d, text); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
	if d := readBytes("报告.txt", []byte("# 工作报告")); d.Format != "txt" || d.Blocks[0].Text != "# 工作报告" {
		t.Errorf("txt: %s %+v", d.Format, d.Blocks)
	}
}

func TestDamagedText(t *testing.T) {
	whole := strings.Repeat("今年以来召开会议3次。\n", 50)
	for name, c := range map[string]struct {
		data   string
		status doc.Status
		reason string
	}{
		"half copied":       {whole + strings.Repeat("\x00", 4096), doc.Partial, "4096 个空字节"},
		"half copied UTF16": {utf16Of(whole, binary.LittleEndian) + strings.Repeat("\x00", 512), doc.Partial, "512 个空字节"},
		"bad bytes":         {whole[:300] + "\xff\xfe" + whole, doc.Partial, "1 处"},
		"zeros":             {strings.Repeat("\x00", 3000), doc.Damaged, "空字节"},
		"noise":             {strings.Repeat("\x00\x01\x8f\xff\x02", 900), doc.Damaged, "纯文本"},
		"blank":             {" \r\n\t　\n", doc.Empty, "没有文字"},
		"nothing":           {"", doc.Empty, "0 字节"},
	} {
		d := readBytes("报告.txt", []byte(c.data))
		checkBlocks(t, d)
		if d.Status != c.status || !strings.Contains(d.Reason, c.reason) {
			t.Errorf("%s: %s %s", name, d.Status, d.Reason)
		}
	}
}

const sampleHTML = `<!DOCTYPE html><html><head><title>标题栏</title><style>p{}</style><script>var a="<p>不要</p>"</script></head><body>
<h1>关于工作<br>情况的报告</h1><div>一、情况<p>今年&nbsp;以来
召开<b>会议</b>3次 &amp; <i>check</i>
up<br>另起<p style="display: none">藏着<p>没有结束标签
<ul><li>甲<li>乙</ul><ol start=2><li>丙<li><p>丁</p></ol><ol style="list-style-type:cjk-ideographic"><li>戊</ol>
<table><tr><th rowspan=2>项目<th>次数<br>合计<tr><td>3<tr><td colspan=2>合并<td>末</table>
<table><tr><td><h2>框里</h2>正文</td></tr></table>
<pre>第一行
第二行</pre><span hidden>也藏</span>末段</div></body></html>`

const sampleHTMLBlocks = "h1 关于工作情况的报告\n一、情况\n今年\u00a0以来召开会议3次 & check up\n另起\n没有结束标签\n甲\n乙\n{2. }丙\n{3. }丁\n{一、}戊\n" +
	"cell1.0.0 项目\ncell1.0.1 次数合计\ncell1.1.1 3\ncell1.2.0 合并\ncell1.2.2 末\nh2 框里\n正文\n第一行\n第二行\n末段\n"

func TestHTML(t *testing.T) {
	for name, encode := range encodings {
		data := encode(t, sampleHTML)
		d := readBytes("报告.html", []byte(data))
		checkBlocks(t, d)
		if got := outlineOf(d); got != sampleHTMLBlocks || d.Status != doc.OK || d.Format != "html" {
			t.Fatalf("%s: %s %s %s\n%s", name, d.Format, d.Status, d.Reason, got)
		}
		if n := d.Notices; len(n) != 1 || n[0].Kind != doc.Hidden || n[0].Count != 2 || n[0].Detail != "隐藏的文字：“藏着”" {
			t.Errorf("%s: %+v", name, n)
		}
		if got, want := placeOf(t, d, "3次"), (doc.Place{Paragraph: 3, Start: 9, End: 11}); got != want {
			t.Errorf("%s: %+v", name, got)
		}
		for _, b := range d.Blocks {
			for i, r := range b.Runs {
				end := len(b.Text)
				if i+1 < len(b.Runs) {
					end = b.Runs[i+1].Start
				}
				if text := strings.TrimSpace(b.Text[r.Start:end]); r.Src.Exact && data[r.Src.Off:r.Src.Off+r.Src.Len] != text {
					t.Errorf("%s: %q is %q at its place", name, text, data[r.Src.Off:r.Src.Off+r.Src.Len])
				}
			}
		}
	}
}

func TestHTMLPieces(t *testing.T) {
	for _, c := range []struct{ name, file, in, want string }{
		{"a piece", "a.htm", "召开<b>会议</b>3次<br>完", "召开会议3次\n完\n"},
		{"a comment first", "a.txt", "<!-- x -->\n<html><p>甲", "甲\n"},
		{"XHTML", "a.html", "<?xml version='1.0'?><!DOCTYPE html><html><body>甲</body></html>", "甲\n"},
		{"stray ends", "a.html", "<p>甲</div></table></p>乙</body></html>丙", "甲\n乙丙\n"},
		{"inside an unseen element", "a.html", "<p>甲<svg><text>图</text><svg></svg></svg>乙<noscript>请开启脚本</noscript>", "甲乙\n"},
		{"nested tables", "a.html", "<table><tr><td>甲<table><tr><td>乙<td>丙</table>丁<td>戊</table>", "cell1.0.0 甲\ncell2.0.0 乙\ncell2.0.1 丙\ncell1.0.0 丁\ncell1.0.1 戊\n"},
		{"deep", "a.html", strings.Repeat("<div>", 5000) + "甲" + strings.Repeat("</div>", 5000) + "<p>乙", "甲\n乙\n"},
		{"ends left out", "a.html", strings.Repeat("<font>", 5000) + "<table><tr><td>甲<td>乙</table><p>丙", "cell1.0.0 甲\ncell1.0.1 乙\n丙\n"},
		{"hidden by an ancestor", "a.html", "<p>甲<span style='display:none'>藏<span>里</span>着</span>乙", "甲乙\n"},
		{"cut off", "a.html", "<html><p>甲</p><p class='", "甲\n"},
	} {
		d := readBytes(c.file, []byte(c.in))
		checkBlocks(t, d)
		if got := outlineOf(d); got != c.want || d.Format != "html" {
			t.Errorf("%s: %s %s\n%s", c.name, d.Format, d.Reason, got)
		}
	}
}

// The content decides; the name only draws a remark.
func TestWrongType(t *testing.T) {
	word := wordFile{body: para("", "正文")}.bytes(t)
	for _, c := range []struct {
		name   string
		data   string
		format string
		detail string
	}{
		{"a.docx", string(word), "docx", ""},
		{"a.wps", string(word), "docx", ""},
		{"a", string(word), "docx", ""},
		{"a.2026", string(word), "docx", ""},
		{"a.doc", string(word), "docx", "扩展名是“.doc”（旧版 Word 文档（doc）），内容却是Word 文档"},
		{"a.TXT", string(word), "docx", "扩展名是“.TXT”（纯文本），内容却是Word 文档"},
		{"a.doc", "<html><body>正文", "html", "扩展名是“.doc”（旧版 Word 文档（doc）），内容却是网页（html）"},
		{"a.docx", "正文", "txt", "扩展名是“.docx”（Word 文档），内容却是纯文本"},
		{"a.doc", `{\rtf1 x}`, "rtf", "扩展名是“.doc”（旧版 Word 文档（doc）），内容却是RTF 文档"},
		{"a.txt", "正文", "txt", ""},
		{"a.csv", "甲,乙", "txt", ""},
	} {
		d := readBytes(c.name, []byte(c.data))
		i := slices.IndexFunc(d.Notices, func(n doc.Notice) bool { return n.Kind == doc.WrongType })
		detail := ""
		if i >= 0 {
			detail = d.Notices[i].Detail
		}
		if d.Format != c.format || detail != c.detail {
			t.Errorf("%s: %s %q", c.name, d.Format, detail)
		}
	}
}

func ExampleRead() {
	d := readBytes("报告.txt", []byte("一、工作情况\n召开会议3次。\n"))
	for _, b := range d.Blocks {
		fmt.Println(b.Text)
	}
	// Output:
	// 一、工作情况
	// 召开会议3次。
}
