// Package pdf reads what stands on the pages of PDF files. The files are parsed by pdfium,
// compiled to WebAssembly: whatever a hostile file makes of it happens in a sandbox that
// sees no files, has bounded memory and can be stopped.
package pdf

import (
	"context"
	"fmt"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/layout"
	"hegao/analyze/reader/internal/limit"
)

// A Document is an open PDF file.
type Document struct {
	Pages int

	m      *module
	handle uint64
	fields uint64 // see form
	bound  limit.Bound
}

// Open opens a PDF file. Where pdfium must be compiled first, which takes seconds, slow is
// called. Errors carry a *fault.Fault.
func Open(ctx context.Context, data []byte, slow func()) (*Document, error) {
	if err := shared.start(slow); err != nil {
		return nil, fault.New(doc.Crash, "PDF 组件启动不了，这个文件没有检查；请告知维护人员，或请报送单位报送 Word 文档（docx）")
	}
	m, err := shared.module(ctx)
	if err != nil {
		return nil, err
	}
	d := &Document{m: m}
	if err := d.open(data); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Close lets go of the document.
func (d *Document) Close() { d.m.close() }

const (
	errPassword = 4 // FPDF_ERR_PASSWORD
	errSecurity = 5 // FPDF_ERR_SECURITY
)

func (d *Document) open(data []byte) error {
	m := d.m
	at := m.store(data)
	if m.err == nil && at == 0 {
		return errMemory
	}
	if d.handle = uint64(uint32(m.run("FPDF_LoadMemDocument", at, uint64(len(data)), 0))); m.err != nil {
		return d.fault()
	}
	if d.handle == 0 {
		switch m.call("FPDF_GetLastError") {
		case errPassword, errSecurity:
			return fault.New(doc.Encrypted, "PDF 加了密码，打不开；请报送单位去掉密码后重新报送")
		}
		return fault.New(doc.Damaged, "PDF 已损坏，打不开；请报送单位重新导出后报送，最好报送 Word 文档（docx）")
	}
	if d.Pages = m.count("FPDF_GetPageCount", d.handle); d.Pages > limit.Pages {
		return fault.New(doc.Limit, fmt.Sprintf("PDF 超过 %d 页，不像一份报告，没有检查；请报送单位核对后重新报送", limit.Pages))
	}
	if d.Pages == 0 && m.err == nil {
		return fault.New(doc.Damaged, "PDF 里一页也没有，可能已损坏；请报送单位重新导出后报送")
	}
	return d.fault()
}

var errMemory = fault.New(doc.Limit, "读取这个 PDF 需要的内存过多，为安全起见没有读完；请报送单位重新导出后报送，最好报送 Word 文档（docx）")

// fault tells what is wrong once the module has failed.
func (d *Document) fault() error {
	switch m := d.m; {
	case m.err == nil:
		return nil
	case m.ctx.Err() != nil:
		return m.ctx.Err()
	case m.api.Memory().Size() >= memoryPages<<16*3/4:
		return errMemory
	default:
		return fault.New(doc.Damaged, "PDF 内部有错误，读不出来；请报送单位重新导出后报送，最好报送 Word 文档（docx）")
	}
}

// A Page is one page, and what is to be known of its text beside it.
type Page struct {
	layout.Page
	Chars      int  // characters that are no white space
	Unknown    int  // characters of which the file does not tell what they mean
	Picture    bool // a picture covers much of the page, or drawn outlines of characters do
	Recognised bool // the text lies invisible over a picture that it was recognised from
	Broken     bool // the page can't be read
}

// manyCurves is how many there are in a few characters' outlines, but in no frame or seal.
const manyCurves = 300

// Page reads a page, counted from 0. The error is one that ends the reading of the file.
func (d *Document) Page(number int) (Page, error) {
	m := d.m
	page, notes := d.annotated(number)
	if page == 0 {
		return Page{Broken: true}, d.fault()
	}
	p := Page{}
	objects := objectsOf(m, page)
	texts := uint64(uint32(m.run("FPDFText_LoadPage", page)))
	if texts == 0 {
		p.Broken = true
	} else {
		r := textReader{m: m, page: texts, notes: notes}
		shown := d.box(page)
		p.Page = r.read(shown)
		p.Rules = r.turned(objects.rules)
		p.Chars, p.Unknown = r.chars, r.unknown
		area := (shown.right - shown.left) * (shown.top - shown.bottom)
		p.Picture = objects.pictures > 0.3*area || r.chars == 0 && objects.curves > manyCurves
		p.Recognised = p.Picture && r.invisible*5 > r.chars*4
		m.call("FPDFText_ClosePage", texts)
	}
	m.call("FPDF_ClosePage", page)
	if err := d.fault(); err != nil {
		return p, err
	}
	size := 0
	for i := range p.Texts {
		size += len(p.Texts[i].Text)
	}
	return p, d.bound.Take(len(p.Texts), size)
}

// A box is the part of a page that is shown, in the file's own coordinates.
type box struct{ left, bottom, right, top float64 }

func (d *Document) box(page uint64) box {
	m := d.m
	if m.ok("FPDF_GetPageBoundingBox", page, m.at(0)) { // left, top, right, bottom
		if b := (box{m.float32At(0), m.float32At(12), m.float32At(8), m.float32At(4)}); b.right > b.left && b.top > b.bottom {
			return b
		}
	}
	return box{0, 0, 595, 842}
}
