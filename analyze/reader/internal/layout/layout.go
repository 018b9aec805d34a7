// Package layout turns text that stands somewhere on pages into paragraphs and tables in
// reading order. It serves formats that draw pages and know no paragraphs: PDF and OFD.
package layout

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
