package reader

import (
	"archive/zip"
	"bytes"
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/ooxml"
)

var _ = register(format{
	name:  "docx",
	title: "Word 文档",
	exts:  []string{".docx", ".docm", ".dotx", ".dotm", ".wps", ".wpt"},
	match: func(c *content) bool {
		if p := c.officePackage(); p != nil && p.Kind != ooxml.Other {
			return p.Kind == ooxml.Word
		}
		// Cut off early, it can still be told by the parts that are left.
		_, err := c.archive()
		return (err != nil || c.rescue != nil) && beginsLikePackage(c.head) && bytes.Contains(c.head, []byte("word/"))
	},
	read: zipped(func(ctx context.Context, c *content, zr *zip.Reader, d *doc.Document) error {
		p := c.packageIn(zr)
		if p == nil || p.Kind != ooxml.Word {
			return errCutOff
		}
		return ooxml.Read(ctx, p, d)
	}),
})
