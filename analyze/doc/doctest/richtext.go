package doctest

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// RTF writes d in Rich Text Format.
func RTF(d *doc.Document) []byte {
	var b strings.Builder
	b.WriteString(`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}{\stylesheet{\s0 Normal;}{\s10 Title;}`)
	for i := range 9 {
		fmt.Fprintf(&b, `{\s%d\outlinelevel%d heading %d;}`, i+1, i, i+1)
	}
	b.WriteString("}\n")
	walk(d, func(p doc.Block) { b.WriteString(richParagraph(p, "") + "\\par\n") }, func(t table) {
		for _, row := range t {
			b.WriteString(`\trowd`)
			for i := range row {
				fmt.Fprintf(&b, `\cellx%d`, 1500*(i+1))
			}
			for _, cell := range row {
				for i, p := range cell {
					if i > 0 {
						b.WriteString(`\par`)
					}
					b.WriteString(richParagraph(p, `\intbl`))
				}
				b.WriteString(`\pard\intbl\cell`)
			}
			b.WriteString("\\row\n")
		}
		b.WriteString("\\pard\\par\n")
	})
	return []byte(b.String() + "}")
}

// richParagraph writes a paragraph without what ends it; in says what it stands in.
func richParagraph(p doc.Block, in string) string {
	var b strings.Builder
	b.WriteString(`\pard` + in)
	switch p.Kind {
	case doc.Title:
		b.WriteString(`\s10`)
	case doc.Heading:
		fmt.Fprintf(&b, `\s%d`, p.Level)
	}
	b.WriteByte(' ')
	for _, r := range p.Text {
		switch {
		case r == '\t':
			b.WriteString(`\tab `)
		case strings.ContainsRune(`\{}`, r):
			b.WriteString(`\` + string(r))
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		default:
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, `\u%d?`, int16(u))
			}
		}
	}
	return b.String()
}
