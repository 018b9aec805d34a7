package reader

import (
	"testing"

	"hegao/analyze/doc"
)

// A cell in which nothing stands has a block of its own; one that is covered, crossed out,
// hidden or holds a picture has none.
func TestBlankCells(t *testing.T) {
	row := func(cells ...string) string {
		tr := "<w:tr>"
		for _, c := range cells {
			tr += "<w:tc>" + c + "</w:tc>"
		}
		return tr + "</w:tr>"
	}
	empty := "<w:p/>"
	for _, c := range []struct {
		name, file string
		data       []byte
		want       string
	}{
		{"docx", "a.docx", wordFile{body: "<w:tbl>" + row(para("", "项目"), para("", "次数")) + row(para("", "学习"), empty+para("", " ")) + "</w:tbl>"}.bytes(t),
			"cell1.0.0 项目\ncell1.0.1 次数\ncell1.1.0 学习\ncell1.1.1\n"},
		{"docx, not blank", "a.docx", wordFile{body: "<w:tbl>" + row(para("", "甲"), "<w:p><w:r><w:drawing/></w:r></w:p>", `<w:tcPr><w:vMerge/></w:tcPr>`+empty,
			`<w:tcPr><w:tcBorders><w:tl2br w:val="single"/></w:tcBorders></w:tcPr>`+empty, "<w:p>"+run("<w:vanish/>", "隐藏")+"</w:p>", para("", "乙")) + "</w:tbl>"}.bytes(t),
			"cell1.0.0 甲\ncell1.0.5 乙\n"},
		{"docx, a frame", "a.docx", wordFile{body: "<w:tbl>" + row(empty) + "</w:tbl>" + para("", "甲")}.bytes(t), "甲\n"},
		{"docx, deleted", "a.docx", wordFile{body: "<w:tbl>" + row(para("", "甲"), "<w:p><w:del><w:r><w:delText>3</w:delText></w:r></w:del></w:p>") + "</w:tbl>"}.bytes(t),
			"cell1.0.0 甲\ncell1.0.1\n"},
		{"rtf", "a.rtf", []byte(`{\rtf1\trowd\cellx900\cellx1900\cellx2900\intbl a\cell\cell {\pict 00}\cell\row\trowd\cellx900\cellx1900\cellx2900 b\cell\cell\cell\cell\row}`),
			"cell1.0.0 a\ncell1.0.1\ncell1.1.0 b\ncell1.1.1\ncell1.1.2\n"},
		{"html", "a.html", []byte(`<table><tr><th>甲<th>乙<th>丙<tr><td rowspan=2>1<td>&nbsp;<td><img><tr><td><p></p><td><input></table>`),
			"cell1.0.0 甲\ncell1.0.1 乙\ncell1.0.2 丙\ncell1.1.0 1\ncell1.1.1\ncell1.2.1\n"},
		{"xlsx", "a.xlsx", zipOf(t, workbook(`visible|<sheetData><row r="1">`+text("A1", "情况表")+`</row><row r="2">`+text("A2", "项目")+text("B2", "次数")+text("C2", "备注")+`</row><row r="3">`+text("A3", "学习")+
			`</row><row r="5">`+text("A5", "合计")+`</row></sheetData><mergeCells><mergeCell ref="A5:B6"/></mergeCells>`)),
			"cell1.0.0 情况表\ncell1.1.0 项目\ncell1.1.1 次数\ncell1.1.2 备注\ncell1.2.0 学习\ncell1.2.1\ncell1.2.2\ncell1.4.0 合计\ncell1.4.2\n"},
		{"md", "a.md", []byte("# 题\n| 项目 | 次数 |\n|---|---|\n| 学习 |  |\n"), "h1 题\ncell1.0.0 项目\ncell1.0.1 次数\ncell1.1.0 学习\ncell1.1.1\n"},
	} {
		d := readBytes(c.file, c.data)
		checkBlocks(t, d)
		if got := outlineOf(d); got != c.want {
			t.Errorf("%s: %s\n%s\nwant\n%s", c.name, d.Status, got, c.want)
		}
		for i, b := range d.Blocks {
			if p := d.Place(doc.Span{Block: i}); b.Text == "" && p.Start != p.End {
				t.Errorf("%s: block %d is at %+v", c.name, i, p)
			}
		}
	}
	if d := readBytes("a.docx", wordFile{body: "<w:tbl>" + row(empty, empty) + "</w:tbl>"}.bytes(t)); d.Status != doc.Empty {
		t.Errorf("nothing but blank cells: %s", d.Status)
	}
}
