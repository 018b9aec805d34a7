// Package ofdtest writes OFD files, set like official documents, for tests.
package ofdtest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/doc/doctest"
)

// How a page is set, in millimetres.
const (
	pageWidth, pageHeight = 210.0, 297.0
	left, top             = 27.0, 37.0
	textWidth             = 156.0
	em                    = textWidth / 28 // 28 characters a line
	pitch                 = 225.0 / 22     // 22 lines a page
	titleEm               = 22 * 25.4 / 72
	bottom                = top + 22*pitch
)

// Write returns an OFD file that shows paragraphs, their first lines indented.
func Write(paragraphs ...string) []byte {
	c := &composer{y: top}
	for _, p := range paragraphs {
		c.paragraph(p)
	}
	return c.file()
}

// Document returns d's body as an OFD file: the title centred, tables with their rules.
func Document(d *doc.Document) []byte {
	c := &composer{y: top}
	for i := 0; i < len(d.Blocks); i++ {
		b := &d.Blocks[i]
		switch {
		case !b.Kind.Body():
		case b.Cell != nil:
			end := i
			for end < len(d.Blocks) && d.Blocks[end].Cell != nil && d.Blocks[end].Cell.Table == b.Cell.Table {
				end++
			}
			c.table(d.Blocks[i:end])
			i = end - 1
		case b.Kind == doc.Title:
			c.title(strings.TrimSpace(b.Text))
		default:
			c.paragraph(strings.TrimLeft(b.Text, " \u3000"))
		}
	}
	return c.file()
}

// A composer sets text on pages.
type composer struct {
	pages []string        // contents of layers
	page  strings.Builder // of the page that is being set
	y     float64         // upper edge of the next line
	ids   int
}

func (c *composer) id() int {
	c.ids++
	return 1000 + c.ids
}

// room makes room for so much height, on the next page if need be.
func (c *composer) room(height float64) {
	if c.y > top && c.y+height > bottom+0.01 {
		c.endPage()
	}
}

func (c *composer) endPage() {
	number := fmt.Sprintf("— %d —", len(c.pages)+1)
	c.text(number, (pageWidth-widthOf(number)*4.9)/2, bottom+12, 4.9)
	c.pages = append(c.pages, c.page.String())
	c.page.Reset()
	c.y = top
}

func (c *composer) paragraph(text string) {
	indent := 2.0
	for _, line := range broken(text, indent, textWidth/em) {
		c.room(pitch)
		c.text(line, left+indent*em, c.y, em)
		c.y += pitch
		indent = 0
	}
}

func (c *composer) title(text string) {
	for _, line := range broken(text, 0, (textWidth-30)/titleEm) {
		c.room(pitch)
		c.text(line, left+(textWidth-widthOf(line)*titleEm)/2, c.y, titleEm)
		c.y += pitch
	}
}

// table sets the cells of one table, rows by rows of equal columns.
func (c *composer) table(blocks []doc.Block) {
	rows, columns := 0, 0
	for _, b := range blocks {
		rows, columns = max(rows, b.Cell.Row+1), max(columns, b.Cell.Col+1)
	}
	width := textWidth / float64(columns)
	for row := range rows {
		cells := make([][]string, columns)
		most := 1
		for _, b := range blocks {
			if b.Cell.Row == row {
				cell := &cells[b.Cell.Col]
				*cell = append(*cell, broken(b.Text, 0, (width-4)/em)...)
				most = max(most, len(*cell))
			}
		}
		height := float64(most) * pitch
		c.room(height)
		for i, lines := range cells {
			x := left + float64(i)*width
			c.frame(x, c.y, width, height)
			for j, line := range lines {
				c.text(line, x+2, c.y+float64(j)*pitch, em)
			}
		}
		c.y += height
	}
	c.y += pitch / 2
}

// text sets a line at x whose upper edge is y.
func (c *composer) text(line string, x, y, size float64) {
	if line == "" {
		return
	}
	fmt.Fprintf(&c.page, `<ofd:TextObject ID="%d" Boundary="%.3f %.3f %.3f %.3f" Font="1" Size="%.3f"><ofd:TextCode X="0" Y="%.3f"`,
		c.id(), x, y, widthOf(line)*size, size*1.3, size, size*1.05)
	if steps := steps(line, size); steps != "" {
		fmt.Fprintf(&c.page, ` DeltaX="%s"`, steps)
	}
	c.page.WriteString(">" + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\t", " ").Replace(line) + "</ofd:TextCode></ofd:TextObject>")
}

// frame draws the border of a cell.
func (c *composer) frame(x, y, width, height float64) {
	fmt.Fprintf(&c.page, `<ofd:PathObject ID="%d" Boundary="%.3f %.3f %.3f %.3f" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L %.3f 0 L %.3f %.3f L 0 %.3f C</ofd:AbbreviatedData></ofd:PathObject>`,
		c.id(), x, y, width, height, width, width, height, height)
}

// steps writes the distances between the characters of a line: equal ones as "g times step".
func steps(line string, size float64) string {
	runes := []rune(line)
	var b strings.Builder
	for i := 0; i+1 < len(runes); {
		n := 1
		for i+n+1 < len(runes) && ems(runes[i+n]) == ems(runes[i]) {
			n++
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if step := ems(runes[i]) * size; n > 1 {
			fmt.Fprintf(&b, "g %d %.3f", n, step)
		} else {
			fmt.Fprintf(&b, "%.3f", step)
		}
		i += n
	}
	return b.String()
}

// ems returns how wide a character is.
func ems(r rune) float64 {
	if r < 0x2010 {
		return 0.5
	}
	return 1
}

func widthOf(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += ems(r)
	}
	return w
}

// broken breaks text into lines of so many ems, the first of them indented: no number in
// two, and no mark that ends something at the beginning of a line.
func broken(text string, indent, most float64) []string {
	var lines []string
	line, width := "", indent
	for text != "" {
		n := unit(text)
		next := text[:n]
		text = text[n:]
		if w := widthOf(next); width+w > most+0.01 && line != "" {
			lines = append(lines, line)
			line, width = "", 0
		}
		line += next
		width += widthOf(next)
	}
	return append(lines, line)
}

// unit returns how many bytes of text stay on one line: a word or number, or a character,
// with the marks that follow it.
func unit(text string) int {
	r, n := utf8.DecodeRuneInString(text)
	for isLatin(r) && n < len(text) && n < 40 {
		next, size := utf8.DecodeRuneInString(text[n:])
		if !isLatin(next) {
			break
		}
		n += size
	}
	for strings.ContainsRune("“‘（《〈【(", r) && n < len(text) { // with what they open
		var size int
		r, size = utf8.DecodeRuneInString(text[n:])
		n += size
	}
	for n < len(text) {
		next, size := utf8.DecodeRuneInString(text[n:])
		if !strings.ContainsRune("，。、；：？！）》〉】”’％%", next) {
			break
		}
		n += size
	}
	return n
}

func isLatin(r rune) bool { return r > ' ' && r < 0x80 }

// file returns the file.
func (c *composer) file() []byte {
	if c.page.Len() > 0 || len(c.pages) == 0 {
		c.endPage()
	}
	const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	const space = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	var pages strings.Builder
	parts := []string{
		"OFD.xml", head + `<ofd:OFD` + space + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/PublicRes.xml", head + `<ofd:Res` + space + `><ofd:Fonts><ofd:Font ID="1" FontName="仿宋" FamilyName="仿宋"/></ofd:Fonts></ofd:Res>`,
	}
	for i, p := range c.pages {
		fmt.Fprintf(&pages, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, i+2, i)
		parts = append(parts, fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i), head+`<ofd:Page`+space+`><ofd:Content><ofd:Layer ID="`+fmt.Sprint(500+i)+`">`+p+`</ofd:Layer></ofd:Content></ofd:Page>`)
	}
	parts = append(parts, "Doc_0/Document.xml", head+fmt.Sprintf(`<ofd:Document%s><ofd:CommonData><ofd:MaxUnitID>%d</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 %g %g</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>%s</ofd:Pages></ofd:Document>`,
		space, c.ids+2000, pageWidth, pageHeight, pages.String()))
	return doctest.Zip(parts...)
}
