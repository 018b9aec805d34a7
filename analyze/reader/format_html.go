package reader

import (
	"bytes"
	"context"
	"path"
	"regexp"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/hypertext"
)

var _ = register(format{
	name:  "html",
	title: "网页（html）",
	exts:  []string{".html", ".htm", ".xhtml"},
	rank:  telling,
	match: isHTML,
	read: func(ctx context.Context, c *content, d *doc.Document) error {
		// A page says in its head which encoding it is in, and is often wrong.
		data, _, e, bom, err := c.decodable()
		if err != nil {
			return err
		}
		placed := e == charset.UTF8
		if !placed {
			data, bom = []byte(charset.Decode(data[bom:], e)), 0
		}
		return hypertext.Read(ctx, data, bom, placed, d)
	},
})

// htmlStart is what a page begins with, behind white space, comments and an XML declaration.
var htmlStart = regexp.MustCompile(`(?is)\A(?:\s|<!--.*?-->|<\?xml.*?\?>)*<(?:!doctype\s+html|html|head|body|meta|title|style|script|link|div|p|table|h[1-6]|center|font|span|br|ul|ol)\b`)

// htmlTag is what a piece of a page holds somewhere.
var htmlTag = regexp.MustCompile(`(?i)</?(?:p|div|br|table|td|h[1-6]|span|font|li)\b[^<>]*>`)

func isHTML(c *content) bool {
	if !isText(c) {
		return false
	}
	head := c.head[:min(len(c.head), 4096)]
	e, bom := c.encoding()
	if head = head[min(bom, len(head)):]; e != charset.UTF8 {
		head = []byte(charset.Decode(head, e))
	}
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) && htmlStart.Match(head) {
		return true
	}
	// A piece of a page that is named as one.
	ext := strings.ToLower(path.Ext(c.name))
	return (ext == ".html" || ext == ".htm") && htmlTag.Match(head)
}
