package reader

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/layout"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/ocr"
	"hegao/analyze/reader/internal/pdf"
)

var _ = register(format{
	name:  "pdf",
	title: "PDF 文件",
	exts:  []string{".pdf"},
	apart: true,
	heavy: true,
	match: func(c *content) bool {
		start := c.head[:min(len(c.head), 1024)]
		i := bytes.Index(start, []byte("%PDF-"))
		return i == 0 || i > 0 && bytes.Contains(c.head, []byte(" obj"))
	},
	read: func(ctx context.Context, c *content, d *doc.Document) error {
		file, err := openPDF(ctx, c)
		if err != nil {
			return err
		}
		defer file.Close()
		r := pdfReader{ctx: ctx, file: file, content: c}
		if err := r.read(); err != nil {
			return err
		}
		return r.tell(d)
	},
})

func openPDF(ctx context.Context, c *content) (*pdf.Document, error) {
	data, err := c.bytes()
	if err != nil {
		return nil, err
	}
	slow := false
	file, err := pdf.Open(ctx, data, func() {
		slow = true
		allow(ctx, limit.StartTime, "第一次读 PDF，正在准备，要几秒到几十秒；以后不用再等……")
	})
	if slow {
		allow(ctx, limit.TimeOf(int64(len(data))), "")
	}
	return file, err
}

// A pdfReader reads one PDF file.
type pdfReader struct {
	ctx     context.Context
	file    *pdf.Document
	content *content

	pages          []layout.Page
	pictures       []int // pages, counted from 0, of which nothing but a picture is to be had
	broken         []int
	recognised     int // pages whose text was recognised in a picture
	chars, unknown int
}

// read reads all pages, those that are pictures as far as text can be recognised in them.
func (r *pdfReader) read() error {
	for i := range r.file.Pages {
		p, err := r.file.Page(i)
		if err != nil {
			return err
		}
		isGarbage := p.Unknown > 20 && p.Unknown*4 > p.Chars
		switch {
		case p.Broken:
			r.broken = append(r.broken, i)
		case isGarbage || p.Picture && p.Chars < 20:
			r.pictures = append(r.pictures, i)
			p.Texts = nil
		default:
			r.chars += p.Chars
			r.unknown += p.Unknown
			if p.Recognised {
				r.recognised++
			}
		}
		r.pages = append(r.pages, p.Page)
	}
	if len(r.pictures) > 0 && r.content.canOCR() {
		return r.recognise()
	}
	return nil
}

// recognise reads the text in pictures.
func (r *pdfReader) recognise() error {
	if len(r.pictures) > limit.Pictures {
		return fault.New(doc.Limit, fmt.Sprintf("扫描页超过 %d 页，没有识别；请报送单位报送可以编辑的 Word 文档（docx）", limit.Pictures))
	}
	for n, i := range r.pictures {
		recognising(r.ctx, r.content, n, len(r.pictures))
		img, dpi, err := r.file.Render(i, ocr.DPI)
		if err != nil {
			return err
		}
		p, err := ocr.Gray(r.ctx, img, dpi)
		if err != nil {
			return pictureFault(err)
		}
		r.pages[i] = p
		r.recognised++
	}
	r.pictures = nil
	return nil
}

// tell sets what was read into d.
func (r *pdfReader) tell(d *doc.Document) error {
	switch {
	case len(r.broken) == len(r.pages):
		return fault.New(doc.Damaged, "PDF 的页面都已损坏，读不出来；请报送单位重新导出后报送，最好报送 Word 文档（docx）")
	case len(r.pictures) > 0 && r.chars == 0:
		return scanned("PDF 里没有可用的文字，多半是扫描件或只有图像")
	}
	d.Blocks = layout.Blocks(r.pages)
	if r.recognised > 0 {
		noteRecognised(d, r.recognised)
	}
	switch {
	case len(r.broken) > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("第%s页已损坏，没有读出来；请报送单位重新导出后报送", numbers(r.broken))
	case len(r.pictures) > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("第%s页只有图像，没有可用的文字，没有检查；%s", numbers(r.pictures), adviceOCR)
	case r.unknown > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("有 %d 处字符认不出来（显示为�）；请报送单位重新导出后报送，最好报送 Word 文档（docx）", r.unknown)
	}
	return nil
}

// numbers lists pages as people count them.
func numbers(pages []int) string {
	const most = 10
	var list []string
	for _, p := range pages[:min(len(pages), most)] {
		list = append(list, strconv.Itoa(p+1))
	}
	text := strings.Join(list, "、")
	if len(pages) > most {
		text += "等"
	}
	return text
}
