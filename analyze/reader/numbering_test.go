package reader

import (
	"fmt"
	"strings"
	"testing"

	"hegao/analyze/doc"
)

// lvl is a level of a list; more stands inside it.
func lvl(level int, format, text, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>`, level, format, more, text)
}

func abstract(id int, inner string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>`, id, inner)
}

func num(id, abstract int, inner string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, abstract, inner)
}

// chapters are the levels of a Chinese document: 一、（一）1.
var chapters = lvl(0, "chineseCounting", "%1、", "") + lvl(1, "chineseCountingThousand", "（%2）", "") + lvl(2, "decimal", "%3.", `<w:suff w:val="space"/>`)

func TestNumbering(t *testing.T) {
	for _, c := range []struct {
		name string
		file wordFile
		want string
	}{
		{"levels start over behind higher ones", wordFile{
			body:      item(1, 0, "甲") + item(1, 1, "乙") + item(1, 1, "丙") + item(1, 2, "丁") + item(1, 0, "戊") + item(1, 1, "己") + para("", "正文") + item(1, 2, "庚"),
			numbering: abstract(0, chapters) + num(1, 0, ""),
		}, "一、 （一） （二） 1. 二、 （一） - 1."},
		{"lists of one abstract list count on", wordFile{
			body:      item(1, 0, "甲") + item(2, 0, "乙") + item(1, 0, "丙") + item(3, 0, "丁") + item(3, 0, "戊") + item(1, 0, "己"),
			numbering: abstract(0, chapters) + num(1, 0, "") + num(2, 0, "") + num(3, 0, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>`),
		}, "一、 二、 三、 五、 六、 七、"},
		{"a level of its own over the abstract list's", wordFile{
			body:      item(1, 0, "甲") + item(2, 0, "乙"),
			numbering: abstract(0, chapters) + num(1, 0, "") + num(2, 0, `<w:lvlOverride w:ilvl="0">`+lvl(0, "decimalEnclosedCircle", "%1", "")+`</w:lvlOverride>`),
		}, "一、 ②"},
		{"numbers of higher levels, as digits where legal", wordFile{
			body: item(1, 0, "甲") + item(1, 1, "乙") + item(1, 1, "丙") + item(1, 2, "丁"),
			numbering: abstract(0, lvl(0, "chineseCounting", "第%1章", "")+lvl(1, "decimal", "%1.%2", "")+lvl(2, "decimal", "%1.%2.%3", "<w:isLgl/>")) +
				num(1, 0, ""),
		}, "第一章 一.1 一.2 1.2.1"},
		{"never starting over, and behind the first level only", wordFile{
			body: item(1, 0, "甲") + item(1, 1, "乙") + item(1, 2, "丙") + item(1, 1, "丁") + item(1, 2, "戊") + item(1, 0, "己") + item(1, 1, "庚") + item(1, 2, "辛"),
			numbering: abstract(0, lvl(0, "decimal", "%1", "")+lvl(1, "decimal", "%2", `<w:lvlRestart w:val="0"/>`)+lvl(2, "decimal", "%3", `<w:lvlRestart w:val="1"/>`)) +
				num(1, 0, ""),
		}, "1 1 1 2 2 2 3 1"},
		{"a level left out counts as begun", wordFile{
			body:      item(1, 1, "甲") + item(1, 0, "乙"),
			numbering: abstract(0, lvl(0, "decimal", "%1", "")+lvl(1, "decimal", "%1.%2", "")) + num(1, 0, ""),
		}, "1.1 2"},
		{"by style, the level that names it, and number 0 takes it off", wordFile{
			body: para(`<w:pStyle w:val="a"/>`, "甲") + para(`<w:pStyle w:val="b"/>`, "乙") + para(`<w:pStyle w:val="c"/>`, "丙") +
				para(`<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "丁") + para(`<w:pStyle w:val="a"/>`, "戊"),
			styles: `<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
				`<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>` +
				`<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr></w:style>`,
			numbering: abstract(0, lvl(0, "chineseCounting", "%1、", `<w:pStyle w:val="a"/>`)+lvl(1, "chineseCounting", "（%2）", `<w:pStyle w:val="b"/>`)+lvl(2, "decimal", "%3.", "")) + num(1, 0, ""),
		}, "一、 （一） 1. - 二、"},
		{"through a list style", wordFile{
			body:   item(1, 0, "甲") + item(2, 0, "乙"),
			styles: `<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`,
			numbering: abstract(0, `<w:numStyleLink w:val="L"/>`) + abstract(1, `<w:styleLink w:val="L"/>`+chapters) +
				num(1, 0, "") + num(2, 1, ""),
		}, "一、 二、"},
		{"bullets and empty formats show no number", wordFile{
			body:      item(1, 0, "甲") + item(1, 1, "乙") + item(9, 0, "丙"),
			numbering: abstract(0, lvl(0, "bullet", "", "")+lvl(1, "none", "附件", "")) + num(1, 0, ""),
		}, "- 附件 -"},
		{"a deleted mark counts once, hidden and covered paragraphs do not", wordFile{
			body: item(1, 0, "甲") + para(`<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>`, "乙") + item(1, 0, "丙") +
				`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr>` + run("<w:vanish/>", "藏") + `</w:p>` + item(1, 0, "丁"),
			numbering: abstract(0, chapters) + num(1, 0, ""),
		}, "一、 二、 三、"},
		{"an empty paragraph is numbered", wordFile{
			body:      item(1, 0, "甲") + item(1, 0, "") + item(1, 0, "丙"),
			numbering: abstract(0, chapters) + num(1, 0, ""),
		}, "一、 二、 三、"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := c.file.read(t)
			var got []string
			for _, b := range d.Blocks {
				number := strings.TrimSpace(b.Text[:b.Auto])
				if number == "" {
					number = "-"
				}
				got = append(got, number)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %s, want %s", strings.Join(got, " "), c.want)
			}
		})
	}
}

// A gap parts a number from the text unless its own mark does.
func TestNumberGap(t *testing.T) {
	for text, want := range map[string]string{"%1、": "一、学习", "（%1）": "（一）学习", "第%1章": "第一章 学习", "%1.": "一. 学习"} {
		d := wordFile{body: item(1, 0, "学习"), numbering: abstract(0, lvl(0, "chineseCounting", text, "")) + num(1, 0, "")}.read(t)
		if got := d.Blocks[0].Text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	d := wordFile{body: item(1, 0, "学习"), numbering: abstract(0, lvl(0, "decimal", "%1", `<w:suff w:val="nothing"/>`)) + num(1, 0, "")}.read(t)
	if b := d.Blocks[0]; b.Text != "1学习" || b.Auto != 1 || b.Kind != doc.Paragraph {
		t.Errorf("got %+v", b)
	}
}
