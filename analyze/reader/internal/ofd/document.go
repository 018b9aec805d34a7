package ofd

import (
	"strings"

	"hegao/analyze/reader/internal/layout"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/xmlscan"
)

// A document is one of those in a file: what its root part says.
type document struct {
	part      string
	area      box      // of pages that don't say their own
	pages     []string // locations of their parts
	resources []string
	templates map[string]string // locations by ID
}

// readRoots returns the locations of the documents' root parts, as OFD.xml says.
func (r *reader) readRoots() ([]string, error) {
	s, err := r.scanner(rootPart)
	if err == errNoPart && r.has(firstDocument) { // the rest of the file is lost
		return []string{firstDocument}, nil
	}
	if err != nil {
		return nil, err
	}
	var roots []string
	for r.next(s) {
		if s.Kind == xmlscan.Start && string(s.Local) == "DocRoot" {
			roots = append(roots, strings.TrimSpace(content(s)))
		}
	}
	return roots, s.Err()
}

// readDocument reads a document's root part. With an error comes what was read until then.
func (r *reader) readDocument(part string) (*document, error) {
	d := &document{part: part, templates: map[string]string{}}
	s, err := r.scanner(part)
	if err != nil {
		return d, err
	}
	for r.next(s) {
		if s.Kind != xmlscan.Start {
			continue
		}
		location := attr(s, "BaseLoc")
		switch name := string(s.Local); {
		case name == "PhysicalBox":
			d.area, _ = boxOf(content(s))
		case name == "TemplatePage" && location != "":
			d.templates[attr(s, "ID")] = location
		case name == "Page" && location != "":
			if d.pages = append(d.pages, location); len(d.pages) > limit.Pages {
				return d, errPages
			}
		case name == "PublicRes" || name == "DocumentRes":
			d.resources = append(d.resources, strings.TrimSpace(content(s)))
		case name == "Outlines" || name == "Bookmarks":
			s.Skip()
		}
	}
	return d, s.Err()
}

// readGraphics reads the graphics in a document's resources, by ID.
func (r *reader) readGraphics(d *document) map[string]*figure {
	graphics := map[string]*figure{}
	for _, location := range d.resources {
		s, err := r.scanner(r.resolve(d.part, location))
		for err == nil && r.next(s) {
			if s.Kind == xmlscan.Start && string(s.Local) == "CompositeGraphicUnit" {
				id := attr(s, "ID")
				graphics[id] = r.figure(s, s.Depth)
			}
		}
	}
	return graphics
}

// millimetre is how many points one has.
const millimetre = 72 / 25.4

// a4 is the area of a page of which nothing says how large it is.
var a4 = box{0, 0, 210, 297}

// A sheet is a page that has been put together.
type sheet struct {
	layout.Page
	pictures, shapes, lines int // drawn on it
	unseen                  []string
}

// sheetOf puts a page together from its content and its templates' that stands below it.
func (r *reader) sheetOf(f *figure, templates []*figure, area box, graphics map[string]*figure) sheet {
	if f.area != (box{}) {
		area = f.area
	}
	if area.right <= area.left || area.bottom <= area.top {
		area = a4
	}
	all := &figure{}
	for _, t := range append(templates, f) {
		r.draw(all, t, identity, graphics, 0)
	}
	turn := mostTurned(all.texts)
	width, height := (area.right-area.left)*millimetre, (area.bottom-area.top)*millimetre
	m := matrix{millimetre, 0, 0, millimetre, -area.left * millimetre, -area.top * millimetre}
	for range (4 - turn) % 4 { // a quarter of a turn each
		m = m.then(matrix{0, 1, -1, 0, height, 0})
		width, height = height, width
	}
	p := sheet{Page: layout.Page{Width: width, Height: height}, pictures: all.pictures, shapes: all.shapes, lines: all.lines}
	if !seen(all.texts) && all.pictures > 0 { // text under a scanned page
		for i := range all.texts {
			all.texts[i].unseen = false
		}
	}
	for _, t := range all.texts {
		if t.unseen {
			p.unseen = append(p.unseen, t.text)
			continue
		}
		b := t.box.in(m)
		p.Texts = append(p.Texts, layout.Text{
			Text: t.text, Left: b.left, Top: b.top, Right: b.right, Bottom: b.bottom, Size: t.size * millimetre, Bold: t.bold,
		})
	}
	for _, l := range all.rules {
		b := l.in(m)
		p.Rules = append(p.Rules, layout.Rule{X0: b.left, Y0: b.top, X1: b.right, Y1: b.bottom})
	}
	return p
}

// seen reports whether there is a text that is seen.
func seen(texts []text) bool {
	for i := range texts {
		if !texts[i].unseen {
			return true
		}
	}
	return false
}

// mostTurned returns by how many quarters most of the text on a page is turned.
func mostTurned(texts []text) int {
	var n [4]int
	best := 0
	for _, t := range texts {
		if n[t.turn] += len(t.text); n[t.turn] > n[best] {
			best = t.turn
		}
	}
	return best
}
