package pdf

import (
	"math"

	"hegao/analyze/reader/internal/layout"
)

const (
	objectText  = 1 // FPDF_PAGEOBJ_TEXT
	objectPath  = 2 // FPDF_PAGEOBJ_PATH
	objectImage = 3 // FPDF_PAGEOBJ_IMAGE
	objectForm  = 5 // FPDF_PAGEOBJ_FORM

	mostObjects  = 20_000 // of one page; what has more is a drawing
	mostSegments = 2_000  // of one path
	mostNested   = 4      // forms inside forms
	thin         = 3.0    // points; a filled rectangle no thicker than that is a rule
	hairline     = 0.03   // points; a little more than pdfium takes for no width
)

// A matrix maps a form's coordinates to the page's.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) point(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// times returns what maps by n first, then by m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// An objectReader collects what a page draws beside text.
type objectReader struct {
	m        *module
	left     int           // objects that are still looked at
	rules    []layout.Rule // in the file's own coordinates
	pictures float64       // their area, in square points
	curves   int           // pieces of drawn ones
}

// objectsOf reads what a page draws.
func objectsOf(m *module, page uint64) *objectReader {
	r := &objectReader{m: m, left: mostObjects}
	n := m.count("FPDFPage_CountObjects", page)
	for i := uint64(0); i < uint64(n) && r.left > 0 && m.err == nil; i++ {
		r.object(m.address("FPDFPage_GetObject", page, i), matrix{a: 1, d: 1}, 0)
	}
	return r
}

func (r *objectReader) object(object uint64, to matrix, depth int) {
	m := r.m
	if r.left--; object == 0 {
		return
	}
	switch m.call("FPDFPageObj_GetType", object) {
	case objectText:
		r.text(object)
	case objectPath:
		r.path(object, to.times(r.matrix(object)))
	case objectImage:
		t := to.times(r.matrix(object)) // of the unit square
		r.pictures += math.Abs(t.a*t.d - t.b*t.c)
	case objectForm:
		if depth == mostNested {
			return
		}
		to = to.times(r.matrix(object))
		n := m.count("FPDFFormObj_CountObjects", object)
		for i := uint64(0); i < uint64(n) && r.left > 0 && m.err == nil; i++ {
			r.object(m.address("FPDFFormObj_GetObject", object, i), to, depth+1)
		}
	}
}

// text sees to it that pdfium reads a text object. It measures one by the shapes of its
// characters and passes over what has no width, as there is none here for a character of a
// font that the file does not bring along: a single one would be lost, and any number of
// them where they run upward or downward.
func (r *objectReader) text(object uint64) {
	m := r.m
	if !m.ok("FPDFPageObj_GetBounds", object, m.at(0), m.at(4), m.at(8), m.at(12)) || m.float32At(8)-m.float32At(0) >= hairline/2 {
		return
	}
	// The width of a stroke counts, and is counted in when the object is moved.
	mode := m.call("FPDFTextObj_GetTextRenderMode", object)
	m.call("FPDFPageObj_SetStrokeWidth", object, uint64(math.Float32bits(hairline)))
	m.call("FPDFTextObj_SetTextRenderMode", object, stroke)
	m.call("FPDFPageObj_Transform", object, math.Float64bits(1), 0, 0, math.Float64bits(1), 0, 0)
	m.call("FPDFTextObj_SetTextRenderMode", object, mode)
}

func (r *objectReader) matrix(object uint64) matrix {
	m := r.m
	if !m.ok("FPDFPageObj_GetMatrix", object, m.at(0)) {
		return matrix{a: 1, d: 1}
	}
	return matrix{m.float32At(0), m.float32At(4), m.float32At(8), m.float32At(12), m.float32At(16), m.float32At(20)}
}

const (
	segmentLine  = 0 // FPDF_SEGMENT_LINETO
	segmentCurve = 1 // FPDF_SEGMENT_BEZIERTO
	segmentMove  = 2 // FPDF_SEGMENT_MOVETO
)

// path takes the straight lines of a path that is drawn, or the one that a thin filled
// rectangle looks like.
func (r *objectReader) path(object uint64, to matrix) {
	m := r.m
	if !m.ok("FPDFPath_GetDrawMode", object, m.at(0), m.at(4)) {
		return
	}
	mode := m.bytesAt(8)
	filled, stroked := mode[0] != 0, mode[4] != 0
	if !filled && !stroked {
		return
	}
	n := min(m.count("FPDFPath_CountSegments", object), mostSegments)
	var part []layout.Rule // lines since the last move
	var x, y, startX, startY float64
	end := func() {
		r.take(part, stroked)
		part = part[:0]
	}
	for i := uint64(0); i < uint64(n) && m.err == nil; i++ {
		segment := m.address("FPDFPath_GetPathSegment", object, i)
		if segment == 0 || !m.ok("FPDFPathSegment_GetPoint", segment, m.at(0), m.at(4)) {
			continue
		}
		px, py := to.point(m.float32At(0), m.float32At(4))
		switch m.call("FPDFPathSegment_GetType", segment) {
		case segmentMove:
			end()
			startX, startY = px, py
		case segmentLine:
			part = append(part, layout.Rule{X0: x, Y0: y, X1: px, Y1: py})
		case segmentCurve:
			r.curves++
			stroked = stroked && n < 20 // rounded corners of a frame, but no drawing
		}
		x, y = px, py
		if m.ok("FPDFPathSegment_GetClose", segment) {
			part = append(part, layout.Rule{X0: x, Y0: y, X1: startX, Y1: startY})
			x, y = startX, startY
		}
	}
	end()
}

// take keeps of the lines of one part of a path those that can be seen as rules.
func (r *objectReader) take(part []layout.Rule, stroked bool) {
	if stroked {
		r.rules = append(r.rules, part...)
		return
	}
	if len(part) < 3 || len(part) > 6 {
		return
	}
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, l := range part {
		b.left, b.right = min(b.left, l.X0, l.X1), max(b.right, l.X0, l.X1)
		b.bottom, b.top = min(b.bottom, l.Y0, l.Y1), max(b.top, l.Y0, l.Y1)
	}
	x, y := (b.left+b.right)/2, (b.bottom+b.top)/2
	switch w, h := b.right-b.left, b.top-b.bottom; {
	case h <= thin && w > h:
		r.rules = append(r.rules, layout.Rule{X0: b.left, Y0: y, X1: b.right, Y1: y})
	case w <= thin && h > w:
		r.rules = append(r.rules, layout.Rule{X0: x, Y0: b.bottom, X1: x, Y1: b.top})
	}
}
