package reader

import (
	"bytes"
	"context"
	"fmt"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/layout"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/pdf"
)

var _ = register(format{
	name:  "pdf",
	title: "PDF 文件",
	exts:  []string{".pdf"},
	apart: true,
	match: func(c *content) bool {
		start := c.head[:min(len(c.head), 1024)]
		i := bytes.Index(start, []byte("%PDF-"))
		return i == 0 || i > 0 && bytes.Contains(c.head, []byte(" obj"))
	},
	read: readPDF,
})

func readPDF(ctx context.Context, c *content, d *doc.Document) error {
	data, err := c.bytes()
	if err != nil {
		return err
	}
	slow := false
	file, err := pdf.Open(ctx, data, func() {
		slow = true
		allow(ctx, limit.StartTime, "第一次读 PDF，正在准备，要几秒到几十秒；以后不用再等……")
	})
	if slow {
		allow(ctx, limit.TimeOf(int64(len(data))), "")
	}
	if err != nil {
		return err
	}
	defer file.Close()
	var pages []layout.Page
	chars, unknown, broken, bare := 0, 0, 0, 0
	for i := range file.Pages {
		p, err := file.Page(i)
		if err != nil {
			return err
		}
		pages = append(pages, p.Page)
		chars += p.Chars
		unknown += p.Unknown
		switch {
		case p.Broken:
			broken++
		case p.Chars == 0:
			bare++
		}
	}
	_ = broken
	_ = bare
	if chars == 0 {
		return fault.New(doc.Scanned, "PDF 里只有图像，没有文字，多半是扫描件；请报送单位报送可以编辑的 Word 文档（docx）")
	}
	d.Blocks = layout.Blocks(pages)
	if unknown > 0 {
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("有 %d 处字符认不出来（显示为�）；请报送单位另存后重新报送", unknown)
	}
	return nil
}
