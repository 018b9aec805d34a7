package ofd

import (
	"archive/zip"
	"errors"
	"path"
	"strings"

	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/xmlscan"
)

// parts are the files in a package. Their names are looked up, and are never paths.
type parts struct {
	files  map[string]*zip.File
	budget *limit.Budget
}

func newParts(zr *zip.Reader, budget *limit.Budget) *parts {
	p := &parts{make(map[string]*zip.File, len(zr.File)), budget}
	for _, f := range zr.File {
		name := partName(f.Name)
		if _, twice := p.files[name]; !twice {
			p.files[name] = f
		}
	}
	return p
}

// partName is how parts are looked up. By the standard their names differ in case; those
// who write files are not that strict.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(strings.TrimSpace(name), `\`, "/")), "/"))
}

func (p *parts) has(name string) bool { return p.files[partName(name)] != nil }

// resolve returns the name of the part that a location in another part leads to.
func (p *parts) resolve(from, location string) string {
	location = strings.ReplaceAll(strings.TrimSpace(location), `\`, "/")
	beside := path.Join(path.Dir(from), location)
	if strings.HasPrefix(location, "/") || !p.has(beside) && p.has(location) {
		return partName(location)
	}
	return partName(beside)
}

var errNoPart = errors.New("ofd: no such part")

// scanner opens the part of that name. Nothing needs closing: an entry of a zip file holds
// no resource.
func (p *parts) scanner(name string) (*xmlscan.Scanner, error) {
	f := p.files[partName(name)]
	if f == nil {
		return nil, errNoPart
	}
	if f.Flags&1 != 0 {
		return nil, errEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return xmlscan.New(p.budget.Reader(r), 32<<10, nil), nil
}

// attr returns an attribute of the tag read last; "" where it has none. Attributes have no
// namespace, and elements are told by their local names: files differ in the namespace.
func attr(s *xmlscan.Scanner, name string) string {
	v, _ := s.Attr(0, name)
	return v
}

// content returns the characters in the element whose Start was read last, up to the
// first element in it.
func content(s *xmlscan.Scanner) string {
	var text []byte
	for s.Next() == xmlscan.Text {
		text = append(text, s.Text()...)
	}
	return string(text)
}
