package doctest

import (
	"fmt"
	"strings"

	"hegao/analyze/doc"
)

// HTML writes d as a web page, which keeps white space as it is.
func HTML(d *doc.Document) []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>报告</title></head>\n<body style=\"white-space: pre-wrap\">")
	walk(d, func(p doc.Block) { hyperParagraph(&b, p) }, func(t table) {
		b.WriteString("<table border=\"1\">")
		for _, row := range t {
			b.WriteString("<tr>")
			for _, cell := range row {
				b.WriteString("<td>")
				for _, p := range cell {
					hyperParagraph(&b, p)
				}
				b.WriteString("</td>")
			}
			b.WriteString("</tr>")
		}
		b.WriteString("</table>")
	})
	return []byte(b.String() + "</body></html>\n")
}

func hyperParagraph(b *strings.Builder, p doc.Block) {
	switch text := xmlText(p.Text, "\t"); p.Kind {
	case doc.Title:
		fmt.Fprintf(b, `<p align="center">%s</p>`, text)
	case doc.Heading:
		fmt.Fprintf(b, `<h%d>%s</h%d>`, min(p.Level, 6), text, min(p.Level, 6))
	default:
		fmt.Fprintf(b, `<p>%s</p>`, text)
	}
}
