package reader

import (
	"bytes"
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/ooxml"
)

var _ = register(format{
	name:  "docx",
	title: "Word 文档",
	exts:  []string{".docx", ".docm", ".dotx", ".dotm", ".wps", ".wpt"},
	match: func(c *content) bool {
		if p := c.officePackage(); p != nil {
			return p.Kind == ooxml.Word
		}
		// Cut off in the middle, it can still be told by the parts that are left.
		_, err := c.archive()
		return beginsLikeZip(c.head) && err != nil && beginsLikePackage(c.head) && bytes.Contains(c.head, []byte("word/"))
	},
	read: func(ctx context.Context, c *content, d *doc.Document) error {
		p := c.officePackage()
		if p == nil {
			return errCutOff
		}
		return ooxml.Read(ctx, p, d)
	},
})

var errCutOff = fault.New(doc.Damaged, "文档不完整，打不开，多半没有复制或下载完；请报送单位重新报送")
