package ofd

import (
	"math"

	"hegao/analyze/reader/internal/xmlscan"
)

// What is a rule: how long it is at least, and how thick a filled one at most, in millimetres.
const (
	shortestRule = 1.5
	thickestRule = 1
)

// A segment is a straight part of a path.
type segment struct{ x0, y0, x1, y1 float64 }

// pathObject reads a PathObject: for the rules of tables, and to tell a drawn page.
func (r *reader) pathObject(s *xmlscan.Scanner, f *figure) {
	seen := attr(s, "Visible") != "false"
	stroked, filled := attr(s, "Stroke") != "false", attr(s, "Fill") == "true"
	m := objectMatrix(attr(s, "CTM"), attr(s, "Boundary"))
	data := ""
	for depth := s.Depth; r.next(s); {
		if s.Kind == xmlscan.End && s.Depth == depth {
			break
		}
		if s.Kind != xmlscan.Start {
			continue
		}
		switch string(s.Local) {
		case "AbbreviatedData":
			data = content(s)
		case "Clips", "Actions", "FillColor", "StrokeColor":
			s.Skip()
		}
	}
	if !seen {
		return
	}
	segments, straight := segmentsOf(data, m)
	switch {
	case !straight:
		f.shapes++
		return
	case filled && !stroked:
		r.bar(segments, f)
		return
	}
	f.lines++
	for _, g := range segments {
		r.rule(box{min(g.x0, g.x1), min(g.y0, g.y1), max(g.x0, g.x1), max(g.y0, g.y1)}, f)
	}
}

// bar adds a filled shape as a rule if it is as thin as one.
func (r *reader) bar(segments []segment, f *figure) {
	if len(segments) == 0 {
		return
	}
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, g := range segments {
		b = box{min(b.left, g.x0, g.x1), min(b.top, g.y0, g.y1), max(b.right, g.x0, g.x1), max(b.bottom, g.y0, g.y1)}
	}
	switch middleX, middleY := (b.left+b.right)/2, (b.top+b.bottom)/2; {
	case b.bottom-b.top <= thickestRule:
		r.rule(box{b.left, middleY, b.right, middleY}, f)
	case b.right-b.left <= thickestRule:
		r.rule(box{middleX, b.top, middleX, b.bottom}, f)
	default:
		f.shapes++
	}
}

// rule adds a line that is level or plumb and no mere dot.
func (r *reader) rule(b box, f *figure) {
	if max(b.right-b.left, b.bottom-b.top) >= shortestRule && len(f.rules) < maxRules && r.take(1, 0) {
		f.rules = append(f.rules, rule{b})
	}
}

// segmentsOf returns the parts of a path; straight is false where one of them is bent or
// slants.
func segmentsOf(data string, m matrix) (segments []segment, straight bool) {
	const almost = 0.3 // millimetres
	var startX, startY, x, y float64
	line := func(toX, toY float64) bool {
		if dx, dy := math.Abs(toX-x), math.Abs(toY-y); dx > almost && dy > almost {
			return false
		}
		if len(segments) < maxRules {
			segments = append(segments, segment{x, y, toX, toY})
		}
		x, y = toX, toY
		return true
	}
	for op := word(&data); op != ""; op = word(&data) {
		switch op {
		case "S", "M":
			startX, startY = m.apply(number(word(&data)), number(word(&data)))
			x, y = startX, startY
		case "L":
			if !line(m.apply(number(word(&data)), number(word(&data)))) {
				return nil, false
			}
		case "C":
			if !line(startX, startY) {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	return segments, true
}
