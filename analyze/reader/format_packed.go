package reader

import (
	"context"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/unpack"
)

// Archives that Find could not go into, or that were never given to Find.

var (
	_ = packed("7z", "7z 压缩包", ".7z", unpack.SevenZipSignature)
	_ = packed("rar", "rar 压缩包", ".rar", unpack.RARSignature)
)

func packed(name, title, ext, signature string) *format {
	return register(format{name: name, title: title, exts: []string{ext}, match: begins(signature),
		read: func(context.Context, *content, *doc.Document) error {
			return fault.New(doc.Unsupported, "这是"+title+"，没有打开；请报送单位解压后报送 Word 文档（docx）")
		},
	})
}
