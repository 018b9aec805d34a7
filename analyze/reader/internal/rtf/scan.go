package rtf

import "bytes"

// A kind is what a token is.
type kind uint8

const (
	end     kind = iota
	opening      // {
	closing      // }
	word         // \word, with a number or without
	symbol       // \ and a character that is no letter
	hex          // \'hh
	text         // bytes that stand for themselves
)

// A token is a piece of an RTF file.
type token struct {
	kind  kind
	off   int    // where it starts
	bytes []byte // a word's letters, the symbol's character, the byte of hex, text
	param int    // a word's number
	has   bool   // it has one
}

// A scanner takes an RTF file apart.
type scanner struct {
	data []byte
	pos  int
	byte [1]byte // of hex
}

// maxParam bounds a word's number; a larger one is cut to it.
const maxParam = 1 << 30

func (s *scanner) next() token {
	for s.pos < len(s.data) && (s.data[s.pos] == '\r' || s.data[s.pos] == '\n' || s.data[s.pos] == 0) {
		s.pos++
	}
	if s.pos >= len(s.data) {
		return token{kind: end, off: s.pos}
	}
	t := token{off: s.pos}
	switch s.data[s.pos] {
	case '{':
		t.kind = opening
	case '}':
		t.kind = closing
	case '\\':
		s.control(&t)
		return t
	default:
		rest := s.data[s.pos:]
		n := bytes.IndexAny(rest, "{}\\\r\n\x00")
		if n < 0 {
			n = len(rest)
		}
		t.kind, t.bytes = text, rest[:n]
		s.pos += n
		return t
	}
	s.pos++
	return t
}

// control reads what begins with a backslash.
func (s *scanner) control(t *token) {
	s.pos++
	start := s.pos
	for s.pos < len(s.data) && isLetter(s.data[s.pos]) {
		s.pos++
	}
	if s.pos > start {
		t.kind, t.bytes = word, s.data[start:s.pos]
		s.number(t)
		return
	}
	if s.pos >= len(s.data) {
		t.kind = end
		return
	}
	t.kind, t.bytes = symbol, s.data[s.pos:s.pos+1]
	s.pos++
	if t.bytes[0] != '\'' || s.pos+2 > len(s.data) {
		return
	}
	high, low := digit(s.data[s.pos]), digit(s.data[s.pos+1])
	if high < 0 || low < 0 {
		return
	}
	s.byte[0] = byte(high<<4 | low)
	t.kind, t.bytes = hex, s.byte[:]
	s.pos += 2
}

// number reads the number behind a word, and the space that ends it.
func (s *scanner) number(t *token) {
	at, minus := s.pos, false
	if at < len(s.data) && s.data[at] == '-' {
		at, minus = at+1, true
	}
	for ; at < len(s.data) && '0' <= s.data[at] && s.data[at] <= '9'; at++ {
		t.param = min(t.param*10+int(s.data[at]-'0'), maxParam)
		t.has = true
	}
	if t.has {
		s.pos = at
	}
	if minus {
		t.param = -t.param
	}
	if s.pos < len(s.data) && s.data[s.pos] == ' ' {
		s.pos++
	}
}

// skip passes over bytes that are not text.
func (s *scanner) skip(n int) { s.pos = min(s.pos+max(n, 0), len(s.data)) }

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func digit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
