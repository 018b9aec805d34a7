package reader

import (
	"archive/zip"
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/odf"
)

var _ = register(format{
	name:  "odt",
	title: "OpenDocument 文档（odt）",
	exts:  []string{".odt", ".ott"},
	apart: true,
	match: hasMediaType("application/vnd.oasis.opendocument.text"),
	read:  zipped(readOpenDocument),
})

func readOpenDocument(ctx context.Context, c *content, zr *zip.Reader, d *doc.Document) error {
	return odf.Read(ctx, zr, limit.NewBudget(int64(len(c.data))), d)
}
