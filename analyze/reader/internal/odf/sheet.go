package odf

import (
	"cmp"
	"slices"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/sheet"
)

// How large a sheet can be; one that says it is larger is not believed.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
)

// A grid is a sheet while it is read.
type grid struct {
	number   int // of the table
	row, col int
	columns  []bool // whether each that is described is hidden
	covered  map[sheet.Place]bool
}

// spreadsheet reads an element directly inside of a spreadsheet.
func (w *walker) spreadsheet() {
	if !w.s.Is(nsTable, "table") {
		w.s.Skip()
		return
	}
	outer := w.story
	w.hidden = w.styles.get("table", w.attr(nsTable, "style-name")).look.Hidden == flow.On
	w.text.Tables++
	g := &grid{number: w.text.Tables, covered: map[sheet.Place]bool{}}
	first := len(w.text.Blocks)
	w.children(func() { w.sheetElement(g) })
	w.story = outer
	w.sheets++
	w.addBlanks(g, first)
	if len(w.text.Blocks) == first {
		w.text.Tables--
	}
}

// sheetElement reads an element inside of a sheet; groups of rows and columns are entered.
func (w *walker) sheetElement(g *grid) {
	s := w.s
	switch {
	case s.Is(nsTable, "table-column"):
		repeated := w.number(nsTable, "number-columns-repeated", maxColumns)
		if visibility := w.attr(nsTable, "visibility"); len(g.columns)+repeated <= maxColumns {
			g.columns = append(g.columns, slices.Repeat([]bool{visibility != "" && visibility != "visible"}, repeated)...)
		}
	case s.Is(nsTable, "table-row"):
		w.sheetRow(g)
	case s.Is(nsTable, "shapes"):
		w.children(w.block)
	case s.Is(nsTable, "table-source"), s.Is(nsOffice, "forms"), s.Is(nsOffice, "dde-source"):
		s.Skip()
	}
}

// sheetRow reads a row. Rows that say the same may be written as one.
func (w *walker) sheetRow(g *grid) {
	repeated := w.number(nsTable, "number-rows-repeated", maxRows)
	visibility := w.attr(nsTable, "visibility")
	outer, first := w.hidden, len(w.text.Blocks)
	w.hidden = outer || visibility != "" && visibility != "visible"
	g.col = 0
	w.children(func() {
		switch {
		case w.s.Is(nsTable, "covered-table-cell"):
			for range w.number(nsTable, "number-columns-repeated", maxColumns) {
				if w.take(1, 0) {
					g.covered[sheet.Place{Row: g.row, Col: g.col}] = true
				}
				g.col++
			}
			w.s.Skip()
		case w.s.Is(nsTable, "table-cell"):
			w.sheetCell(g)
		}
	})
	w.hidden = outer
	w.repeat(first, repeated, func(c *doc.Cell, n int) { c.Row += n })
	g.row += repeated
}

// sheetCell reads a cell. Cells that say the same may be written as one.
func (w *walker) sheetCell(g *grid) {
	repeated := w.number(nsTable, "number-columns-repeated", maxColumns)
	outer, first := w.story, len(w.text.Blocks)
	w.hidden = w.hidden || g.col < len(g.columns) && g.columns[g.col]
	w.cell = &doc.Cell{Table: g.number, Row: g.row, Col: g.col}
	w.children(w.block)
	w.story = outer
	w.repeat(first, repeated, func(c *doc.Cell, n int) { c.Col += n })
	g.col += repeated
}

// repeat adds the cells from block first on so many times less one, each moved.
func (w *walker) repeat(first, times int, move func(c *doc.Cell, n int)) {
	blocks := slices.Clone(w.text.Blocks[first:])
	for n := 1; n < times && len(blocks) > 0; n++ {
		cells := map[*doc.Cell]*doc.Cell{}
		for _, b := range blocks {
			if b.Cell == nil {
				continue
			}
			if !w.take(1+len(b.Runs), len(b.Text)) {
				return
			}
			if cells[b.Cell] == nil {
				moved := *b.Cell
				move(&moved, n)
				cells[b.Cell] = &moved
			}
			b.Cell = cells[b.Cell]
			w.text.Blocks = append(w.text.Blocks, b)
		}
	}
}

// addBlanks adds the cells of a sheet, whose blocks begin with first, in which something
// may be missing, and sets its cells row by row.
func (w *walker) addBlanks(g *grid, first int) {
	var filled []sheet.Place
	for _, b := range w.text.Blocks[first:] {
		if b.Cell != nil && (len(filled) == 0 || filled[len(filled)-1] != place(b.Cell)) {
			filled = append(filled, place(b.Cell))
		}
	}
	blanks := sheet.Blanks(filled)
	if !w.take(len(blanks), 0) {
		return
	}
	for _, p := range blanks {
		if !g.covered[p] {
			w.text.AddBlank(&doc.Cell{Table: g.number, Row: p.Row, Col: p.Col}, w.part)
		}
	}
	slices.SortStableFunc(w.text.Blocks[first:], func(a, b flow.Block) int {
		if a.Cell == nil || b.Cell == nil { // text boxes come before the cells
			return cmp.Compare(least(a.Cell), least(b.Cell))
		}
		return cmp.Or(cmp.Compare(a.Cell.Row, b.Cell.Row), cmp.Compare(a.Cell.Col, b.Cell.Col))
	})
}

func place(c *doc.Cell) sheet.Place { return sheet.Place{Row: c.Row, Col: c.Col} }

// least orders what stands in no cell before what does.
func least(c *doc.Cell) int {
	if c == nil {
		return 0
	}
	return 1
}
