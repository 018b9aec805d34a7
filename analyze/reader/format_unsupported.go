package reader

import (
	"bytes"
	"context"
	"io"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/ooxml"
)

// Formats that are recognised, so that the unit can be told what to submit instead.

const submitDocx = "请报送单位另存为 Word 文档（docx）重新报送"

// unreadable registers a format that is not read.
func unreadable(name, title, advice string, exts []string, match func(c *content) bool) *format {
	reason := "这是" + title + "，还不能检查；" + advice
	return register(format{name: name, title: title, exts: exts, match: match,
		read: func(context.Context, *content, *doc.Document) error {
			return fault.New(doc.Unsupported, reason)
		},
	})
}

// begins matches contents that begin with one of the marks.
func begins(marks ...string) func(c *content) bool {
	return func(c *content) bool {
		for _, m := range marks {
			if bytes.HasPrefix(c.head, []byte(m)) {
				return true
			}
		}
		return false
	}
}

var (
	_ = unreadable("pptx", "演示文稿（pptx）", submitDocx, []string{".pptx", ".pptm", ".ppsx"}, isOffice(ooxml.PowerPoint))
)

func isOffice(kind ooxml.Kind) func(c *content) bool {
	return func(c *content) bool {
		p := c.officePackage()
		return p != nil && p.Kind == kind
	}
}

// hasMediaType matches zip files whose first entry tells their type.
func hasMediaType(prefix string) func(c *content) bool {
	return func(c *content) bool {
		zr, err := c.archive()
		if err != nil {
			return false
		}
		f, err := zr.Open("mimetype")
		if err != nil {
			return false
		}
		defer f.Close()
		media, err := io.ReadAll(io.LimitReader(f, 100))
		return err == nil && strings.HasPrefix(string(media), prefix)
	}
}

var (
	_ = unreadable("gzip", "gzip 压缩包", "请报送单位改用 zip 方式压缩后重新报送", []string{".gz", ".tgz"}, begins("\x1f\x8b"))
	_ = unreadable("xml", "XML 文件", submitDocx, []string{".xml"}, func(c *content) bool {
		start := bytes.TrimLeft(bytes.TrimPrefix(c.head, []byte("\xef\xbb\xbf")), " \t\r\n")
		return bytes.HasPrefix(start, []byte("<?xml")) && !isHTML(c)
	})
)
