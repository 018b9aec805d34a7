package doctest

import (
	"fmt"
	"strings"

	"hegao/analyze/doc"
)

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	office   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages = "http://schemas.openxmlformats.org/package/2006/"
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// Word writes d as a docx file.
func Word(d *doc.Document) []byte {
	var b, styles strings.Builder
	walk(d, func(p doc.Block) { wordParagraph(&b, p) }, func(t table) {
		b.WriteString(`<w:tbl><w:tblPr><w:tblBorders>`)
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="4"/>`, side)
		}
		b.WriteString(`</w:tblBorders></w:tblPr><w:tblGrid>` + strings.Repeat(`<w:gridCol w:w="1500"/>`, len(t[0])) + `</w:tblGrid>`)
		for _, row := range t {
			b.WriteString("<w:tr>")
			for _, cell := range row {
				b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>`)
				for _, p := range cell {
					wordParagraph(&b, p)
				}
				if len(cell) == 0 {
					b.WriteString("<w:p/>")
				}
				b.WriteString("</w:tc>")
			}
			b.WriteString("</w:tr>")
		}
		b.WriteString("</w:tbl><w:p/>")
	})
	fmt.Fprint(&styles, `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`,
		`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>`)
	for i := range 9 {
		fmt.Fprintf(&styles, `<w:style w:type="paragraph" w:styleId="Heading%d"><w:name w:val="heading %d"/><w:pPr><w:outlineLvl w:val="%d"/></w:pPr></w:style>`, i+1, i+1, i)
	}
	return Zip(
		"[Content_Types].xml", xmlHead+`<Types xmlns="`+packages+`content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Override PartName="/word/document.xml" ContentType="`+wordType+`document.main+xml"/><Override PartName="/word/styles.xml" ContentType="`+wordType+`styles+xml"/></Types>`,
		"_rels/.rels", xmlHead+`<Relationships xmlns="`+packages+`relationships"><Relationship Id="r1" Type="`+office+`/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", xmlHead+`<Relationships xmlns="`+packages+`relationships"><Relationship Id="r1" Type="`+office+`/styles" Target="styles.xml"/></Relationships>`,
		"word/styles.xml", xmlHead+`<w:styles xmlns:w="`+wordMain+`">`+styles.String()+`</w:styles>`,
		"word/document.xml", xmlHead+`<w:document xmlns:w="`+wordMain+`"><w:body>`+b.String()+`</w:body></w:document>`,
	)
}

func wordParagraph(b *strings.Builder, p doc.Block) {
	b.WriteString("<w:p>")
	switch p.Kind {
	case doc.Title:
		b.WriteString(`<w:pPr><w:pStyle w:val="Title"/></w:pPr>`)
	case doc.Heading:
		fmt.Fprintf(b, `<w:pPr><w:pStyle w:val="Heading%d"/></w:pPr>`, p.Level)
	}
	const open, end = `<w:t xml:space="preserve">`, `</w:t>`
	b.WriteString("<w:r>" + open + xmlText(p.Text, end+"<w:tab/>"+open) + end + "</w:r></w:p>")
}
