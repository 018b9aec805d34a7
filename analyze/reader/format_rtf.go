package reader

import (
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/rtf"
)

var _ = register(format{
	name:  "rtf",
	title: "RTF 文档",
	exts:  []string{".rtf"},
	apart: true,
	match: begins(rtf.Signature),
	read: func(ctx context.Context, c *content, d *doc.Document) error {
		data, err := c.bytes()
		if err != nil {
			return err
		}
		return rtf.Read(ctx, data, d)
	},
})
