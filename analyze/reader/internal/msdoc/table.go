package msdoc

import (
	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
)

// maxDepth is how deep tables may stand in each other; deeper ones count as one.
const maxDepth = 32

// enter opens and closes tables until depth of them are around the place.
func (w *walker) enter(depth int) {
	if depth != len(w.tables) {
		w.flush()
	}
	for n := len(w.tables); n > depth; n-- {
		w.text.EndTable(w.tables[n-1], n == 1 && w.kind == doc.Paragraph)
		w.tables = w.tables[:n-1]
	}
	for len(w.tables) < depth {
		w.tables = append(w.tables, w.text.NewTable())
	}
}

// cell returns the cell that the place is in; nil outside of tables.
func (w *walker) cell() *doc.Cell {
	if len(w.tables) == 0 {
		return nil
	}
	return w.tables[len(w.tables)-1].Cell()
}

// rowEnd ends a row, which may have been deleted.
func (w *walker) rowEnd(l *layout, deleted bool) {
	w.flush()
	t := w.tables[len(w.tables)-1]
	if deleted {
		w.text.Changes.Meet(flow.Deleted)
		w.text.DropRow(t)
		return
	}
	edges, covered := columns(l)
	w.text.EndRow(t, edges, covered)
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
