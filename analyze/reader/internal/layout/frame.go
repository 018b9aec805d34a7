package layout

import (
	"cmp"
	"math"
	"slices"
	"sort"

	grids "hegao/analyze/sheet"
)

// A table is cells in rows and columns.
type table struct {
	top, bottom float64
	columns     []float64 // edges of the columns, from left to right
	cells       []cell    // row by row
	rows        int
	ruled       bool
}

// A cell is the lines in one cell of a table.
type cell struct {
	row, col    int
	left, right float64
	lines       []line
}

const (
	touching = 3.0     // points; rules that come this close meet, and edges that near are one
	mostWork = 400_000 // pairs of rules that are compared on a page; one with more is a drawing
	mostGrid = 20_000  // fields of one table
)

// A span is a rule: where it lies across its direction, and its extent along it.
type span struct{ at, from, to float64 }

// tablesOf returns the tables that rules draw on a page, and the lines that stand in none.
func tablesOf(rules []Rule, lines []line) ([]*table, []line) {
	across, down := straight(rules)
	if len(across) < 2 || len(down) < 2 || len(across)*len(down) > mostWork {
		return nil, lines
	}
	var tables []*table
	for _, g := range connected(across, down) {
		f := newFrame(g.across, g.down)
		if f == nil {
			continue
		}
		var t *table
		if t, lines = f.fill(lines); t != nil {
			tables = append(tables, t)
		}
	}
	slices.SortStableFunc(tables, func(a, b *table) int { return cmp.Compare(a.top, b.top) })
	return tables, lines
}

// straight parts rules by their direction; those in one line that meet become one.
func straight(rules []Rule) (across, down []span) {
	for _, r := range rules {
		w, h := math.Abs(r.X1-r.X0), math.Abs(r.Y1-r.Y0)
		switch {
		case !(w < 1e6 && h < 1e6):
		case h <= touching && w > 2*touching:
			across = append(across, span{(r.Y0 + r.Y1) / 2, min(r.X0, r.X1), max(r.X0, r.X1)})
		case w <= touching && h > 2*touching:
			down = append(down, span{(r.X0 + r.X1) / 2, min(r.Y0, r.Y1), max(r.Y0, r.Y1)})
		}
	}
	return merged(across), merged(down)
}

func merged(list []span) []span {
	slices.SortFunc(list, func(a, b span) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	var out []span
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && list[to].at-list[from].at < touching/2 {
			to++
		}
		same := list[from:to]
		slices.SortFunc(same, func(a, b span) int { return cmp.Compare(a.from, b.from) })
		for i, s := range same {
			if last := len(out) - 1; i > 0 && s.from <= out[last].to+touching {
				out[last].to = max(out[last].to, s.to)
			} else {
				out = append(out, span{same[0].at, s.from, s.to})
			}
		}
		from = to
	}
	return out
}

// A group is rules that cross or touch each other.
type group struct{ across, down []span }

// connected parts rules into groups.
func connected(across, down []span) []*group {
	parent := make([]int, len(across)+len(down))
	for i := range parent {
		parent[i] = i
	}
	for i, a := range across {
		for j, d := range down {
			if d.at >= a.from-touching && d.at <= a.to+touching && a.at >= d.from-touching && a.at <= d.to+touching {
				parent[root(parent, i)] = root(parent, len(across)+j)
			}
		}
	}
	groups := map[int]*group{}
	var list []*group
	of := func(i int) *group {
		r := root(parent, i)
		if groups[r] == nil {
			groups[r] = &group{}
			list = append(list, groups[r])
		}
		return groups[r]
	}
	for i, a := range across {
		g := of(i)
		g.across = append(g.across, a)
	}
	for j, d := range down {
		g := of(len(across) + j)
		g.down = append(g.down, d)
	}
	return list
}

func root(parent []int, i int) int {
	for parent[i] != i {
		parent[i] = parent[parent[i]]
		i = parent[i]
	}
	return i
}

// A frame is a grid of fields, some of which are parted by no rule and form one cell.
type frame struct {
	xs, ys []float64 // edges of the fields
	cellOf []int     // by field, row by row: the field that stands for its cell
}

// newFrame makes a grid of rules that touch each other; nil where they frame less than
// two cells.
func newFrame(across, down []span) *frame {
	if len(across) < 2 || len(down) < 2 {
		return nil
	}
	var xs, ys []float64
	for _, d := range down {
		xs, ys = append(xs, d.at), append(ys, d.from, d.to)
	}
	for _, a := range across {
		ys, xs = append(ys, a.at), append(xs, a.from, a.to)
	}
	f := &frame{xs: edges(xs), ys: edges(ys)}
	cols, rows := len(f.xs)-1, len(f.ys)-1
	if cols*rows < 2 || cols*rows > mostGrid {
		return nil
	}
	f.cellOf = make([]int, cols*rows)
	for i := range f.cellOf {
		f.cellOf[i] = i
	}
	f.open(down, f.xs, f.ys, func(wall, along int) (int, int) { return along*cols + wall - 1, along*cols + wall })
	f.open(across, f.ys, f.xs, func(wall, along int) (int, int) { return (wall-1)*cols + along, wall*cols + along })
	cells := 0
	for i := range f.cellOf {
		if f.cellOf[i] = root(f.cellOf, i); f.cellOf[i] == i {
			cells++
		}
	}
	if cells < 2 {
		return nil
	}
	return f
}

// edges returns places in ascending order; those that almost coincide are one.
func edges(places []float64) []float64 {
	slices.Sort(places)
	out := places[:1]
	for _, p := range places[1:] {
		if p-out[len(out)-1] > touching {
			out = append(out, p)
		}
	}
	return out
}

// open makes one cell of neighbouring fields that no rule parts. Walls are the edges
// that rules lie on, along are the edges that they run over.
func (f *frame) open(rules []span, walls, along []float64, fields func(wall, along int) (int, int)) {
	n := len(along) - 1
	covered := make([]float64, len(walls)*n)
	for _, r := range rules {
		w := nearest(walls, r.at)
		for i := max(0, sort.SearchFloat64s(along, r.from)-1); i < n && along[i] < r.to; i++ {
			covered[w*n+i] += min(r.to, along[i+1]) - max(r.from, along[i])
		}
	}
	for w := 1; w < len(walls)-1; w++ {
		for i := range n {
			if covered[w*n+i] < 0.5*(along[i+1]-along[i]) {
				a, b := fields(w, i)
				a, b = root(f.cellOf, a), root(f.cellOf, b)
				f.cellOf[max(a, b)] = min(a, b)
			}
		}
	}
}

func nearest(places []float64, p float64) int {
	i := sort.SearchFloat64s(places, p)
	if i == len(places) || i > 0 && p-places[i-1] < places[i]-p {
		i--
	}
	return i
}

// fill sets the lines that stand in the frame into a table, and returns the others. The
// table is nil where it would be empty.
func (f *frame) fill(lines []line) (*table, []line) {
	cols := len(f.xs) - 1
	in := map[int][]line{}
	var rest []line
	for _, l := range lines {
		col := sort.SearchFloat64s(f.xs, l.center()) - 1
		r := sort.SearchFloat64s(f.ys, l.middle()) - 1
		if col < 0 || r < 0 || col >= cols || r >= len(f.ys)-1 {
			rest = append(rest, l)
			continue
		}
		field := f.cellOf[r*cols+col]
		in[field] = append(in[field], l)
	}
	if len(in) == 0 {
		return nil, lines
	}
	t := &table{top: f.ys[0], bottom: f.ys[len(f.ys)-1], columns: f.xs, rows: len(f.ys) - 1, ruled: true}
	for field, root := range f.cellOf {
		pieces := in[root]
		if field != root || len(pieces) == 0 {
			continue
		}
		c := f.cell(field)
		for _, r := range rowsOf(pieces) {
			c.lines = append(c.lines, joined(r))
		}
		t.cells = append(t.cells, c)
	}
	f.addBlanks(t)
	return t, rest
}

// cell returns the cell that begins with a field.
func (f *frame) cell(field int) cell {
	cols := len(f.xs) - 1
	c := cell{row: field / cols, col: field % cols, left: f.xs[field%cols], right: f.xs[field%cols+1]}
	for col := c.col + 1; col < cols && f.cellOf[c.row*cols+col] == field; col++ {
		c.right = f.xs[col+1]
	}
	return c
}

// addBlanks adds the cells in which something may be missing, where there is room for it.
func (f *frame) addBlanks(t *table) {
	const least = 8 // points
	filled := make([]grids.Place, len(t.cells))
	for i, c := range t.cells {
		filled[i] = grids.Place{Row: c.row, Col: c.col}
	}
	for _, p := range grids.Blanks(filled) {
		field := p.Row*(len(f.xs)-1) + p.Col
		if c := f.cell(field); f.cellOf[field] == field && c.right-c.left > least && f.ys[p.Row+1]-f.ys[p.Row] > least {
			t.cells = append(t.cells, c)
		}
	}
	slices.SortFunc(t.cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) })
}
