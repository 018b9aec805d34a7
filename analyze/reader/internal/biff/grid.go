package biff

import (
	"math"
	"sort"

	"hegao/analyze/reader/internal/limit"
)

// A cell is one that shows something.
type cell struct {
	row, col int
	text     string
	at, size int // bytes in the stream
}

// A grid is what a sheet holds.
type grid struct {
	cells      []cell
	boxes      []cell // texts in shapes
	size       int    // bytes of text in cells
	hiddenRows map[int]bool
	columns    [][2]int // hidden ones, from and to
	merged     []area
	tallest    int // rows of merged
	effort     int // how many of merged were looked at
}

// An area is a rectangle of cells, inclusive.
type area struct{ top, bottom, left, right int }

// maxEffort is how many comparisons are made before merged cells are taken for hostile.
const maxEffort = 20_000_000

// covered reports whether a merged cell, which shows what is in its first one, covers c.
func (g *grid) covered(c cell) bool {
	end := sort.Search(len(g.merged), func(i int) bool { return g.merged[i].top > c.row })
	for i := end - 1; i >= 0 && g.merged[i].top >= c.row-g.tallest && g.effort < maxEffort; i-- {
		g.effort++
		if m := g.merged[i]; c.row <= m.bottom && m.left <= c.col && c.col <= m.right {
			return c.row != m.top || c.col != m.left
		}
	}
	return false
}

func (g *grid) hiddenColumn(col int) bool {
	for _, c := range g.columns {
		if c[0] <= col && col <= c[1] {
			return true
		}
	}
	return false
}

// grid reads a sheet.
func (b *book) grid(s *sheet) (*grid, error) {
	g := &grid{hiddenRows: map[int]bool{}}
	r, at, ok := nextRecord(b.stream, s.at)
	if !ok || r.kind != recBegin || b.budget < 0 {
		b.broken = true
		return g, nil
	}
	defer func() { b.budget -= at - s.at }()
	box := false // the object that was read last is a shape that may hold text
	for depth := 1; depth > 0; {
		r, next, ok := nextRecord(b.stream, at)
		if !ok {
			b.broken = true
			break
		}
		at = next
		switch {
		case r.kind == recBegin:
			depth++
		case r.kind == recEnd:
			depth--
		case depth > 1: // a chart
		case len(g.cells) > limit.Pieces:
			return nil, limit.ErrPieces
		case g.size > limit.Text:
			return nil, limit.ErrText
		case r.kind == recObject:
			box = isBox(r.data())
			if isPicture(r.data()) {
				b.pictures++
			}
		case r.kind == recTextObject && box:
			b.textObject(g, &r)
		case r.kind == recFormula || r.kind == recFormula3 || r.kind == recFormula4:
			at = b.formula(g, &r, at)
		default:
			b.cellRecord(g, &r)
		}
	}
	sort.Slice(g.merged, func(i, j int) bool { return g.merged[i].top < g.merged[j].top })
	return g, nil
}

// isBox reports whether an object is a shape with a text of its own, and no comment,
// button or list.
func isBox(data []byte) bool {
	const textBox, shape = 6, 30
	if len(data) < 6 {
		return false
	}
	kind := le.Uint16(data[4:])
	return kind >= 1 && kind <= 4 || kind == textBox || kind == shape
}

func isPicture(data []byte) bool {
	const picture = 8
	return len(data) >= 6 && le.Uint16(data[4:]) == picture
}

// textObject reads the text of a shape.
func (b *book) textObject(g *grid, r *record) {
	if len(r.data()) < 14 || len(r.parts) < 2 || len(r.parts[1]) == 0 {
		return
	}
	c := newCursor(r.parts[1:])
	wide := c.take(1)[0]&1 != 0
	text := c.characters(int(le.Uint16(r.data()[10:])), wide)
	g.boxes = append(g.boxes, cell{text: text, at: r.at, size: r.size})
}

// cellRecord reads a record about cells, rows or columns.
func (b *book) cellRecord(g *grid, r *record) {
	data := r.data()
	if r.kind == recNote {
		b.comments++
		return
	}
	if len(data) < 6 {
		return
	}
	row, col, look := int(le.Uint16(data)), int(le.Uint16(data[2:])), int(le.Uint16(data[4:]))
	text := ""
	switch r.kind {
	case recRow:
		const hidden = 0x20
		if len(data) >= 14 && data[12]&hidden != 0 {
			g.hiddenRows[row] = true
		}
	case recColumns:
		if len(data) >= 10 && data[8]&1 != 0 && len(g.columns) < 256 {
			g.columns = append(g.columns, [2]int{row, col})
		}
	case recMerged:
		g.merge(data)
	case recLabelString:
		if len(data) >= 10 {
			if i := le.Uint32(data[6:]); uint64(i) < uint64(len(b.strings)) {
				text = b.format(look).Text(b.strings[i])
			} else {
				b.broken = true
			}
		}
	case recLabel, recRichLabel:
		s, _ := b.text(newCursor([][]byte{data[6:]}), 2)
		text = b.format(look).Text(s)
	case recNumber:
		if len(data) >= 14 {
			text = b.number(look, math.Float64frombits(le.Uint64(data[6:])))
		}
	case recShortNumber:
		if len(data) >= 10 {
			text = b.number(look, short(le.Uint32(data[6:])))
		}
	case recNumbers:
		for rest := data[4:]; len(rest) >= 8; rest = rest[6:] { // the last two bytes are a column
			g.add(cell{row, col, b.number(int(le.Uint16(rest)), short(le.Uint32(rest[2:]))), r.at, r.size})
			col++
		}
	case recBool:
		if len(data) >= 8 {
			text = boolean(data[6], data[7] != 0)
		}
	}
	g.add(cell{row, col, text, r.at, r.size})
}

func (g *grid) add(c cell) {
	g.size += len(c.text)
	if c.text != "" {
		g.cells = append(g.cells, c)
	}
}

// merge reads merged cells.
func (g *grid) merge(data []byte) {
	for rest := data[2:]; len(rest) >= 8; rest = rest[8:] {
		m := area{int(le.Uint16(rest)), int(le.Uint16(rest[2:])), int(le.Uint16(rest[4:])), int(le.Uint16(rest[6:]))}
		if m.top > m.bottom || len(g.merged) > limit.Pieces {
			continue
		}
		g.merged = append(g.merged, m)
		g.tallest = max(g.tallest, m.bottom-m.top)
	}
}

// formula reads what a formula came to. A text follows in a record of its own; the
// position behind that is returned.
func (b *book) formula(g *grid, r *record, at int) int {
	data := r.data()
	if len(data) < 14 {
		return at
	}
	c := cell{row: int(le.Uint16(data)), col: int(le.Uint16(data[2:])), at: r.at, size: r.size}
	look := int(le.Uint16(data[4:]))
	result := data[6:14]
	if le.Uint16(result[6:]) != 0xffff {
		c.text = b.number(look, math.Float64frombits(le.Uint64(result)))
		g.add(c)
		return at
	}
	const text, truth, failure = 0, 1, 2
	switch result[0] {
	case truth, failure:
		c.text = boolean(result[2], result[0] == failure)
	case text:
		for range 3 { // what the formula shares with others may stand between
			next, after, ok := nextRecord(b.stream, at)
			if !ok || next.kind == recBegin || next.kind == recEnd || next.kind == recFormula {
				break
			}
			if next.kind == recString {
				s, _ := b.text(newCursor(next.parts), 2)
				c.text = b.format(look).Text(s)
				at = after
				break
			}
			if next.kind != 0x04bc && next.kind != 0x0221 && next.kind != 0x0236 { // SHRFMLA, ARRAY, TABLE
				break
			}
			at = after
		}
	}
	g.add(c)
	return at
}

// number shows a number as its cell does.
func (b *book) number(look int, v float64) string { return b.format(look).Number(v, b.since1904) }

// short reads a number in four bytes: the upper half of a float, or an integer, perhaps
// times 100.
func short(n uint32) float64 {
	v := math.Float64frombits(uint64(n&^3) << 32)
	if n&2 != 0 {
		v = float64(int32(n) >> 2)
	}
	if n&1 != 0 {
		v /= 100
	}
	return v
}

// boolean shows a truth value or an error.
func boolean(value byte, failure bool) string {
	if !failure {
		if value != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	switch value {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0f:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1d:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	}
	return "#N/A"
}
