// Package ooxml reads Word documents in Office Open XML: what a reader of the printed
// page would see, with the place of every run in its part.
package ooxml

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/xmlscan"
)

// Namespaces, by the number that the scanner gives them.
const (
	nsW   xmlscan.Space = iota + 1 // word processing
	nsR                            // relationships, as attributes refer to them
	nsMC                           // markup compatibility
	nsM                            // mathematics
	nsXML                          // xml:space
)

// spaces holds the transitional and the strict names.
var spaces = map[string]xmlscan.Space{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":        nsW,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                    nsW,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": nsR,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             nsR,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":         nsMC,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":          nsM,
	"http://purl.oclc.org/ooxml/officeDocument/math":                      nsM,
	"http://www.w3.org/XML/1998/namespace":                                nsXML,
}

// Kind is the program that a package is a document of.
type Kind uint8

const (
	Other Kind = iota
	Word
	Excel
	PowerPoint
)

// A Package is an Office Open XML file.
type Package struct {
	Kind   Kind
	main   string // name of the main part
	parts  map[string]*zip.File
	budget *limit.Budget
}

// Open returns the package in zr; nil when it is none. It charges what it expands to budget.
func Open(zr *zip.Reader, budget *limit.Budget) *Package {
	p := &Package{parts: make(map[string]*zip.File, len(zr.File)), budget: budget}
	for _, f := range zr.File {
		name := partName(f.Name)
		if _, twice := p.parts[name]; !twice {
			p.parts[name] = f
		}
	}
	if p.parts["[content_types].xml"] == nil && p.parts["word/document.xml"] == nil {
		return nil
	}
	for _, r := range p.relations("") {
		if r.kind == "officeDocument" {
			p.main = r.target
		}
	}
	p.Kind = p.kindOf(p.main)
	if p.Kind == Other { // the way to the main part is broken: go by the usual names
		for name, kind := range map[string]Kind{"word/document.xml": Word, "xl/workbook.xml": Excel, "ppt/presentation.xml": PowerPoint} {
			if p.parts[name] != nil {
				p.main, p.Kind = name, kind
			}
		}
	}
	return p
}

// partName is how parts are looked up: their names are the same in either case.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// kindOf tells what program the part of that name belongs to, by its content type.
func (p *Package) kindOf(part string) Kind {
	kind := Other
	s, err := p.scanner("[Content_Types].xml")
	if err != nil {
		return Other
	}
	for s.Next() != xmlscan.EOF {
		if s.Kind != xmlscan.Start || string(s.Local) != "Override" && string(s.Local) != "Default" {
			continue
		}
		name, override := s.Attr(0, "PartName")
		ext, _ := s.Attr(0, "Extension")
		if override && partName(name) != partName(part) || !override && !strings.HasSuffix(partName(part), "."+strings.ToLower(ext)) {
			continue
		}
		content, _ := s.Attr(0, "ContentType")
		switch {
		case strings.Contains(content, "wordprocessingml") || strings.Contains(content, "ms-word"):
			kind = Word
		case strings.Contains(content, "spreadsheetml") || strings.Contains(content, "ms-excel"):
			kind = Excel
		case strings.Contains(content, "presentationml") || strings.Contains(content, "ms-powerpoint"):
			kind = PowerPoint
		}
		if override {
			break
		}
	}
	return kind
}

// A relation leads from one part to another.
type relation struct {
	id     string
	kind   string // the last part of its type: "styles"
	target string // name of a part
}

// relations returns where the part of that name leads; the whole package's for "".
func (p *Package) relations(part string) []relation {
	dir, base := path.Split(part)
	s, err := p.scanner(dir + "_rels/" + base + ".rels")
	if err != nil {
		return nil
	}
	var list []relation
	for s.Next() != xmlscan.EOF {
		if s.Kind != xmlscan.Start || string(s.Local) != "Relationship" {
			continue
		}
		if mode, _ := s.Attr(0, "TargetMode"); mode == "External" {
			continue
		}
		id, _ := s.Attr(0, "Id")
		kind, _ := s.Attr(0, "Type")
		target, _ := s.Attr(0, "Target")
		target = strings.ReplaceAll(target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		list = append(list, relation{id, path.Base(kind), strings.TrimPrefix(path.Clean(target), "/")})
	}
	return list
}

var errNoPart = errors.New("ooxml: no such part")

// scanner opens a part.
func (p *Package) scanner(name string) (*xmlscan.Scanner, error) {
	f := p.parts[partName(name)]
	if f == nil {
		return nil, errNoPart
	}
	if f.Flags&1 != 0 {
		return nil, fault.New(doc.Encrypted, "文件设了密码，打不开；请报送单位去掉密码后重新报送")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	// Nothing needs closing: an entry of a zip file holds no resource.
	return xmlscan.New(toUTF8(p.budget.Reader(r)), int64(min(f.UncompressedSize64, limit.File)), spaces), nil
}

// toUTF8 returns r, decoded if it is UTF-16, the other encoding that parts may be in.
func toUTF8(r io.Reader) io.Reader {
	var mark [2]byte
	n, _ := io.ReadFull(r, mark[:])
	whole := io.MultiReader(bytes.NewReader(mark[:n]), r)
	if m := string(mark[:n]); m != "\xff\xfe" && m != "\xfe\xff" {
		return whole
	}
	data, err := io.ReadAll(io.LimitReader(whole, 4*limit.Text))
	if err != nil {
		return io.MultiReader(failing{err})
	}
	e, bom := charset.Detect(data)
	return strings.NewReader(charset.Decode(data[bom:], e))
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func hasElement(s *xmlscan.Scanner, name string) bool { return countElements(s, name) > 0 }

// countElements counts the elements of word processing of that name.
func countElements(s *xmlscan.Scanner, name string) int {
	n := 0
	for s.Next() != xmlscan.EOF {
		if s.Kind == xmlscan.Start && s.Is(nsW, name) {
			n++
		}
	}
	return n
}
