package reader

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/mail"
)

// A mail without attachments is a report itself. One with attachments is an archive.
var _ = register(format{
	name:  "eml",
	title: "电子邮件或网页存档（eml、mht）",
	exts:  []string{".eml", ".mht", ".mhtml"},
	match: func(c *content) bool { return mail.Begins(c.head[:min(len(c.head), mailHead)]) },
	read: func(ctx context.Context, c *content, d *doc.Document) error {
		data, err := c.bytes()
		if err != nil {
			return err
		}
		m, broken := mail.Read(data, limit.ExpandedOf(int64(len(data))))
		name, body := bodyOf(m)
		if len(body) == 0 {
			return broken
		}
		inner := contentOf(name, body)
		if f := formatOf(inner); f != nil && !f.apart {
			err = f.read(ctx, inner, d)
		}
		if err == nil {
			err = broken
		}
		return err
	},
})

// bodyOf returns the text of a mail and a name for it. Its page says as much as its text,
// and more clearly.
func bodyOf(m *mail.Message) (name string, body []byte) {
	if len(m.Page) > 0 {
		return "正文.html", m.Page
	}
	return "正文.txt", m.Text
}

// errNoAttachment is that a mail is to be read itself.
var errNoAttachment = errors.New("reader: mail without attachments")

// coveringLetter is up to how many characters a mail with attachments says no more than
// that they are attached.
const coveringLetter = 300

// mailEntries returns what is in a mail that has attachments.
func mailEntries(data []byte, room int64) (entries []entry, size int64, err error) {
	m, err := mail.Read(data, room)
	if !slices.ContainsFunc(m.Attachments, func(a mail.Attachment) bool { return !a.Inline }) {
		return nil, 0, errNoAttachment
	}
	for _, p := range m.Attachments {
		size += int64(len(p.Data))
		e := stored(slashed(p.Name), p.Data)
		e.spare, e.modified = p.Inline, m.Date
		entries = append(entries, e)
	}
	if name, body := bodyOf(m); len(body) > 0 {
		e := stored(name, body)
		e.spare, e.modified = utf8.RuneCount(m.Text) <= coveringLetter, m.Date
		entries = append(entries, e)
	}
	return entries, size, err
}
