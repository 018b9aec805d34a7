package ofd

import (
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/xmlscan"
)

// A figure is what is drawn on a page, a template, or in a graphic that pages use. Lengths
// are millimetres.
type figure struct {
	area     box      // of the page; zero where it says none
	under    []string // IDs of the templates that the page is drawn on
	texts    []text
	rules    []rule
	pictures int
	shapes   int // areas, curves and slants: pictures, or characters turned into outlines
	lines    int // other paths
	uses     []use
}

// A use is a graphic from the document's resources at a place of a figure.
type use struct {
	id string
	matrix
}

// A text is a piece of one line. Its box is the one around its characters, each as high as
// a line.
type text struct {
	text string
	box
	size   float64
	turn   int // quarters of a turn, clockwise, that it is turned by
	bold   bool
	unseen bool // it is drawn, but nobody sees it
}

// A rule is a straight line, level or plumb.
type rule struct{ box }

// maxRules is how many rules of one figure are looked at: no table has more.
const maxRules = 20_000

// A reader reads the parts of one file.
type reader struct {
	*parts
	bound limit.Bound
	next  func(s *xmlscan.Scanner) bool // reads the next token; false at the end
	err   error                         // a limit that was hit, or the end of time
}

// figure reads what is drawn up to the end of the element whose Start was read last, or of
// the part where depth is 0.
func (r *reader) figure(s *xmlscan.Scanner, depth int) *figure {
	f := &figure{}
	for r.next(s) {
		if s.Kind == xmlscan.End && s.Depth == depth {
			break
		}
		if s.Kind != xmlscan.Start {
			continue
		}
		switch string(s.Local) {
		case "PhysicalBox":
			f.area, _ = boxOf(content(s))
		case "Template":
			f.under = append(f.under, attr(s, "TemplateID"))
		case "TextObject":
			r.textObject(s, f)
		case "PathObject":
			r.pathObject(s, f)
		case "ImageObject":
			if attr(s, "Visible") != "false" {
				f.pictures++
			}
			s.Skip()
		case "CompositeObject":
			if attr(s, "Visible") != "false" && attr(s, "Alpha") != "0" && r.take(1, 0) {
				f.uses = append(f.uses, use{attr(s, "ResourceID"), objectMatrix(attr(s, "CTM"), attr(s, "Boundary"))})
			}
			s.Skip()
		case "Clips", "Actions":
			s.Skip()
		}
	}
	return f
}

// take counts what is read, and tells whether to go on.
func (r *reader) take(pieces, size int) bool {
	if err := r.bound.Take(pieces, size); err != nil && r.err == nil {
		r.err = err
	}
	return r.err == nil
}

// maxUses is how deep graphics may use each other.
const maxUses = 4

// draw adds what is drawn in f, mapped by m, to page.
func (r *reader) draw(page *figure, f *figure, m matrix, graphics map[string]*figure, depth int) {
	page.pictures += f.pictures
	page.shapes += f.shapes
	page.lines += f.lines
	for _, t := range f.texts {
		if !r.take(1, len(t.text)) {
			return
		}
		t.box = t.box.in(m)
		t.size *= m.scale()
		page.texts = append(page.texts, t)
	}
	for _, l := range f.rules {
		if len(page.rules) < maxRules && r.take(1, 0) {
			page.rules = append(page.rules, rule{l.box.in(m)})
		}
	}
	for _, u := range f.uses {
		if !r.take(1, 0) {
			return
		}
		if g := graphics[u.id]; g != nil && depth < maxUses {
			r.draw(page, g, u.matrix.then(m), graphics, depth+1)
		}
	}
}
