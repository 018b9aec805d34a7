// Package xmlscan reads XML of office files token by token, with the byte offset of
// every token, in bounded memory.
//
// It knows what office formats use: elements, attributes, namespaces, character data,
// CDATA, comments and processing instructions. A DOCTYPE is refused, so no entity but
// the five of XML and character references exists. Names end at white space, '/', '>'
// or '='; well-formedness is checked as far as it matters to reading: tags nest.
package xmlscan

import (
	"bytes"
	"errors"
	"io"

	"hegao/analyze/reader/internal/limit"
)

// What the scanner refuses, beside what is over the limits of depth and size.
var (
	ErrDoctype = errors.New("xml: DOCTYPE")
	ErrSyntax  = errors.New("xml: malformed")
)

const byteOrderMark = "\xef\xbb\xbf"

// Kind is what a token is.
type Kind uint8

const (
	EOF Kind = iota // the end, or an error: see Err
	Start
	End
	Text
	skip // within scan: nothing that is a token
)

// A Space is a namespace as the caller numbers it; 0 is any other, or none.
type Space uint8

// A Scanner reads one XML stream. Its fields describe the token that Next read last;
// byte slices are valid until the next call of Next.
type Scanner struct {
	Kind  Kind
	Space Space  // of a tag's name
	Local []byte // a tag's name without its prefix
	Depth int    // open elements, the one that Start opened or End closes counted

	Off   int64 // where the token starts; for Text, where the characters do
	Len   int64 // its length in bytes
	Exact bool  // for Text: the bytes at Off are the characters themselves

	text   []byte
	rest   []byte // of the tag, behind its name: attributes that are not taken apart yet
	attrs  []attr
	spaces map[string]Space
	bound  []binding
	last   binding // the binding looked up last
	names  []byte  // qualified names of the open elements, one after the other
	starts []int   // where each of them starts in names
	closed bool    // the tag read last was <empty/>: its End comes next

	r        io.Reader
	buf      []byte
	pos, end int   // buf[pos:end] is read but not scanned
	base     int64 // offset of buf[0] in the stream
	err      error
}

type attr struct {
	prefix, local, raw []byte
}

type binding struct {
	prefix string
	space  Space
	depth  int
}

// New returns a scanner of r that numbers namespaces by spaces. It makes room for size
// bytes if they are not many; more of them are no harm.
func New(r io.Reader, size int64, spaces map[string]Space) *Scanner {
	s := &Scanner{r: r, spaces: spaces, buf: make([]byte, min(max(size+1, 512), 32<<10))}
	s.bound = []binding{{prefix: "xml", space: spaces["http://www.w3.org/XML/1998/namespace"]}}
	for s.end < len(byteOrderMark) && s.more() {
	}
	if bytes.HasPrefix(s.buf[:s.end], []byte(byteOrderMark)) {
		s.pos = len(byteOrderMark)
	}
	return s
}

// Err returns why Next returned EOF; nil at the regular end.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// Next reads the next token and reports its kind.
func (s *Scanner) Next() Kind {
	if s.closed {
		s.closed = false
		s.Kind = End
		return End
	}
	if s.Kind == End {
		s.pop()
	}
	s.Kind = s.scan()
	return s.Kind
}

// Is reports whether the token is a tag of that name.
func (s *Scanner) Is(space Space, local string) bool {
	return s.Space == space && string(s.Local) == local
}

// Text returns the characters of a Text token.
func (s *Scanner) Text() []byte { return s.text }

// Attr returns the value of the attribute of that name, and whether there is one.
func (s *Scanner) Attr(space Space, local string) (string, bool) {
	if len(s.rest) > 0 {
		s.scanAttrs()
	}
	for _, a := range s.attrs {
		if string(a.local) == local && s.attrSpace(a.prefix) == space {
			v, err := unescape(nil, a.raw)
			return string(v), err == nil
		}
	}
	return "", false
}

// Skip reads on to the end of the element whose Start was read last.
func (s *Scanner) Skip() {
	for depth := s.Depth; s.Next() != EOF; {
		if s.Kind == End && s.Depth == depth {
			return
		}
	}
}

// Starts stops at every Start inside the element whose Start was read last, and reads on
// to that element's end. What is done at a Start may itself read on to the end of its element.
func (s *Scanner) Starts() func(yield func() bool) {
	return func(yield func() bool) {
		for depth := s.Depth; s.Next() != EOF; {
			if s.Kind == End && s.Depth == depth || s.Kind == Start && !yield() {
				return
			}
		}
	}
}

func (s *Scanner) scan() Kind {
	for {
		s.text, s.rest, s.attrs = nil, nil, s.attrs[:0]
		if s.pos == s.end && !s.more() {
			return s.finish()
		}
		if s.buf[s.pos] != '<' {
			if k := s.scanText(); k != skip {
				return k
			}
			continue
		}
		for s.end-s.pos < 2 {
			if !s.more() {
				return s.fail(io.ErrUnexpectedEOF)
			}
		}
		switch s.buf[s.pos+1] {
		case '!':
			if k := s.scanMarkup(); k != skip {
				return k
			}
		case '?':
			n := s.find(2, "?>")
			if n < 0 {
				return EOF
			}
			s.pos += n + 2
		case '/':
			return s.scanEnd()
		default:
			return s.scanStart()
		}
	}
}

// finish ends the stream where its reader ended.
func (s *Scanner) finish() Kind {
	if s.err == io.EOF && len(s.starts) > 0 {
		s.err = io.ErrUnexpectedEOF
	}
	return EOF
}

func (s *Scanner) fail(err error) Kind {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
	return EOF
}

// more reads more bytes behind buf[:end], moving or growing buf for room.
func (s *Scanner) more() bool {
	if s.err != nil {
		return false
	}
	if s.end == len(s.buf) {
		if s.pos > 0 {
			copy(s.buf, s.buf[s.pos:s.end])
			s.base += int64(s.pos)
			s.end -= s.pos
			s.pos = 0
		}
		if s.end > len(s.buf)/2 {
			if len(s.buf) >= limit.XMLToken {
				s.err = limit.ErrText
				return false
			}
			s.buf = append(s.buf, make([]byte, len(s.buf))...)
		}
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		if err != nil {
			s.err = err
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// find returns the offset from pos of the first sep at or behind pos+from, reading on as
// needed; -1 when the stream ends before it.
func (s *Scanner) find(from int, sep string) int {
	for {
		if s.pos+from <= s.end {
			if i := bytes.Index(s.buf[s.pos+from:s.end], []byte(sep)); i >= 0 {
				return from + i
			}
			from = max(from, s.end-s.pos-len(sep)+1)
		}
		if !s.more() {
			s.fail(io.ErrUnexpectedEOF)
			return -1
		}
	}
}

// scanText reads character data up to the next tag. White space outside of all elements
// is no token.
func (s *Scanner) scanText() Kind {
	n := 0
	for {
		if i := bytes.IndexByte(s.buf[s.pos+n:s.end], '<'); i >= 0 {
			n += i
			break
		}
		n = s.end - s.pos
		if !s.more() {
			if s.err != io.EOF {
				return EOF
			}
			break
		}
	}
	raw := s.buf[s.pos : s.pos+n]
	s.Off, s.Len = s.base+int64(s.pos), int64(n)
	s.pos += n
	if len(s.starts) == 0 {
		if len(bytes.TrimLeft(raw, " \t\r\n")) > 0 {
			return s.fail(ErrSyntax)
		}
		return skip
	}
	s.text, s.Exact = raw, bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0
	if !s.Exact {
		var err error
		if s.text, err = unescape(nil, raw); err != nil {
			return s.fail(err)
		}
	}
	s.Depth = len(s.starts)
	return Text
}

// scanMarkup reads a comment, CDATA or a declaration.
func (s *Scanner) scanMarkup() Kind {
	for s.end-s.pos < 9 && s.more() {
	}
	switch rest := s.buf[s.pos:s.end]; {
	case bytes.HasPrefix(rest, []byte("<!--")):
		n := s.find(4, "-->")
		if n < 0 {
			return EOF
		}
		s.pos += n + 3
		return skip
	case bytes.HasPrefix(rest, []byte("<![CDATA[")) && len(s.starts) > 0:
		n := s.find(9, "]]>")
		if n < 0 {
			return EOF
		}
		s.text = s.buf[s.pos+9 : s.pos+n]
		s.Off, s.Len = s.base+int64(s.pos)+9, int64(n-9)
		s.Exact = true
		s.Depth = len(s.starts)
		s.pos += n + 3
		return Text
	case len(rest) >= 9 && bytes.EqualFold(rest[:9], []byte("<!DOCTYPE")):
		return s.fail(ErrDoctype)
	}
	return s.fail(ErrSyntax)
}

func (s *Scanner) scanEnd() Kind {
	n := s.find(2, ">")
	if n < 0 {
		return EOF
	}
	name := bytes.TrimRight(s.buf[s.pos+2:s.pos+n], " \t\r\n")
	if len(s.starts) == 0 || !bytes.Equal(name, s.names[s.starts[len(s.starts)-1]:]) {
		return s.fail(ErrSyntax)
	}
	s.Off, s.Len = s.base+int64(s.pos), int64(n+1)
	s.Depth = len(s.starts)
	s.pos += n + 1
	prefix, local := split(name)
	s.Local, s.Space = local, s.lookup(prefix)
	return End
}

// pop forgets the element that the last End closed.
func (s *Scanner) pop() {
	top := len(s.starts) - 1
	s.names = s.names[:s.starts[top]]
	s.starts = s.starts[:top]
	for n := len(s.bound); n > 0 && s.bound[n-1].depth > top; n-- {
		s.bound = s.bound[:n-1]
		s.last = binding{depth: -1}
	}
}
