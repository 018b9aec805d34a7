package reader

import (
	"context"
	"errors"
	"slices"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/biff"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/msdoc"
	"hegao/analyze/reader/internal/ole"
)

// Old Office files are OLE compound files: file systems with streams of known names.

var (
	_ = register(format{
		name: "doc", title: "旧版 Word 文档（doc）",
		exts:  []string{".doc", ".dot", ".wps", ".wpt"},
		apart: true,
		match: hasStream("WordDocument"),
		read: func(ctx context.Context, c *content, d *doc.Document) error {
			return msdoc.Read(ctx, c.compound(), d)
		},
	})
	_ = register(format{
		name: "xls", title: "旧版 Excel 表格（xls）",
		exts:  []string{".xls", ".xlt", ".et"},
		apart: true,
		match: func(c *content) bool { return biff.Begins(c.head) || hasWorkbook(c) },
		read:  readWorkbook,
	})
	_ = unreadable("ppt", "旧版演示文稿（ppt）", submitDocx, []string{".ppt", ".pps", ".dps"}, hasStream("PowerPoint Document"))
	_ = unreadable("msg", "Outlook 邮件", "请报送单位把报告另存为 Word 文档（docx）重新报送", []string{".msg"}, hasStream("__properties_version1.0"))
	_ = unreadable("works", "Microsoft Works 文档", submitDocx, nil, hasStream("MatOST"))
	_ = register(format{
		name: "encrypted", title: "加了密码的 Office 文件",
		match: encrypted,
		read: func(context.Context, *content, *doc.Document) error {
			return fault.New(doc.Encrypted, "文件设了密码或限制了权限，打不开；请报送单位取消密码后重新报送")
		},
	})
	_ = register(format{
		name: "ole", title: "旧版 Office 文件", rank: plain,
		match: begins(ole.Signature),
		read: func(_ context.Context, c *content, _ *doc.Document) error {
			data, err := c.bytes()
			if err != nil {
				return err
			}
			if _, err := ole.Open(data); errors.Is(err, ole.ErrCut) {
				return fault.New(doc.Damaged, "旧版 Office 文件不完整，打不开，多半没有复制或下载完；请报送单位重新报送")
			}
			return fault.New(doc.Damaged, "旧版 Office 文件已损坏，认不出内容；"+submitDocx)
		},
	})
)

var hasWorkbook = hasStream("Workbook", "Book")

// readWorkbook reads an old Excel workbook. A file may hold it twice: for old readers too.
func readWorkbook(ctx context.Context, c *content, d *doc.Document) error {
	f := c.compound()
	if f == nil {
		data, err := c.bytes()
		if err != nil {
			return err
		}
		return biff.Read(ctx, data, d)
	}
	stream := f.Stream("Workbook")
	if stream == nil {
		stream = f.Stream("Book")
	}
	return biff.Read(ctx, stream, d)
}

// hasStream matches compound files, not encrypted ones, that have a stream of one of the names.
func hasStream(names ...string) func(c *content) bool {
	has := anyStream(names...)
	return func(c *content) bool { return has(c) && !encrypted(c) }
}

// encrypted matches compound files that hold nothing but an encrypted document.
var encrypted = anyStream("EncryptedPackage", "\tDRMContent")

func anyStream(names ...string) func(c *content) bool {
	return func(c *content) bool {
		f := c.compound()
		return f != nil && slices.ContainsFunc(names, f.Has)
	}
}
