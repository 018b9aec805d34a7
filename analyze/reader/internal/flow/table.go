package flow

import (
	"slices"
	"sort"

	"hegao/analyze/doc"
)

// A Table is one whose cells' columns are known only by where their edges are, while it
// is read row by row.
type Table struct {
	Cells []*doc.Cell // of the row that is being read

	number int // doc.Cell.Table
	first  int // its first block
	from   int // the row's first block
	row    int
	opened Opening  // where the cell begins that is being read
	open   bool     // the last of Cells is not complete
	all    []placed // of complete rows
	edges  []int    // where cells of complete rows begin and end
	widest int      // cells of the longest row
}

// placed is a cell whose left edge is known.
type placed struct {
	cell *doc.Cell
	left int
}

// NewTable begins a table.
func (t *Text) NewTable() *Table {
	t.Tables++
	n := len(t.Blocks)
	return &Table{number: t.Tables, first: n, from: n, opened: t.OpenCell()}
}

// Cell returns the cell that the place is in, beginning one if need be.
func (b *Table) Cell() *doc.Cell {
	if !b.open {
		b.open = true
		b.Cells = append(b.Cells, &doc.Cell{Table: b.number, Row: b.row, Col: len(b.Cells)})
	}
	return b.Cells[len(b.Cells)-1]
}

// EndCell ends a cell in a story of that kind; one without text counts. The error is a
// limit that was hit.
func (t *Text) EndCell(b *Table, kind doc.Kind, part string) error {
	err := t.CloseCell(b.opened, kind, b.Cell(), part)
	b.opened, b.open = t.OpenCell(), false
	return err
}

// EndRow ends the table's row, whose cells begin and end at edges, in twentieths of a
// point; those that are covered by the cell above, or to the left, are left out, as are
// those without text behind the last edge.
func (t *Text) EndRow(b *Table, edges []int, covered []bool) {
	for i, c := range b.Cells {
		if i+1 < len(edges) {
			b.all = append(b.all, placed{c, edges[i]})
		}
		switch {
		case i < len(covered) && covered[i]:
			t.drop(b.from, c, true)
		case len(edges) > 0 && i+1 >= len(edges):
			t.drop(b.from, c, false)
		}
	}
	b.edges = append(b.edges, edges[:min(len(edges), len(b.Cells)+1)]...)
	b.widest = max(b.widest, len(b.Cells))
	b.row++
	b.Cells, b.open, b.from, b.opened = nil, false, len(t.Blocks), t.OpenCell()
}

// DropRow leaves out the row that is being read.
func (t *Text) DropRow(b *Table) {
	t.Blocks = t.Blocks[:min(b.from, len(t.Blocks))]
	b.Cells, b.open, b.opened = nil, false, t.OpenCell()
}

// drop leaves out the blocks of a cell: all of them, or those without text.
func (t *Text) drop(from int, c *doc.Cell, all bool) {
	tail := slices.DeleteFunc(t.Blocks[from:], func(b Block) bool { return b.Cell == c && (all || b.Text == "") })
	t.Blocks = t.Blocks[:from+len(tail)]
}

// EndTable ends a table: only now it is known what columns it has. Where mayFrame, one of
// a single cell is a frame around text and no table.
func (t *Text) EndTable(b *Table, mayFrame bool) {
	if len(b.Cells) > 0 { // a row without an end
		t.EndRow(b, nil, nil)
	}
	grid := grid(b.edges)
	for _, p := range b.all {
		p.cell.Col = sort.Search(len(grid), func(i int) bool { return grid[i] > p.left }) - 1
	}
	if b.row == 1 && b.widest == 1 && mayFrame {
		t.Unframe(b.first, b.number)
	}
}

// grid returns the columns' left edges: cells of different rows that begin almost at the
// same place begin in the same column.
func grid(edges []int) []int {
	const almost = 20 // twentieths of a point
	slices.Sort(edges)
	var list []int
	for _, e := range edges {
		if n := len(list); n == 0 || e-list[n-1] > almost {
			list = append(list, e)
		}
	}
	return list
}
