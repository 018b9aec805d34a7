// Package ofd reads OFD (GB/T 33190), which draws pages: text at fixed places, no
// paragraphs. Annotations, stamps and watermarks are no part of the text.
package ofd

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/layout"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/xmlscan"
)

// Names of the parts that have fixed ones.
const (
	rootPart       = "OFD.xml"
	firstDocument  = "Doc_0/Document.xml" // where it usually is
	encryptionPart = "Encryptions.xml"    // GM/T 0099
)

// Is reports whether the files in zr are those of an OFD file, encrypted or not.
func Is(zr *zip.Reader) bool {
	p := newParts(zr, nil)
	return p.has(rootPart) || p.has(firstDocument) || p.has(encryptionPart) && p.has("decryptseed.dat")
}

var (
	errEncrypted = fault.New(doc.Encrypted, "OFD 文件加了密，打不开；请报送单位重新导出一份不加密的，或报送 Word 文档（docx）")
	errNoPages   = fault.New(doc.Damaged, "OFD 文件不完整，找不到页面；请报送单位重新导出后报送")
	errScanned   = fault.New(doc.Scanned, "OFD 文件里只有扫描的图片，没有文字；请报送单位报送可以编辑的 Word 文档（docx）")
	errPages     = fault.New(doc.Limit, fmt.Sprintf("OFD 文件超过 %d 页，不像一份报告，没有检查；请报送单位核对后重新报送", limit.Pages))
	errDrawn     = fault.New(doc.Scanned, "OFD 文件里只有画出来的图形，没有文字，字可能也画成了图形；请报送单位报送排版前的 Word 文档（docx）")
)

// Read reads the OFD file in zr into d. When it fails, d holds what was read until then.
func Read(ctx context.Context, zr *zip.Reader, budget *limit.Budget, d *doc.Document) error {
	r := &reader{parts: newParts(zr, budget)}
	steps := 0
	r.next = func(s *xmlscan.Scanner) bool {
		if steps++; steps%4096 == 0 && r.err == nil {
			r.err = ctx.Err()
		}
		return r.err == nil && s.Next() != xmlscan.EOF
	}
	f := r.read()
	if r.err != nil {
		return r.err
	}
	unknown := f.unknown()
	d.Blocks = layout.Blocks(f.pages)
	if n := len(f.unseen); n > 0 {
		d.Notices = append(d.Notices, doc.Notice{Kind: doc.Hidden, Count: n, Detail: "隐藏的文字：“" + short(f.unseen[0]) + "”"})
	}
	return f.fault(d, unknown, r.has(encryptionPart))
}

// short cuts a text to a length that a person reads at a glance.
func short(text string) string {
	if r := []rune(text); len(r) > 30 {
		return string(r[:30]) + "……"
	}
	return text
}

// A file is what was read of one: the pages of all its documents.
type file struct {
	pages   []layout.Page
	bare    []int // numbers of pages that are pictures or drawings without text
	broken  []int // of pages that can't be read
	scanned bool  // some page without text is a picture
	drawn   bool  // something is drawn on some page
	unseen  []string
	err     error // what is wrong with the parts that lead to the pages
}

// read reads all pages.
func (r *reader) read() *file {
	f := &file{}
	roots, err := r.readRoots()
	f.err = err
	for _, root := range roots {
		d, err := r.readDocument(r.resolve(rootPart, root))
		if r.stop(err); err != nil {
			f.err = err
		}
		r.readPages(d, f)
	}
	return f
}

// readPages adds the pages of a document.
func (r *reader) readPages(d *document, f *file) {
	templates := map[string]*figure{}
	var graphics map[string]*figure
	for _, location := range d.pages {
		if len(f.pages) == limit.Pages {
			r.err = errPages
		}
		if r.err != nil {
			return
		}
		content, err := r.readPage(r.resolve(d.part, location))
		if err != nil {
			f.broken = append(f.broken, len(f.pages)+1)
			f.err = errors.Join(f.err, err)
		}
		uses := len(content.uses)
		var under []*figure
		for _, id := range content.under {
			location, known := d.templates[id]
			if !known {
				continue
			}
			if templates[id] == nil {
				templates[id], _ = r.readPage(r.resolve(d.part, location))
			}
			under = append(under, templates[id])
			uses += len(templates[id].uses)
		}
		if uses > 0 && graphics == nil {
			graphics = r.readGraphics(d)
		}
		f.add(r.sheetOf(content, under, d.area, graphics))
	}
}

// readPage reads a page or template. With an error comes what was read until then.
func (r *reader) readPage(part string) (*figure, error) {
	s, err := r.scanner(part)
	if err != nil {
		return &figure{}, err
	}
	f := r.figure(s, 0)
	r.stop(s.Err())
	return f, s.Err()
}

// stop ends the reading where err is a limit that was hit.
func (r *reader) stop(err error) {
	if err != nil && r.err == nil && fault.Of(err).Status == doc.Limit {
		r.err = err
	}
}

// add adds a page.
func (f *file) add(p sheet) {
	f.pages = append(f.pages, p.Page)
	f.unseen = append(f.unseen, p.unseen...)
	f.drawn = f.drawn || p.pictures+p.shapes+p.lines > 0
	if len(p.Texts) == 0 && p.pictures+p.shapes > 0 {
		f.bare = append(f.bare, len(f.pages))
		f.scanned = f.scanned || p.pictures > 0
	}
}

// unknown returns how many characters nobody knows. A few of them are signs before items,
// and left out.
func (f *file) unknown() int {
	const few = 50 // of so many characters one
	bad, all := 0, 0
	for _, p := range f.pages {
		for _, t := range p.Texts {
			bad += strings.Count(t.Text, string(unknown))
			all += utf8.RuneCountInString(t.Text)
		}
	}
	if bad*few > all {
		return bad
	}
	for _, p := range f.pages {
		for i := range p.Texts {
			p.Texts[i].Text = strings.ReplaceAll(p.Texts[i].Text, string(unknown), "")
		}
	}
	return 0
}

// fault tells what could not be read: as an error, or, where some of it could, as d's
// status.
func (f *file) fault(d *doc.Document, unknown int, encrypted bool) error {
	text := len(d.Blocks) > 0
	switch lost := f.err != nil || len(f.pages) == 0; {
	case fault.Of(f.err).Status == doc.Encrypted, lost && encrypted:
		return errEncrypted
	case text && len(f.broken) > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("第 %s 页已损坏，没有读全；请报送单位重新导出后报送", list(f.broken))
	case f.err != nil:
		return f.err
	case len(f.pages) == 0:
		return errNoPages
	case text && len(f.bare) > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("第 %s 页只有图片或图形，没有文字，没有检查；请报送单位报送可以编辑的 Word 文档（docx）", list(f.bare))
	case unknown > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("有 %d 处字符认不出来（显示为�）；请报送单位报送排版前的 Word 文档（docx）", unknown)
	case !text && f.scanned:
		return errScanned
	case !text && f.drawn:
		return errDrawn
	}
	return nil
}

// list names the first of some pages.
func list(pages []int) string {
	const most = 10
	var names []string
	for _, n := range pages[:min(len(pages), most)] {
		names = append(names, fmt.Sprint(n))
	}
	s := strings.Join(names, "、")
	if len(pages) > most {
		s += " 等"
	}
	return s
}
