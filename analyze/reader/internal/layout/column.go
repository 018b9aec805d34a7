package layout

import (
	"cmp"
	"math"
	"slices"
)

// A column is where lines stand below each other and go on with each other.
type column struct {
	left, right float64 // between which its full lines stand
	far         float64 // where the line that reaches furthest ends
	lines       []line
	firm        bool    // enough lines tell left and right
	sheet       float64 // width of the page that it is all the text of; else 0
}

// An item is what is read next: a line, or a table.
type item struct {
	line   line
	column *column // of the line
	table  *table  // nil: a line
}

// A flow is what pages say, in reading order.
type flow struct {
	items   []item
	columns []*column
	gutters []gap // between the columns of running text that were met last
}

// newFlow orders what stands on pages.
func newFlow(sheets []sheet) *flow {
	f := &flow{}
	for i := range sheets {
		s := &sheets[i]
		whole := f.column()
		whole.sheet = s.width
		rows := s.rows
		for _, t := range s.tables {
			n := 0
			for n < len(rows) && rows[n].top() < t.top {
				n++
			}
			f.band(rows[:n], whole, 0)
			rows = rows[n:]
			f.items = append(f.items, item{table: t})
		}
		f.band(rows, whole, 0)
	}
	f.measure()
	return f
}

func (f *flow) column() *column {
	c := &column{}
	f.columns = append(f.columns, c)
	return c
}

func (f *flow) add(l line, c *column) {
	c.lines = append(c.lines, l)
	f.items = append(f.items, item{line: l, column: c})
}

const mostNested = 8 // columns inside of columns

// band orders rows between which no table stands. What has no columns belongs to c.
func (f *flow) band(rows []row, c *column, depth int) {
	for len(rows) > 0 {
		gaps, n := f.columnGaps(rows)
		sides := split(rows[:n], gaps)
		switch {
		case n < 2 || depth == mostNested:
			l := joined(rows[0])
			if depth == 0 && len(f.gutters) > 0 && l.left < f.gutters[0].from && l.right > f.gutters[0].to {
				f.gutters = nil
			}
			f.add(l, c)
			n = 1
		case isProse(sides) || f.goesOn(gaps):
			if depth == 0 {
				f.gutters = gaps
			}
			for _, side := range sides {
				f.band(side, f.column(), depth+1)
			}
		case isTable(rows[:n], sides):
			f.items = append(f.items, item{table: alignedTable(rows[:n], gaps)})
		default:
			for _, r := range rows[:n] {
				f.add(joined(r), c)
			}
		}
		rows = rows[n:]
	}
}

// goesOn reports whether columns with these gaps between them stand below, or on the next
// page of, columns of running text: there they may be short.
func (f *flow) goesOn(gaps []gap) bool {
	if len(gaps) != len(f.gutters) {
		return false
	}
	for i, g := range gaps {
		if o := f.gutters[i]; min(g.to, o.to)-max(g.from, o.from) < 1 {
			return false
		}
	}
	return true
}

// A gap is a stretch of x where nothing stands.
type gap struct{ from, to float64 }

// columnGaps returns the gaps that run down through the first rows, and through how many of
// them: 1 where the first row has none.
func (f *flow) columnGaps(rows []row) (gaps []gap, n int) {
	for i := 1; i < len(rows[0]); i++ {
		gaps = append(gaps, gap{rows[0][i-1].right, rows[0][i].left})
	}
	pitch := math.Inf(1)
	for n = 1; n < len(rows) && len(gaps) > 0; n++ {
		if away := rows[n].top() - rows[n-1].bottom(); away > max(3*rows[n][0].em, 2*pitch) {
			break // too far below
		} else if away > 0 {
			pitch = min(pitch, max(away, rows[n][0].em))
		}
		var left []gap
		for _, g := range gaps {
			if g = g.beside(rows[n]); g.to-g.from >= 0.8*rows[n][0].em {
				left = append(left, g)
			}
		}
		if len(left) == 0 {
			break
		}
		gaps = left
	}
	for n > 1 && len(rows[n-1]) == 1 && rows[n-1][0].left < gaps[0].from &&
		!f.goesOn(gaps) && !continuesBelow(rows[:n], gaps) {
		n-- // a line below the columns that is only short
	}
	return gaps, n
}

// continuesBelow reports whether the last row, a single line in the first column, can be
// text of a column that is longer than the others: it is as near as the rows above are.
func continuesBelow(rows []row, gaps []gap) bool {
	n := len(rows)
	if n < 3 {
		return false
	}
	sides := split(rows, gaps)
	return isProse(sides) && rows[n-1].top()-rows[n-2].top() < 1.3*(rows[n-2].top()-rows[n-3].top())
}

// beside returns the widest part of g that is free of the row.
func (g gap) beside(r row) gap {
	best, from := gap{g.from, g.from}, g.from
	for i := range r {
		if r[i].right <= from || r[i].left >= g.to {
			continue
		}
		if r[i].left-from > best.to-best.from {
			best = gap{from, r[i].left}
		}
		from = max(from, r[i].right)
	}
	if g.to-from > best.to-best.from {
		best = gap{from, g.to}
	}
	return best
}

// split parts rows at the gaps.
func split(rows []row, gaps []gap) [][]row {
	sides := make([][]row, len(gaps)+1)
	for _, r := range rows {
		from := 0
		for i := range sides {
			to := from
			for to < len(r) && (i == len(gaps) || r[to].center() < gaps[i].to) {
				to++
			}
			if to > from {
				sides[i] = append(sides[i], r[from:to])
			}
			from = to
		}
	}
	return sides
}

// isProse reports whether all sides are columns of running text: lines enough, most of
// them as long as the column is wide.
func isProse(sides [][]row) bool {
	if len(sides) < 2 {
		return false
	}
	for _, side := range sides {
		if len(side) < 3 {
			return false
		}
		left, right, sum, em := math.Inf(1), math.Inf(-1), 0.0, 0.0
		for _, r := range side {
			left, right = min(left, r[0].left), max(right, r[len(r)-1].right)
			sum += r[len(r)-1].right - r[0].left
			em = max(em, r[0].em)
		}
		if right-left < 9*em || sum/float64(len(side)) < 0.65*(right-left) {
			return false
		}
	}
	return true
}

// isTable reports whether rows are a table without rules: short texts below each other.
func isTable(rows []row, sides [][]row) bool {
	several, long := 0, 0
	for _, r := range rows {
		if len(r) > 1 {
			several++
		}
		for i := range r {
			if len(r[i].text) > 3*40 {
				long++
			}
		}
	}
	least := 3
	if len(sides) > 2 {
		least = 2
	}
	return several >= least && several*3 >= len(rows)*2 && long*4 <= len(rows)
}

// alignedTable makes a table of rows whose columns the gaps part. A row whose first field
// is empty goes on with the cells of the row above.
func alignedTable(rows []row, gaps []gap) *table {
	t := &table{top: rows[0].top(), bottom: rows[len(rows)-1].bottom()}
	at := make([]int, len(gaps)+1) // by column: its cell in the last row, or -1
	for n, r := range rows {
		goesOn := n > 0 && r[0].left >= gaps[0].to && r.top()-rows[n-1].bottom() < 0.8*r[0].em
		if !goesOn {
			t.rows++
			for i := range at {
				at[i] = -1
			}
		}
		for _, l := range r {
			col := 0
			for col < len(gaps) && l.center() >= gaps[col].to {
				col++
			}
			if at[col] < 0 {
				at[col] = len(t.cells)
				t.cells = append(t.cells, cell{row: t.rows - 1, col: col, left: l.left, right: l.right})
			}
			c := &t.cells[at[col]]
			c.left, c.right = min(c.left, l.left), max(c.right, l.right)
			if last := len(c.lines) - 1; last >= 0 && math.Abs(c.lines[last].middle()-l.middle()) < 0.5*l.em {
				c.lines[last] = joined([]line{c.lines[last], l})
			} else {
				c.lines = append(c.lines, l)
			}
		}
	}
	return t
}

// measure finds between which edges each column's full lines stand. A column with few
// lines, such as the last page's, takes over the edges of another one at its place.
func (f *flow) measure() {
	var firm []*column
	for _, c := range f.columns {
		if len(c.lines) == 0 {
			continue
		}
		c.measure()
		if c.firm && (len(firm) == 0 || !firm[len(firm)-1].like(c)) {
			firm = append(firm, c)
		}
	}
	for _, c := range f.columns {
		if len(c.lines) == 0 {
			continue
		}
		em := c.lines[0].em
		for _, o := range firm[max(0, len(firm)-mostNested):] {
			whole := c.sheet > 0 && c.sheet == o.sheet && c.left > o.left && c.left < o.left+4.5*em // all lines are first ones
			if c.firm && !whole && (math.Abs(c.left-o.left) > 0.6*em || c.far < o.right-0.6*em) {
				continue
			}
			if o.left-em < c.left && c.right < o.right+em {
				c.left, c.right = min(c.left, o.left), max(c.right, o.right)
				c.firm = true
				break
			}
		}
		if !c.firm { // nothing tells: as if the page's margins were equal
			c.right = max(c.right, c.sheet-c.left)
		}
	}
}

func (c *column) like(o *column) bool {
	return math.Abs(c.left-o.left) < 2 && math.Abs(c.right-o.right) < 2
}

// measure takes for the edges the outermost places that more than one line reaches.
func (c *column) measure() {
	lefts, rights := make([]float64, len(c.lines)), make([]float64, len(c.lines))
	for i := range c.lines {
		l := &c.lines[i]
		lefts[i], rights[i] = l.left, l.hanging()-l.right
	}
	em := c.lines[0].em
	var byLeft, byRight bool
	c.left, byLeft = outermostOf(lefts, 0.4*em)
	c.right, byRight = outermostOf(rights, 0.6*em)
	c.right, c.far = -c.right, -slices.Min(rights)
	isNarrow := c.right-c.left < 0.6*(c.sheet-2*c.left) // short lines only
	c.firm = byLeft && byRight && len(c.lines) >= 4 && !isNarrow
}

// outermostOf returns the least place near which another one lies; the least of all and
// false where there is none.
func outermostOf(places []float64, near float64) (float64, bool) {
	slices.SortFunc(places, cmp.Compare[float64])
	for i := 1; i < len(places) && i < 4; i++ {
		if places[i]-places[i-1] < near {
			return places[i-1], true
		}
	}
	return places[0], false
}
