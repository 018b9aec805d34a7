package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/reader/internal/layout"
)

// A textReader reads the text of one page.
type textReader struct {
	m     *module
	page  uint64 // of texts
	notes []note

	box      box
	turn     int  // quarter turns clockwise that set the text upright
	vertical bool // lines run downward, from right to left

	chars, unknown, invisible int // characters that are no white space

	styles map[uint64]style // by text object
}

// A style is what the characters of one text object have in common.
type style struct{ bold, invisible bool }

// A glyph is one character on a page, in the file's own coordinates.
type glyph struct {
	r           rune
	left, right float64 // along the line, from where it starts to where the next one does
	base        float64 // y of the line that it stands on
	x, y        float64 // where it starts
	size        float64
	angle       float64 // radians, anticlockwise
	bold        bool
}

const (
	mostChars = 2_000_000 // of one page
	unknown   = '\ufffd'
)

// read reads the page as it is looked at.
func (t *textReader) read(b box) layout.Page {
	t.box = b
	glyphs := t.glyphs()
	for i := range t.notes {
		written := t.notes[i].glyphs()
		t.chars += len(written)
		glyphs = append(glyphs, written...)
	}
	t.turn = dominant(glyphs)
	upright := glyphs[:0]
	for _, g := range glyphs {
		if isTurned(g.angle, t.turn) {
			upright = append(upright, t.placed(g))
		}
	}
	if isVertical(upright) {
		t.vertical = true
		for i := range upright {
			upright[i] = t.onSide(upright[i])
		}
	}
	w, h := t.size()
	return layout.Page{Width: w, Height: h, Texts: texts(upright)}
}

// size returns the size of the page as it is looked at.
func (t *textReader) size() (w, h float64) {
	w, h = t.box.right-t.box.left, t.box.top-t.box.bottom
	if (t.turn%2 == 1) != t.vertical {
		w, h = h, w
	}
	return w, h
}

// point turns a point so that the text is upright, with y downward.
func (t *textReader) point(x, y float64) (float64, float64) {
	b := t.box
	switch t.turn {
	case 1:
		x, y = y-b.bottom, x-b.left
	case 2:
		x, y = b.right-x, y-b.bottom
	case 3:
		x, y = b.top-y, b.right-x
	default:
		x, y = x-b.left, b.top-y
	}
	return x, y
}

func (t *textReader) turned(list []layout.Rule) []layout.Rule {
	w, _ := t.box.right-t.box.left, 0
	if t.turn%2 == 1 {
		w = t.box.top - t.box.bottom
	}
	for i, r := range list {
		r.X0, r.Y0 = t.point(r.X0, r.Y0)
		r.X1, r.Y1 = t.point(r.X1, r.Y1)
		if t.vertical {
			r.X0, r.Y0 = r.Y0, w-r.X0
			r.X1, r.Y1 = r.Y1, w-r.X1
		}
		list[i] = r
	}
	return list
}

// glyphs returns the page's characters in the order in which the file draws them.
func (t *textReader) glyphs() []glyph {
	m := t.m
	n := min(m.count("FPDFText_CountChars", t.page), mostChars)
	list := make([]glyph, 0, n)
	t.styles = map[uint64]style{}
	for i := uint64(0); i < uint64(n) && m.err == nil; i++ {
		object := m.address("FPDFText_GetTextObject", t.page, i)
		if object == 0 {
			continue // not in the file: pdfium puts white space between lines
		}
		r := rune(int32(m.call("FPDFText_GetUnicode", t.page, i)))
		switch {
		case r == 2: // a hyphen at the end of a line
			r = '-'
		case m.call("FPDFText_HasUnicodeMapError", t.page, i) == 1,
			r == 0 || r == 0xFFFE || r == 0xFFFF || r > unicode.MaxRune || unicode.Is(unicode.Co, r) || unicode.IsControl(r) && !unicode.IsSpace(r):
			r = unknown
		}
		style := t.style(object)
		g := glyph{r: r, bold: style.bold}
		if unicode.IsSpace(r) {
			g.r = ' '
			if r == '\u3000' {
				g.r = r
			}
		} else {
			t.chars++
			if r == unknown {
				t.unknown++
			}
			if style.invisible {
				t.invisible++
			}
		}
		if t.measure(&g, i) {
			list = append(list, g)
		}
	}
	return list
}

// measure finds where a character stands; false where it can't be seen.
func (t *textReader) measure(g *glyph, i uint64) bool {
	m := t.m
	if !m.ok("FPDFText_GetMatrix", t.page, i, m.at(0)) {
		return false
	}
	a, b, c, d := m.float32At(0), m.float32At(4), m.float32At(8), m.float32At(12)
	size := math.Abs(math.Float64frombits(m.call("FPDFText_GetFontSize", t.page, i)))
	g.size = size * math.Hypot(c, d)
	g.angle = math.Atan2(b, a)
	if !m.ok("FPDFText_GetCharOrigin", t.page, i, m.at(32), m.at(40)) || !m.ok("FPDFText_GetLooseCharBox", t.page, i, m.at(48)) {
		return false
	}
	g.x, g.y = m.float64At(32), m.float64At(40)
	// left, top, right, bottom
	g.left, g.right = math.Min(m.float32At(48), m.float32At(56)), math.Max(m.float32At(48), m.float32At(56))
	if quarter := math.Abs(math.Sin(g.angle)) > 0.7; quarter {
		g.left, g.right = math.Min(m.float32At(52), m.float32At(60)), math.Max(m.float32At(52), m.float32At(60))
	}
	sum := g.x + g.y + g.left + g.right + g.size + g.angle
	return !math.IsNaN(sum) && !math.IsInf(sum, 0) && g.size > 0.5
}

const (
	stroke    = 1 // FPDF_TEXTRENDERMODE_STROKE
	invisible = 3 // FPDF_TEXTRENDERMODE_INVISIBLE
)

// style tells what a text object looks like.
func (t *textReader) style(object uint64) style {
	s, known := t.styles[object]
	if known {
		return s
	}
	m := t.m
	s.invisible = m.call("FPDFTextObj_GetTextRenderMode", object) == invisible
	if font := m.address("FPDFTextObj_GetFont", object); font != 0 {
		const at = 64
		n := min(m.count("FPDFFont_GetBaseFontName", font, m.at(at), scratchSize-at), scratchSize-at)
		name, _ := m.api.Memory().Read(m.scratch+at, uint32(n))
		lower := strings.ToLower(string(name))
		s.bold = strings.Contains(lower, "bold") || strings.Contains(lower, "heavy") || strings.Contains(lower, "black") ||
			m.count("FPDFFont_GetWeight", font) >= 600
	}
	t.styles[object] = s
	return s
}

// dominant returns the turn that most characters need.
func dominant(glyphs []glyph) int {
	var n [4]int
	best := 0
	for _, g := range glyphs {
		q := int(math.Round(g.angle/(math.Pi/2))+4) % 4
		if n[q]++; n[q] > n[best] {
			best = q
		}
	}
	return best
}

// isTurned reports whether text at an angle is upright after the turn. Text across the
// page is a watermark, not text of the report.
func isTurned(angle float64, turn int) bool {
	off := math.Mod(angle-float64(turn)*math.Pi/2+5*math.Pi, 2*math.Pi) - math.Pi
	return math.Abs(off) < 0.1
}

// placed sets a glyph on the page as it is looked at.
func (t *textReader) placed(g glyph) glyph {
	var l, r float64
	if t.turn%2 == 0 {
		l, _ = t.point(g.left, g.y)
		r, _ = t.point(g.right, g.y)
	} else {
		l, _ = t.point(g.x, g.left)
		r, _ = t.point(g.x, g.right)
	}
	g.left, g.right = min(l, r), max(l, r)
	g.x, g.base = t.point(g.x, g.y)
	return g
}

// isVertical reports whether most characters stand below the one before. Blanks do not
// count: empty paragraphs leave them below each other.
func isVertical(glyphs []glyph) bool {
	down, along := 0, 0
	for i := 1; i < len(glyphs); i++ {
		a, b := &glyphs[i-1], &glyphs[i]
		if a.r == ' ' || b.r == ' ' {
			continue
		}
		switch dx, dy := math.Abs(b.left-a.left), b.base-a.base; {
		case dx < 0.2*a.size && dy > 0.5*a.size && dy < 2.5*a.size:
			down++
		case math.Abs(dy) < 0.2*a.size:
			along++
		}
	}
	return down > 10 && down > along
}

// onSide lays a line that runs downward on its side.
func (t *textReader) onSide(g glyph) glyph {
	w := t.box.right - t.box.left
	if t.turn%2 == 1 {
		w = t.box.top - t.box.bottom
	}
	base := w - (g.left+g.right)/2 + 0.38*g.size
	g.left, g.right, g.base = g.base-0.88*g.size, g.base+0.12*g.size, base
	return g
}

// texts joins characters that stand behind each other.
func texts(glyphs []glyph) []layout.Text {
	var list []layout.Text
	var b []byte
	var t layout.Text
	var last *glyph
	end := func() {
		if len(b) > 0 {
			t.Text = string(b)
			list = append(list, t)
		}
		b = b[:0]
	}
	for i := range glyphs {
		g := &glyphs[i]
		if last != nil {
			for range swallowed(g, last) {
				b = append(b, ' ')
				last = &glyph{r: ' ', left: last.right, right: last.right + last.right - last.left, base: last.base, size: last.size, bold: last.bold}
			}
		}
		if last == nil || !follows(g, last) {
			end()
			t = layout.Text{Left: g.left, Right: g.right, Top: g.base - 0.88*g.size, Bottom: g.base + 0.12*g.size, Size: g.size, Bold: g.bold}
		}
		b = utf8.AppendRune(b, g.r)
		t.Left, t.Right = min(t.Left, g.left), max(t.Right, g.right)
		last = g
	}
	end()
	return list
}

// swallowed returns how many spaces stood between g and last, which is one: of several
// pdfium leaves the first. A wider gap parts columns.
func swallowed(g, last *glyph) int {
	const most = 10
	w, gap := last.right-last.left, g.left-last.right
	n := math.Round(gap / w)
	if last.r != ' ' || w <= 0 || n < 1 || n > most || math.Abs(gap-n*w) > 0.25*w || math.Abs(g.base-last.base) > 0.1*g.size {
		return 0
	}
	return int(n)
}

// follows reports whether g goes on with the text that ends in last.
func follows(g, last *glyph) bool {
	gap := g.left - last.right
	return math.Abs(g.base-last.base) < 0.1*g.size && math.Abs(g.size-last.size) < 0.05*g.size && g.bold == last.bold &&
		gap < 0.15*g.size && gap > -0.6*g.size
}
