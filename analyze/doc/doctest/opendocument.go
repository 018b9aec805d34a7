package doctest

import (
	"fmt"
	"regexp"
	"strings"

	"hegao/analyze/doc"
)

// oasis returns what declares a namespace of OpenDocument.
func oasis(prefix, name string) string {
	return ` xmlns:` + prefix + `="urn:oasis:names:tc:opendocument:xmlns:` + name + `:1.0"`
}

// OpenDocument writes d as an odt file.
func OpenDocument(d *doc.Document) []byte {
	var b strings.Builder
	walk(d, func(p doc.Block) { openParagraph(&b, p) }, func(t table) {
		fmt.Fprintf(&b, `<table:table><table:table-column table:number-columns-repeated="%d"/>`, len(t[0]))
		for _, row := range t {
			b.WriteString("<table:table-row>")
			for _, cell := range row {
				b.WriteString("<table:table-cell>")
				for _, p := range cell {
					openParagraph(&b, p)
				}
				b.WriteString("</table:table-cell>")
			}
			b.WriteString("</table:table-row>")
		}
		b.WriteString("</table:table>")
	})
	const kind = "application/vnd.oasis.opendocument.text"
	spaces := oasis("office", "office") + oasis("style", "style") + oasis("text", "text") + oasis("table", "table")
	return Zip(
		"mimetype", kind,
		"META-INF/manifest.xml", xmlHead+`<m:manifest`+oasis("m", "manifest")+`><m:file-entry m:full-path="/" m:media-type="`+kind+`"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>`,
		"content.xml", xmlHead+`<office:document-content`+spaces+` office:version="1.2">`+
			`<office:automatic-styles><style:style style:name="Title" style:family="paragraph"/></office:automatic-styles><office:body><office:text>`+b.String()+`</office:text></office:body></office:document-content>`,
	)
}

// blanks are white space that is written as an element: all but one space between words.
var blanks = regexp.MustCompile(`^ +| {2,}| +$`)

func openParagraph(b *strings.Builder, p doc.Block) {
	text := blanks.ReplaceAllStringFunc(xmlText(p.Text, "<text:tab/>"), func(s string) string {
		return fmt.Sprintf(`<text:s text:c="%d"/>`, len(s))
	})
	switch p.Kind {
	case doc.Title:
		fmt.Fprintf(b, `<text:p text:style-name="Title">%s</text:p>`, text)
	case doc.Heading:
		fmt.Fprintf(b, `<text:h text:outline-level="%d">%s</text:h>`, p.Level, text)
	default:
		fmt.Fprintf(b, `<text:p>%s</text:p>`, text)
	}
}
