package reader

import (
	"strings"
	"testing"
)

// White space counts as one space, but where the page keeps it, and in pages of LibreOffice,
// which writes the blanks of a text as they are and breaks lines in place of one.
func TestHTMLWhiteSpace(t *testing.T) {
	const office = `<html><head><meta name="generator" content="LibreOffice 7.4"/></head><body>`
	for _, c := range []struct{ name, in, want string }{
		{"folded", "<p>召开（   ）次，参加\n  干部 6\n人</p>", "召开（ ）次，参加干部 6人\n"},
		{"kept", "<p style='white-space: pre-wrap'>召开（   ）次\r\n参加\t人</p>", "召开（   ）次\n参加\t人\n"},
		{"kept inside a line", "<p>召开<span style='white-space:pre'>   </span>次，<span>参加</span>   人</p>", "召开   次，参加 人\n"},
		{"office", office + "<p align='left'>\n\t召开（\n  \n）次，参加 \n\t\t<font>6</font>\n\t人</p>", "召开（    ）次，参加  6 人\n"},
		{"a line broken by hand", office + "<h1>工作开展情况<font><br/>\n\t\t</font><font>及成效</font></h1>", "h1 工作开展情况及成效\n"},
		{"numbers on lines of their own", "<table><tr><td>12<br>13<td>x</table>", "cell1.0.0 12 13\ncell1.0.1 x\n"},
	} {
		d := readBytes("a.html", []byte(c.in))
		checkBlocks(t, d)
		if got := outlineOf(d); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestHTMLMarks(t *testing.T) {
	d := readBytes("a.html", []byte(`<p>请<font color="#FF0000">填写</font>，<span style="background: #ffff00">不<b>超</b>过</span>`+
		`<span style="background-color:white">五百</span><span style="Color: red"><span>字</span>。</span>完</p><p style="background:yellow">底色</p>`))
	checkBlocks(t, d)
	if got, want := outlineOf(d)+marksOf(d), "请填写，不超过五百字。完\n底色\n填写 不超过 字。"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What Word tracked counts; what is only crossed out or underlined is text.
func TestHTMLChanges(t *testing.T) {
	d := readBytes("a.html", []byte(`<p>学习<del cite="mailto:x" datetime="2026-07-02T10:00">5</del><ins cite="mailto:x" datetime="2026-07-02T10:00">6</ins>次，<ins>讲课</ins><del>3次</del></p>`))
	checkBlocks(t, d)
	if got, want := outlineOf(d)+noticesOf(d), "学习6次，讲课3次\nchanges 插入 1 处、删除 1 处 学习6次，讲课3次"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Paragraphs are counted as a word processor counts them, empty ones too; lines that were
// broken at a width before they were pasted are joined.
func TestHTMLParagraphs(t *testing.T) {
	var page strings.Builder
	page.WriteString("<p>标题</p><p><br></p>")
	for _, line := range strings.Split(strings.TrimSpace(wrappedText), "\n") {
		page.WriteString("<p>" + line + "</p>\n")
	}
	d := readBytes("a.html", []byte(page.String()))
	checkBlocks(t, d)
	if len(d.Blocks) != 6 {
		t.Errorf("got\n%s", outlineOf(d))
	}
	if got := placeOf(t, d, "3次"); got.Paragraph != 6 {
		t.Errorf("got %+v", got)
	}
}
