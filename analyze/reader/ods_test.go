package reader

import (
	"strings"
	"testing"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// odsFile is a spreadsheet of sheets, given as what stands in table:table.
func odsFile(t testing.TB, sheets ...string) []byte {
	body := ""
	for _, s := range sheets {
		body += "<table:table " + strings.Replace(s, "|", ">", 1) + "</table:table>"
	}
	return odtFile{files: map[string]string{
		"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
		"content.xml": "<office:document-content" + odtSpaces + `><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>` +
			"</office:automatic-styles><office:body><office:spreadsheet>" + body + "</office:spreadsheet></office:body></office:document-content>",
	}}.bytes(t)
}

func TestODS(t *testing.T) {
	row := func(cells ...string) string {
		r := "<table:table-row>"
		for _, c := range cells {
			r += c
		}
		return r + "</table:table-row>"
	}
	c := func(text string) string {
		return "<table:table-cell><text:p>" + text + "</text:p></table:table-cell>"
	}
	const blank, rest = "<table:table-cell/>", `<table:table-cell table:number-columns-repeated="16000"/>`
	for _, test := range []struct {
		name   string
		sheets []string
		want   string
	}{
		{"a table", []string{`table:name="表1"|<table:table-column/>` + row(c("项目"), c("次数"), rest) + row(c("学习"), "<table:table-cell><text:p>3次</text:p><text:p>（含集中）</text:p></table:table-cell>", rest) +
			`<table:table-row table:number-rows-repeated="1048570">` + rest + "</table:table-row>"},
			"cell1.0.0 项目\ncell1.0.1 次数\ncell1.1.0 学习\ncell1.1.1 3次\ncell1.1.1 （含集中）\n"},
		{"blanks", []string{"|" + row(c("情况表")) + row(c("项目"), c("次数"), c("备注")) + row(c("学习"), blank, rest) + row(c("合计"), "<table:covered-table-cell/>", blank)},
			"cell1.0.0 情况表\ncell1.1.0 项目\ncell1.1.1 次数\ncell1.1.2 备注\ncell1.2.0 学习\ncell1.2.1\ncell1.2.2\ncell1.3.0 合计\ncell1.3.2\n"},
		{"what is the same", []string{"|" + row(`<table:table-cell table:number-columns-repeated="2"><text:p>3</text:p></table:table-cell>`, c("4")) +
			`<table:table-row table:number-rows-repeated="2">` + c("5") + "</table:table-row>"}, "cell1.0.0 3\ncell1.0.1 3\ncell1.0.2 4\ncell1.1.0 5\ncell1.1.1\ncell1.1.2\ncell1.2.0 5\ncell1.2.1\ncell1.2.2\n"},
		{"hidden", []string{`|<table:table-column/><table:table-column table:visibility="collapse"/>` + row(c("甲"), c("藏"), c("乙")) + `<table:table-row table:visibility="filter">` + c("藏") + "</table:table-row>",
			`table:style-name="ta2"|` + row(c("藏")), "|" + row(c("丙"))}, "cell1.0.0 甲\ncell1.0.2 乙\ncell2.0.0 丙\n"},
		{"shapes and comments", []string{`|<table:shapes><draw:custom-shape><text:p>框</text:p></draw:custom-shape></table:shapes>` + row("<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>甲</text:p></table:table-cell>")},
			"box 框\ncell1.0.0 甲\n"},
	} {
		d := readBytes("a.ods", odsFile(t, test.sheets...))
		checkBlocks(t, d)
		if got := outlineOf(d); got != test.want || d.Format != "ods" || d.Status != doc.OK {
			t.Errorf("%s: %s %s %s\n%s\nwant\n%s", test.name, d.Format, d.Status, d.Reason, got, test.want)
		}
	}
	many := `|<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>3</text:p></table:table-cell></table:table-row>`
	if d := readBytes("a.ods", odsFile(t, many)); d.Status != doc.Limit {
		t.Errorf("many cells: %s %s, limit is %d", d.Status, d.Reason, limit.Pieces)
	}
}

func FuzzODS(f *testing.F) {
	f.Add(`table:style-name="ta2"`, `<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"><text:p>3</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><table:table/></table:table-cell></table:table-row>`)
	f.Fuzz(func(t *testing.T, attributes, sheet string) {
		fuzz(t, "a.ods", odsFile(t, attributes+"|"+sheet))
	})
}
