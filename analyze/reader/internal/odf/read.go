// Package odf reads text documents in OpenDocument format.
package odf

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/xmlscan"
)

// Names of the parts.
const (
	contentPart = "content.xml"
	stylesPart  = "styles.xml"
)

// Namespaces, by the number that the scanner gives them.
const (
	nsOffice xmlscan.Space = iota + 1
	nsStyle
	nsText
	nsTable
	nsDraw
	nsFO
	nsExt // what LibreOffice adds
	nsSVG
	nsDC
)

const oasis = "urn:oasis:names:tc:opendocument:xmlns:"

var spaces = map[string]xmlscan.Space{
	oasis + "office:1.0":            nsOffice,
	oasis + "style:1.0":             nsStyle,
	oasis + "text:1.0":              nsText,
	oasis + "table:1.0":             nsTable,
	oasis + "drawing:1.0":           nsDraw,
	oasis + "xsl-fo-compatible:1.0": nsFO,
	oasis + "svg-compatible:1.0":    nsSVG,
	"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": nsExt,
	"http://purl.org/dc/elements/1.1/":                                     nsDC,
}

// errEncrypted is that the text itself is encrypted.
var errEncrypted = fault.New(doc.Encrypted, "文件设了密码，打不开；请报送单位去掉密码后重新报送")

// Read reads the document in zr into d: first the body, then notes, headers and footers.
// When it fails, d holds what was read until then.
func Read(ctx context.Context, zr *zip.Reader, budget *limit.Budget, d *doc.Document) error {
	p := &parts{zr, budget}
	if p.encrypted() {
		return errEncrypted
	}
	w := &walker{
		ctx: ctx, styles: styles{}, headers: flow.Aside{Once: true}, footers: flow.Aside{Once: true},
		lists: lists{styles: map[string]*listStyle{}, last: map[string]*counter{}, ids: map[string]*counter{}},
	}
	broken := false // the part with styles
	if s, err := p.scanner(stylesPart); err == nil {
		w.readStyles(s)
		broken = s.Err() != nil
	}
	s, err := p.scanner(contentPart)
	if err != nil {
		return err
	}
	w.read(s, contentPart)
	if s, err := p.scanner(stylesPart); err == nil && w.err == nil && w.sheets == 0 {
		w.pages(s)
		if broken && s.Err() != nil {
			w.err = nil // told of below
		}
	}
	w.text.Append(w.notes, w.headers, w.footers)
	w.text.Document(d, w.comments)
	switch {
	case w.err != nil:
		return w.err
	case broken:
		d.Status, d.Reason = doc.Partial, "文档的样式已损坏，标题和自动编号可能读得不准；请报送单位另存后重新报送"
	case len(d.Blocks) == 0 && w.pictures > 0:
		return fault.New(doc.Scanned, "文档里只有图片，没有文字；请报送单位报送可以编辑的文字版")
	}
	return nil
}

// parts are the files in a document.
type parts struct {
	zip    *zip.Reader
	budget *limit.Budget
}

var errNoPart = errors.New("odf: no such part")

// open opens the part of a name. Nothing needs closing: an entry of a zip file holds no
// resource.
func (p *parts) open(name string) (io.Reader, error) {
	for _, f := range p.zip.File {
		if f.Name != name {
			continue
		}
		if f.Flags&1 != 0 {
			return nil, errEncrypted
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		return p.budget.Reader(r), nil
	}
	return nil, errNoPart
}

func (p *parts) scanner(name string) (*xmlscan.Scanner, error) {
	r, err := p.open(name)
	if err != nil {
		return nil, err
	}
	return xmlscan.New(r, 32<<10, spaces), nil
}

// encrypted reports whether the list of parts says that they are encrypted.
func (p *parts) encrypted() bool {
	r, err := p.open("META-INF/manifest.xml")
	if err != nil {
		return err == errEncrypted
	}
	data, _ := io.ReadAll(io.LimitReader(r, 1<<20))
	return bytes.Contains(data, []byte("encryption-data"))
}
