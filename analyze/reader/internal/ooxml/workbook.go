package ooxml

import (
	"strings"

	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/xmlscan"
)

// A Box is the text in the shapes on one sheet of a workbook, a paragraph each.
type Box struct {
	Sheet      string
	Paragraphs []string
}

// Boxes returns the texts in shapes on the sheets that are shown, in the sheets' order; what
// can't be read is left out. The error is a limit that was hit.
func Boxes(p *Package) ([]Box, error) {
	var all []Box
	var bound limit.Bound
	targets := map[string]string{} // of the sheets, by ID
	for _, r := range p.relations(p.main) {
		targets[r.id] = r.target
	}
	s, err := p.scanner(p.main)
	if err != nil {
		return nil, nil
	}
	for s.Next() != xmlscan.EOF {
		if s.Kind != xmlscan.Start || string(s.Local) != "sheet" {
			continue
		}
		name, _ := s.Attr(0, "name")
		state, _ := s.Attr(0, "state")
		id, _ := s.Attr(nsR, "id")
		if state != "" && state != "visible" || targets[id] == "" {
			continue
		}
		b := Box{Sheet: name}
		for _, r := range p.relations(targets[id]) {
			if r.kind != "drawing" {
				continue
			}
			if err := b.read(p, r.target, &bound); err != nil {
				return nil, err
			}
		}
		if len(b.Paragraphs) > 0 {
			all = append(all, b)
		}
	}
	return all, nil
}

// read adds the texts of a drawing.
func (b *Box) read(p *Package, part string, bound *limit.Bound) error {
	s, err := p.scanner(part)
	if err != nil {
		return nil
	}
	var text strings.Builder
	inside := false // of a shape's text
	for s.Next() != xmlscan.EOF {
		switch name := string(s.Local); {
		case s.Kind == xmlscan.Start && s.Is(nsMC, "Fallback"): // it says the same once more
			s.Skip()
		case s.Kind == xmlscan.Start && name == "txBody":
			inside = true
		case s.Kind == xmlscan.End && name == "txBody":
			inside = false
		case !inside || s.Kind == xmlscan.Text:
		case s.Kind == xmlscan.Start && name == "t":
			for s.Next() == xmlscan.Text {
				text.Write(s.Text())
			}
		case s.Kind == xmlscan.End && name == "p", s.Kind == xmlscan.Start && name == "br":
			line := strings.TrimSpace(strings.ToValidUTF8(text.String(), "\ufffd"))
			text.Reset()
			if line == "" {
				continue
			}
			if err := bound.Take(1, len(line)); err != nil {
				return err
			}
			b.Paragraphs = append(b.Paragraphs, line)
		}
	}
	return nil
}
