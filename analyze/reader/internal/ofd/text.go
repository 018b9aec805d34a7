package ofd

import (
	"math"
	"strings"

	"hegao/analyze/reader/internal/xmlscan"
)

// A textCode is a stretch of characters of a text object with where they stand: x and y of
// the first one's origin on the base line, and the steps between them.
type textCode struct {
	text   []rune
	x, y   float64
	dx, dy []float64
}

// faint is the alpha, of 255, below which a text is a watermark.
const faint = 128

// textObject reads a TextObject.
func (r *reader) textObject(s *xmlscan.Scanner, f *figure) {
	size := number(attr(s, "Size"))
	stretch := number(attr(s, "HScale"))
	if stretch <= 0 {
		stretch = 1
	}
	m := objectMatrix(attr(s, "CTM"), attr(s, "Boundary"))
	style := text{size: size, bold: number(attr(s, "Weight")) >= 600, unseen: attr(s, "Visible") == "false"}
	alpha := alphaOf(s)
	down := attr(s, "ReadDirection") == "90"
	var codes []textCode
	for depth := s.Depth; r.next(s); {
		if s.Kind == xmlscan.End && s.Depth == depth {
			break
		}
		if s.Kind != xmlscan.Start {
			continue
		}
		switch string(s.Local) {
		case "FillColor":
			alpha = min(alpha, alphaOf(s))
		case "TextCode":
			if c, ok := r.textCode(s, codes); ok {
				codes = append(codes, c)
			}
		case "Clips", "CGTransform", "Actions", "StrokeColor":
			s.Skip()
		}
	}
	turn, level := turnOf(m)
	if alpha == 0 {
		style.unseen = true
	}
	if !level || size <= 0 || alpha > 0 && alpha < faint {
		return
	}
	style.turn = turn
	for i := range codes {
		f.addText(&codes[i], m, style, stretch, down)
	}
}

func alphaOf(s *xmlscan.Scanner) int {
	if v := attr(s, "Alpha"); v != "" {
		return int(number(v))
	}
	return 255
}

// turnOf returns by how many quarters of a turn m turns text; false where it slants it.
func turnOf(m matrix) (quarters int, level bool) {
	const most = 0.1 // of a quarter
	angle := math.Atan2(m.b, m.a) / (math.Pi / 2)
	near := math.Round(angle)
	return (int(near) + 4) % 4, math.Abs(angle-near) < most
}

// textCode reads a TextCode behind others of the same object.
func (r *reader) textCode(s *xmlscan.Scanner, before []textCode) (textCode, bool) {
	var c textCode
	if n := len(before); n > 0 { // where it says nothing it begins where the last one did
		c.x, c.y = before[n-1].x, before[n-1].y
	}
	if v := attr(s, "X"); v != "" {
		c.x = number(v)
	}
	if v := attr(s, "Y"); v != "" {
		c.y = number(v)
	}
	dx, dy := attr(s, "DeltaX"), attr(s, "DeltaY")
	const longest = 100_000 // bytes of a line
	text := strings.Trim(content(s), "\r\n\t")
	if len(text) == 0 || !r.take(1, len(text)) {
		return c, false
	}
	c.text = []rune(text[:min(len(text), longest)])
	c.dx, c.dy = deltas(dx, len(c.text)), deltas(dy, len(c.text))
	return c, true
}

// width returns about how many ems wide r is.
func width(r rune) float64 {
	switch {
	case r < 0x20:
		return 0
	case r < 0x2010:
		return 0.5
	}
	return 1
}

// addText adds the characters of c: those that follow each other as one text.
func (f *figure) addText(c *textCode, m matrix, style text, stretch float64, down bool) {
	const gap, raised, over = 0.6, 0.2, 0.3 // ems between characters, off the line, back over the last
	x, y, from := c.x, c.y, 0
	startX, startY := x, y
	for i, r := range c.text {
		natural := width(r) * stretch * style.size
		nextX, nextY := x, y
		switch {
		case i < len(c.dx) || i < len(c.dy):
			nextX += at(c.dx, i)
			nextY += at(c.dy, i)
		case down:
			nextY += style.size
		default:
			nextX += natural
		}
		dx, dy := nextX-x, math.Abs(nextY-y)
		stacked := dy > raised*style.size && math.Abs(dx) < raised*style.size && dy < 2*style.size
		if i+1 == len(c.text) || !stacked && (dy > raised*style.size || dx-natural > gap*style.size || dx < -over*style.size) {
			b := box{min(startX, x), min(startY, y) - ascent*style.size, max(startX, x) + natural, max(startY, y) + descent*style.size}
			f.addPiece(c.text[from:i+1], b.in(m), style, m)
			from, startX, startY = i+1, nextX, nextY
		}
		x, y = nextX, nextY
	}
}

// How far characters reach above the base line and below, in ems.
const ascent, descent = 0.86, 0.14

func at(list []float64, i int) float64 {
	if i < len(list) {
		return list[i]
	}
	return 0
}

// unknown stands for a character of which only its font knows what it shows.
const unknown = '\ufffd'

// addPiece adds characters that stand in b.
func (f *figure) addPiece(characters []rune, b box, style text, m matrix) {
	shown := strings.Map(func(r rune) rune {
		switch {
		case 0xE000 <= r && r < 0xF900:
			return unknown
		case r < ' ':
			return -1
		}
		return r
	}, string(characters))
	if strings.TrimSpace(shown) == "" {
		return
	}
	style.text, style.box = shown, b
	style.size *= m.scale()
	f.texts = append(f.texts, style)
}
