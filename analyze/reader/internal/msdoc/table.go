package msdoc

import (
	"slices"
	"sort"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
)

// maxDepth is how deep tables may stand in each other; deeper ones count as one.
const maxDepth = 32

// A table is one that is being read.
type table struct {
	number int // doc.Cell.Table
	first  int // its first block
	row    int
	cells  []*doc.Cell // of the row that is being read
	open   bool        // the last of cells is not complete
	from   int         // the row's first block
	all    []placed    // of complete rows
	edges  []int       // where cells of complete rows begin and end
	widest int         // cells of the longest row
}

// placed is a cell whose left edge is known.
type placed struct {
	cell *doc.Cell
	left int
}

// enter opens and closes tables until depth of them are around the place.
func (w *walker) enter(depth int) {
	if depth != len(w.tables) {
		w.flush()
	}
	for len(w.tables) > depth {
		w.closeTable()
	}
	for len(w.tables) < depth {
		w.text.Tables++
		n := len(w.text.Blocks)
		w.tables = append(w.tables, &table{number: w.text.Tables, first: n, from: n})
	}
}

// cell returns the cell that the place is in; nil outside of tables.
func (w *walker) cell() *doc.Cell {
	if len(w.tables) == 0 {
		return nil
	}
	t := w.tables[len(w.tables)-1]
	if !t.open {
		t.open = true
		t.cells = append(t.cells, &doc.Cell{Table: t.number, Row: t.row, Col: len(t.cells)})
	}
	return t.cells[len(t.cells)-1]
}

// cellEnd ends a cell.
func (w *walker) cellEnd() {
	w.cell() // an empty one counts
	w.tables[len(w.tables)-1].open = false
}

// rowEnd ends a row, which may have been deleted.
func (w *walker) rowEnd(l *layout, deleted bool) {
	w.flush()
	t := w.tables[len(w.tables)-1]
	if deleted {
		w.text.Changes.Deleted++
		w.text.Blocks = w.text.Blocks[:min(t.from, len(w.text.Blocks))]
	} else {
		edges, covered := columns(l)
		for i, c := range t.cells {
			if i+1 < len(edges) {
				t.all = append(t.all, placed{c, edges[i]})
			}
			if i < len(covered) && covered[i] {
				w.drop(t.from, c)
			}
		}
		t.edges = append(t.edges, edges...)
		t.widest = max(t.widest, len(t.cells))
		t.row++
	}
	t.cells, t.open, t.from = nil, false, len(w.text.Blocks)
}

// drop leaves out the blocks of a cell that another one covers.
func (w *walker) drop(from int, c *doc.Cell) {
	tail := slices.DeleteFunc(w.text.Blocks[from:], func(b flow.Block) bool { return b.Cell == c })
	w.text.Blocks = w.text.Blocks[:from+len(tail)]
}

// columns returns where the cells of a row begin and end (TDefTable), and which of them
// are covered by the one above.
func columns(l *layout) (edges []int, covered []bool) {
	if len(l.columns) == 0 {
		return nil, nil
	}
	const cellSize, joinBits, goesOn = 20, 0x60, 0x20
	n := int(l.columns[0])
	rest := l.columns[1:]
	for ; len(edges) <= n && len(rest) >= 2; rest = rest[2:] {
		edges = append(edges, int(int16(le.Uint16(rest))))
	}
	covered = make([]bool, n)
	for i := range covered {
		if len(rest) >= 2 {
			covered[i] = le.Uint16(rest)&joinBits == goesOn
			rest = rest[min(len(rest), cellSize):]
		}
	}
	for _, v := range l.joined {
		if v.cell < n {
			covered[v.cell] = v.covered
		}
	}
	return edges, covered
}

// closeTable ends the innermost table: only now it is known what columns it has. One of a
// single cell is a frame around text and no table.
func (w *walker) closeTable() {
	t := w.tables[len(w.tables)-1]
	if t.open || len(t.cells) > 0 { // a row without an end
		w.rowEnd(&layout{}, false)
	}
	w.tables = w.tables[:len(w.tables)-1]
	grid := grid(t.edges)
	for _, p := range t.all {
		p.cell.Col = sort.Search(len(grid), func(i int) bool { return grid[i] > p.left }) - 1
	}
	if t.row == 1 && t.widest == 1 && len(w.tables) == 0 && w.kind == doc.Paragraph {
		w.text.Unframe(t.first, t.number)
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
