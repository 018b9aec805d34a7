package reader

import (
	"archive/zip"
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/odf"
)

var _ = register(format{
	name:  "ods",
	title: "OpenDocument 表格（ods）",
	exts:  []string{".ods", ".ots"},
	apart: true,
	match: hasMediaType("application/vnd.oasis.opendocument.spreadsheet"),
	read: zipped(func(ctx context.Context, c *content, zr *zip.Reader, d *doc.Document) error {
		return odf.Read(ctx, zr, limit.NewBudget(int64(len(c.data))), d)
	}),
})
