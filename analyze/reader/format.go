package reader

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/fault"
)

// A format is one kind of file that units submit. Each is one file of this package that
// registers itself.
type format struct {
	name  string   // doc.Document.Format
	title string   // Chinese, for messages
	exts  []string // the extensions that promise it
	rank  rank

	// apart has a Pool read the format in another process, which costs half a millisecond a
	// file and 10 ms once. So it is for formats that are binary, rare or read by others'
	// code; what a unit should submit (docx) or anybody can follow (text, web pages) is
	// read at once.
	apart bool
	heavy bool // the parser itself takes much memory

	// match reports whether c is of this format.
	match func(c *content) bool
	// read fills in the document's blocks and notices, and its Status and Reason where
	// the text is not all of it. An error is a *fault.Fault or means damage; blocks that
	// were read before damage are kept.
	read func(ctx context.Context, c *content, d *doc.Document) error
}

// A rank is how surely a format's mark tells it. The surest are asked first, and of
// formats of the same rank at most one matches.
type rank uint8

const (
	marked  rank = iota // by a mark of its own
	telling             // by what is typical of it
	named               // as plain text that its name tells more about
	plain               // by nothing but what it is made of
)

var formats []*format

func register(f format) *format {
	formats = append(formats, &f)
	return &f
}

// ordered is the formats in the order in which a content is tried on them.
var ordered = sync.OnceValue(func() []*format {
	list := slices.Clone(formats)
	slices.SortStableFunc(list, func(a, b *format) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.name, b.name))
	})
	return list
})

// formatOf tells a content's format; nil when it is none that is known.
func formatOf(c *content) *format {
	for _, f := range ordered() {
		if f.match(c) {
			return f
		}
	}
	return nil
}

// promised returns the formats that a file's name promises.
func promised(name string) []*format {
	ext := strings.ToLower(path.Ext(name))
	var list []*format
	for _, f := range ordered() {
		if slices.Contains(f.exts, ext) {
			list = append(list, f)
		}
	}
	return list
}

// noticeType adds a notice when the name promises another format than f.
func noticeType(d *doc.Document, f *format) {
	list := promised(d.Name)
	if len(list) == 0 || len(f.exts) == 0 || slices.Contains(list, f) {
		return
	}
	d.Notices = append(d.Notices, doc.Notice{
		Kind:   doc.WrongType,
		Detail: fmt.Sprintf("扩展名是“%s”（%s），内容却是%s", path.Ext(d.Name), list[0].title, f.title),
	})
}

// unknown tells what is wrong with a content that no format matches.
func unknown(c *content) error {
	if strings.Trim(string(c.head), "\x00") == "" {
		return fault.New(doc.Damaged, "文件里全是空字节，多半没有复制或下载完整；请报送单位重新报送")
	}
	if list := promised(c.name); len(list) > 0 {
		return fault.New(doc.Damaged, fmt.Sprintf("文件名说是%s，内容却认不出来，可能已损坏；请报送单位重新报送", list[0].title))
	}
	return fault.New(doc.Unsupported, "认不出文件的格式；请报送单位改用 Word 文档（docx）报送")
}

// isText reports whether c is text in an encoding that is known.
func isText(c *content) bool {
	e, _ := c.encoding()
	return e != charset.Unknown
}
