package xmlscan

import (
	"bytes"
	"io"
	"strconv"
	"unicode/utf8"

	"hegao/analyze/reader/internal/limit"
)

// scanStart reads a start tag with its attributes.
func (s *Scanner) scanStart() Kind {
	n := s.tagEnd()
	if n < 0 {
		return EOF
	}
	tag := s.buf[s.pos+1 : s.pos+n] // between < and >
	s.Off, s.Len = s.base+int64(s.pos), int64(n+1)
	s.pos += n + 1
	if s.closed = len(tag) > 0 && tag[len(tag)-1] == '/'; s.closed {
		tag = tag[:len(tag)-1]
	}
	i := nameEnd(tag)
	s.rest = tag[i:]
	err := error(nil)
	switch {
	case i == 0:
		err = ErrSyntax
	case len(s.starts) == limit.XMLDepth:
		err = limit.ErrNesting
	default:
		s.starts = append(s.starts, len(s.names))
		s.names = append(s.names, tag[:i]...)
		s.Depth = len(s.starts)
		if bytes.Contains(s.rest, []byte("xmlns")) && !s.scanAttrs() {
			err = ErrSyntax
		}
	}
	if err != nil {
		s.closed = false
		return s.fail(err)
	}
	prefix, local := split(tag[:i])
	s.Local, s.Space = local, s.lookup(prefix)
	return Start
}

// tagEnd returns the offset from pos of the '>' that ends the tag at pos: one that is
// not inside quotes; -1 when the stream ends before it.
func (s *Scanner) tagEnd() int {
	if i := bytes.IndexByte(s.buf[s.pos:s.end], '>'); i > 0 {
		tag := s.buf[s.pos+1 : s.pos+i]
		if bytes.Count(tag, []byte{'"'})%2 == 0 && bytes.IndexByte(tag, '\'') < 0 && bytes.IndexByte(tag, '<') < 0 {
			return i
		}
	}
	var quote byte
	for i := 1; ; i++ {
		if s.pos+i == s.end && !s.more() {
			s.fail(io.ErrUnexpectedEOF)
			return -1
		}
		switch c := s.buf[s.pos+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		case c == '<':
			s.fail(ErrSyntax)
			return -1
		}
	}
}

// scanAttrs takes the attributes of a tag apart and binds the namespaces it declares.
// It reports whether they are well formed; those before a fault are taken.
func (s *Scanner) scanAttrs() bool {
	rest := s.rest
	s.rest = nil
	for {
		trimmed := trimSpace(rest)
		if len(trimmed) == 0 {
			return true
		}
		n := nameEnd(trimmed)
		if n == 0 || len(trimmed) == len(rest) {
			return false
		}
		name := trimmed[:n]
		rest = trimSpace(trimmed[n:])
		if len(rest) == 0 || rest[0] != '=' {
			return false
		}
		rest = trimSpace(rest[1:])
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return false
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return false
		}
		prefix, local := split(name)
		value := rest[1 : 1+end]
		rest = rest[end+2:]
		switch {
		case string(prefix) == "xmlns":
			s.bind(string(local), value)
		case len(prefix) == 0 && string(local) == "xmlns":
			s.bind("", value)
		default:
			s.attrs = append(s.attrs, attr{prefix, local, value})
		}
	}
}

// trimSpace cuts white space off the front.
func trimSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t' || b[0] == '\n' || b[0] == '\r') {
		b = b[1:]
	}
	return b
}

func (s *Scanner) bind(prefix string, raw []byte) {
	uri, err := unescape(nil, raw)
	if err != nil {
		uri = nil
	}
	s.bound = append(s.bound, binding{prefix, s.spaces[string(uri)], len(s.starts)})
	s.last = binding{depth: -1}
}

// lookup returns the namespace that prefix stands for here.
func (s *Scanner) lookup(prefix []byte) Space {
	if s.last.depth > 0 && s.last.prefix == string(prefix) {
		return s.last.space
	}
	for i := len(s.bound) - 1; i >= 0; i-- {
		if s.bound[i].prefix == string(prefix) {
			s.last = s.bound[i]
			return s.last.space
		}
	}
	return 0
}

// attrSpace is lookup for attributes: without a prefix they are in no namespace.
func (s *Scanner) attrSpace(prefix []byte) Space {
	if len(prefix) == 0 {
		return 0
	}
	return s.lookup(prefix)
}

func nameEnd(b []byte) int {
	for i, c := range b {
		switch c {
		case ' ', '\t', '\r', '\n', '=', '/', '>', '"', '\'', '<':
			return i
		}
	}
	return len(b)
}

// split parts a qualified name.
func split(name []byte) (prefix, local []byte) {
	if i := bytes.IndexByte(name, ':'); i > 0 && i < len(name)-1 {
		return name[:i], name[i+1:]
	}
	return nil, name
}

// unescape appends raw to dst with its references resolved and its line ends made "\n".
func unescape(dst, raw []byte) ([]byte, error) {
	for len(raw) > 0 {
		i := bytes.IndexAny(raw, "&\r")
		if i < 0 {
			return append(dst, raw...), nil
		}
		dst = append(dst, raw[:i]...)
		if raw[i] == '\r' {
			dst = append(dst, '\n')
			raw = raw[i+1:]
			if len(raw) > 0 && raw[0] == '\n' {
				raw = raw[1:]
			}
			continue
		}
		end := bytes.IndexByte(raw[i:min(len(raw), i+16)], ';')
		if end < 0 {
			return nil, ErrSyntax
		}
		r, ok := reference(string(raw[i+1 : i+end]))
		if !ok {
			return nil, ErrSyntax
		}
		dst = utf8.AppendRune(dst, r)
		raw = raw[i+end+1:]
	}
	return dst, nil
}

// reference resolves what stands between '&' and ';'.
func reference(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || 0xD800 <= n && n < 0xE000 {
		return 0, false
	}
	return rune(n), true
}
