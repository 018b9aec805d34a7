// Package mail takes electronic mail apart: its text and what is attached.
package mail

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	stdmail "net/mail"
	"net/textproto"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/limit"
)

// A Message is a mail.
type Message struct {
	Date        time.Time // zero where it is unknown
	Text        []byte    // UTF-8; what Page says where there is only that, without its markup
	Page        []byte    // HTML in UTF-8
	Attachments []Attachment
}

// An Attachment is a file in a mail.
type Attachment struct {
	Name   string
	Data   []byte
	Inline bool // a part of the page: a picture, a style
}

// header is what a mail starts with: header lines, among them one that only mail has.
var header = regexp.MustCompile(`(?i)\A(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*(?:received|message-id|mime-version|return-path):`)

// Begins reports whether data begins like a mail.
func Begins(data []byte) bool {
	const most = 4 << 10
	return len(data) > 0 && ('A' <= data[0]&^0x20 && data[0]&^0x20 <= 'Z') && header.Match(data[:min(len(data), most)])
}

// maxDepth is how many parts may stand inside each other.
const maxDepth = 10

var errNested = errors.New("mail: parts nested too deep")

// Read reads a mail, whose parts may take room bytes together. With an error comes what was
// read before it.
func Read(data []byte, room int64) (*Message, error) {
	r := &reader{room: room, m: &Message{}}
	msg, err := stdmail.ReadMessage(bufio.NewReader(bytes.NewReader(data)))
	if err != nil {
		return r.m, err
	}
	if date, err := msg.Header.Date(); err == nil {
		r.m.Date = date
	}
	err = r.part(textproto.MIMEHeader(msg.Header), msg.Body, 0, false)
	if _, params := value(msg.Header.Get("Content-Type")); err == nil && !bytes.Contains(data, []byte("--"+params["boundary"]+"--")) && params["boundary"] != "" {
		err = io.ErrUnexpectedEOF // it ends early
	}
	if len(r.m.Text) == 0 {
		r.m.Text = tag.ReplaceAll(r.m.Page, nil)
	}
	return r.m, err
}

var tag = regexp.MustCompile(`(?s)<style.*?</style>|<[^>]*>|&nbsp;|\s+`)

// A reader reads the parts of a mail.
type reader struct {
	m     *Message
	room  int64
	parts int
}

// part reads a part; related: it stands beside a page that uses it.
func (r *reader) part(h textproto.MIMEHeader, body io.Reader, depth int, related bool) error {
	if r.parts++; r.parts > limit.Entries {
		return limit.ErrEntries
	}
	if depth > maxDepth {
		return errNested
	}
	kind, params := value(h.Get("Content-Type"))
	disposition, more := value(h.Get("Content-Disposition"))
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		return r.multipart(body, params["boundary"], depth, related || kind == "multipart/related")
	}
	data, err := r.decode(body, h.Get("Content-Transfer-Encoding"))
	if len(data) == 0 && err != nil {
		return err
	}
	name := more["filename"]
	if name == "" {
		name = params["name"]
	}
	isText := kind == "" || kind == "text/plain"
	switch {
	case disposition != "attachment" && name == "" && (isText || kind == "text/html"):
		text := decoded(data, params["charset"])
		if isText {
			r.m.Text = append(r.m.Text, text...)
		} else if len(r.m.Page) == 0 {
			r.m.Page = text
		}
	default:
		inline := disposition != "attachment" && (h.Get("Content-Id") != "" || related) && !strings.HasPrefix(kind, "application/vnd") && kind != "application/msword"
		if name == "" {
			name = "附件" + strconv.Itoa(len(r.m.Attachments)+1) + extension(kind)
		}
		r.m.Attachments = append(r.m.Attachments, Attachment{name, data, inline})
	}
	return err
}

// extension returns that of attachments without a name.
func extension(kind string) string {
	if kind == "message/rfc822" {
		return ".eml"
	}
	return ""
}

func (r *reader) multipart(body io.Reader, boundary string, depth int, related bool) error {
	for parts := multipart.NewReader(body, boundary); ; {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := r.part(p.Header, p, depth+1, related); err != nil {
			return err
		}
	}
}

// decode reads a part's data.
func (r *reader) decode(body io.Reader, encoding string) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, &base64Only{r: body})
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	data, err := io.ReadAll(io.LimitReader(body, r.room+1))
	if r.room -= int64(len(data)); r.room < 0 {
		return nil, limit.ErrExpanded
	}
	return data, err
}

// base64Only passes over bytes that are not of base64, which some programs leave in.
type base64Only struct{ r io.Reader }

func (b *base64Only) Read(p []byte) (int, error) {
	for {
		n, err := b.r.Read(p)
		kept := 0
		for _, c := range p[:n] {
			if 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/' || c == '=' {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 || err != nil {
			return kept, err
		}
	}
}

// decoded returns text in UTF-8, whichever encoding the mail says it is in.
func decoded(data []byte, name string) []byte {
	e, bom := charset.Detect(data)
	if named, ok := encodings[strings.ToLower(name)]; ok && (e == charset.Unknown || named == charset.GB18030 && e == charset.UTF8 && !ascii(data)) {
		e = named
	}
	if e == charset.Unknown || e == charset.UTF8 {
		return []byte(charset.Decode(data[bom:], charset.UTF8))
	}
	return []byte(charset.Decode(data[bom:], e))
}

var encodings = map[string]charset.Encoding{
	"gb2312": charset.GB18030, "gbk": charset.GB18030, "gb18030": charset.GB18030, "cp936": charset.GB18030, "utf-8": charset.UTF8,
}

func ascii(data []byte) bool {
	for _, c := range data {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// words decodes =?gb2312?B?…?=.
var words = mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	e, ok := encodings[strings.ToLower(name)]
	if !ok {
		e = charset.GB18030
	}
	return strings.NewReader(charset.Decode(data, e)), nil
}}
