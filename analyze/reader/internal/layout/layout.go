// Package layout turns text that stands somewhere on pages into paragraphs and tables in
// reading order. It serves formats that draw pages and know no paragraphs: PDF and OFD.
package layout

import "hegao/analyze/doc"

// A Text is a piece of one line in one font. Lengths are points (1/72 inch) on the page as
// it is looked at: x grows to the right, y downward from the upper left corner.
type Text struct {
	Text                     string // valid UTF-8
	Left, Top, Right, Bottom float64
	Size                     float64 // of the font; 0 where unknown
	Bold                     bool
}

// A Rule is a drawn horizontal or vertical line, such as a table's border.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// A Page is what stands on one page, in the order in which the file draws it.
type Page struct {
	Width, Height float64
	Texts         []Text
	Rules         []Rule
}

// Blocks returns the paragraphs and table cells on pages in reading order, then what
// stands above and below the text of several pages, once. Page numbers are left out. Each
// block's runs tell its pages, and as line the block's number.
func Blocks(pages []Page) []doc.Block {
	sheets := make([]sheet, len(pages))
	for i := range pages {
		sheets[i] = newSheet(&pages[i], i+1)
	}
	m := takeMargins(sheets)
	f := newFlow(sheets)
	var w writer
	w.flow(f)
	w.margin(m.header, doc.Header)
	w.margin(m.footer, doc.Footer)
	return w.blocks
}

// A sheet is a page on its way to text.
type sheet struct {
	number        int // 1-based
	width, height float64
	rows          []row    // outside of tables, from top to bottom
	tables        []*table // from top to bottom
}

func newSheet(p *Page, number int) sheet {
	tables, rest := tablesOf(p.Rules, linesOf(p, number))
	return sheet{number: number, width: p.Width, height: p.Height, rows: rowsOf(rest), tables: tables}
}
