package reader

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"hegao/analyze/doc"
	"hegao/analyze/sheet"
)

// workbook is the XML of a workbook by part.
func workbook(sheets ...string) map[string]string {
	files := map[string]string{}
	const main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	list, types, rels := "", "", ""
	for i, s := range sheets {
		n := string(rune('1' + i))
		state, s, _ := strings.Cut(s, "|")
		list += `<sheet name="表` + n + `" sheetId="` + n + `" state="` + state + `" r:id="rId` + n + `"/>`
		types += `<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`
		rels += `<Relationship Id="rId` + n + `" Type="` + office + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`
		files["xl/worksheets/sheet"+n+".xml"] = `<worksheet xmlns="` + main + `">` + s + `</worksheet>`
	}
	files["[Content_Types].xml"] = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types + `</Types>`
	files["_rels/.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	files["xl/_rels/workbook.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels + `</Relationships>`
	files["xl/workbook.xml"] = `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets>` + list + `</sheets></workbook>`
	return files
}

func text(at, s string) string {
	return `<c r="` + at + `" t="inlineStr"><is><t>` + s + `</t></is></c>`
}

func TestXLSX(t *testing.T) {
	var b bytes.Buffer
	p := sheet.Page{Name: "汇总", Columns: []sheet.Column{{Title: "单位", Width: 20}, {Title: "学习次数", Width: 10}},
		Rows: [][]sheet.Cell{{sheet.Text("水务局\n（本级）"), sheet.Number(6)}, {sheet.Text("林业局")}}}
	if err := sheet.Write(&b, sheet.Book{Title: "情况", Pages: []sheet.Page{p}}); err != nil {
		t.Fatal(err)
	}
	d := readBytes("a.xlsx", b.Bytes())
	checkBlocks(t, d)
	want := "cell1.0.0 单位\ncell1.0.1 学习次数\ncell1.1.0 水务局\ncell1.1.0 （本级）\ncell1.1.1 6\ncell1.2.0 林业局\ncell1.2.1\n"
	if got := outlineOf(d); got != want || d.Status != doc.OK || d.Format != "xlsx" {
		t.Errorf("%s %s %s\n%s", d.Format, d.Status, d.Reason, got)
	}
}

// Texts in shapes are read, of sheets that are shown.
func TestXLSXBoxes(t *testing.T) {
	files := workbook(`visible|<sheetData><row r="1">`+text("A1", "甲")+`</row></sheetData><drawing r:id="d"/>`, `hidden|<sheetData/>`, `visible|<sheetData/>`)
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing%.xml"/></Relationships>`
	shape := func(text string) string {
		return `<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><xdr:sp><xdr:nvSpPr><t>名称</t></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>` + text + `</a:t></a:r><a:r><a:t>&amp;</a:t></a:r></a:p><a:p/><a:p><a:t>一</a:t><a:br/><a:t>二</a:t></a:p></xdr:txBody></xdr:sp>` +
			`<mc:AlternateContent><mc:Choice/><mc:Fallback><xdr:txBody><a:p><a:t>重复</a:t></a:p></xdr:txBody></mc:Fallback></mc:AlternateContent></xdr:wsDr>`
	}
	for n, text := range map[string]string{"1": "框中文字", "2": "看不见", "3": "末框"} {
		files["xl/worksheets/_rels/sheet"+n+".xml.rels"] = strings.Replace(rels, "%", n, 1)
		files["xl/drawings/drawing"+n+".xml"] = shape(text)
	}
	d := readBytes("a.xlsx", zipOf(t, files))
	checkBlocks(t, d)
	if got := outlineOf(d); got != "cell1.0.0 甲\nbox 框中文字&\nbox 一\nbox 二\nbox 末框&\nbox 一\nbox 二\n" {
		t.Errorf("%s %s\n%s", d.Status, d.Reason, got)
	}
}

// What nobody sees stays out and is told of.
func TestXLSXHidden(t *testing.T) {
	d := readBytes("a.xlsx", zipOf(t, workbook(
		`visible|<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="2">`+text("A2", "甲")+text("B2", "乙")+text("C2", "丙")+`</row><row r="3" hidden="1">`+text("A3", "丁")+`</row></sheetData>`,
		`hidden|<sheetData><row r="1">`+text("A1", "戊")+`</row></sheetData>`,
		`visible|<sheetData/>`,
		`visible|<sheetData><row r="1">`+text("A1", "己")+`</row></sheetData>`)))
	checkBlocks(t, d)
	if got := outlineOf(d); got != "cell1.1.0 甲\ncell1.1.2 丙\ncell2.0.0 己\n" {
		t.Errorf("%s %s %q", d.Status, d.Reason, got)
	}
	if len(d.Notices) != 1 || d.Notices[0].Count != 3 || d.Notices[0].Detail != "隐藏的内容：隐藏行、列里的 2 个单元格、工作表“表2”" {
		t.Errorf("%+v", d.Notices)
	}
}

func TestXLSXDamaged(t *testing.T) {
	cells := func(s string) []byte { return zipOf(t, workbook("visible|<sheetData>"+s+"</sheetData>")) }
	good := cells(`<row r="1">` + text("A1", "甲") + `</row>`)
	for name, c := range map[string]struct {
		data   []byte
		status doc.Status
	}{
		"good":      {good, doc.OK},
		"empty":     {cells(""), doc.Empty},
		"cut":       {good[:len(good)/2], doc.Damaged},
		"far away":  {cells(`<row r="1048576">` + text("XFD1048576", "甲") + `</row>`), doc.OK},
		"many":      {cells(strings.Repeat(`<row>`+text("XFD1", "甲")+`</row>`, 200)), doc.Limit},
		"many tags": {cells(strings.Repeat("<row/>", 1<<20)), doc.Limit},
	} {
		d := readBytes("a.xlsx", c.data)
		checkBlocks(t, d)
		if d.Status != c.status {
			t.Errorf("%s: %s %s", name, d.Status, d.Reason)
		}
	}
}

// Whatever is cut off or flipped, reading ends with one status.
func TestXLSXMutants(t *testing.T) {
	files := workbook("visible|<sheetData>" + strings.Repeat(`<row>`+text("A1", "甲")+`<c><v>3</v></c></row>`, 20) + "</sheetData>")
	whole := zipOf(t, files)
	for i := 0; i < len(whole); i += len(whole) / 150 {
		data := bytes.Clone(whole)
		data[i] ^= 0x55
		fuzz(t, "a.xlsx", data)
		fuzz(t, "a.xlsx", whole[:i])
	}
	for name := range files {
		other := maps.Clone(files)
		delete(other, name)
		fuzz(t, "a.xlsx", zipOf(t, other))
		other[name] = files["xl/workbook.xml"]
		fuzz(t, "a.xlsx", zipOf(t, other))
	}
}

// FuzzXLSX fuzzes a sheet inside a sound workbook.
func FuzzXLSX(f *testing.F) {
	f.Add(`<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="2">` + text("A2", "甲") + `<c r="B2"><v>3</v></c><c><f>A1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, data string) { fuzz(t, "a.xlsx", zipOf(t, workbook("visible|"+data))) })
}
