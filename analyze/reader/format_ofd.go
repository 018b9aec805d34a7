package reader

import (
	"archive/zip"
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/ofd"
)

var _ = register(format{
	name:  "ofd",
	title: "OFD 版式文件",
	exts:  []string{".ofd"},
	apart: true,
	match: func(c *content) bool {
		zr, err := c.archive()
		return err == nil && ofd.Is(zr)
	},
	read: zipped(func(ctx context.Context, c *content, zr *zip.Reader, d *doc.Document) error {
		return ofd.Read(ctx, zr, limit.NewBudget(int64(len(c.data))), d)
	}),
})
