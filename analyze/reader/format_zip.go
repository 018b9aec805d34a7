package reader

import (
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
)

// A zip file that Find could not go into, or that was never given to Find.
var _ = register(format{
	name:  "zip",
	title: "zip 压缩包",
	exts:  []string{".zip"},
	rank:  plain,
	match: func(c *content) bool { return beginsLikeZip(c.head) },
	read: func(_ context.Context, c *content, _ *doc.Document) error {
		switch _, err := c.archive(); {
		case (err != nil || c.rescue != nil) && beginsLikePackage(c.head):
			return errCutOff
		case err != nil:
			return archiveFault(err)
		}
		return fault.New(doc.Unsupported, "这是压缩包，里面不是能识别的文档；请报送单位解压后报送 Word 文档（docx）")
	},
})
