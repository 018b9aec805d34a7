package tomlfile

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// keyLines returns the line of every key and table header of a valid TOML text,
// by its path as [place.String] writes it. Keys inside inline tables are left out.
func keyLines(text string) map[string]int {
	s := keyScanner{text: text, line: 1, lines: map[string]int{}, tables: map[string]int{}}
	for s.pos < len(s.text) {
		switch s.text[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.step()
		case '#':
			s.skipLine()
		case '[':
			s.header()
		default:
			s.assignment()
		}
	}
	return s.lines
}

type keyScanner struct {
	text   string
	pos    int // bytes
	line   int
	table  []string       // path of the table that keys belong to now
	tables map[string]int // how many elements an array of tables has so far
	lines  map[string]int
}

func (s *keyScanner) step() {
	if s.text[s.pos] == '\n' {
		s.line++
	}
	s.pos++
}

func (s *keyScanner) skipLine() {
	for s.pos < len(s.text) && s.text[s.pos] != '\n' {
		s.pos++
	}
}

// header reads [a.b] or [[a.b]].
func (s *keyScanner) header() {
	array := strings.HasPrefix(s.text[s.pos:], "[[")
	s.pos++
	if array {
		s.pos++
	}
	s.table = nil
	for _, k := range s.keys("]") {
		s.table = append(s.table, quoteKey(k))
		if n := s.tables[joinPath(s.table)]; n > 0 { // inside the last element so far
			s.table = append(s.table, fmt.Sprintf("[%d]", n))
		}
	}
	if array {
		if last := s.table[len(s.table)-1]; last[0] == '[' { // the next element
			s.table = s.table[:len(s.table)-1]
		}
		path := joinPath(s.table)
		s.tables[path]++
		s.table = append(s.table, fmt.Sprintf("[%d]", s.tables[path]))
	}
	s.note(s.table)
	s.skipLine()
}

// assignment reads key = value.
func (s *keyScanner) assignment() {
	path := append([]string(nil), s.table...)
	for _, k := range s.keys("=") {
		path = append(path, quoteKey(k))
	}
	s.note(path)
	s.skipValue()
}

func (s *keyScanner) note(path []string) {
	for n := len(path); n > 0; n-- { // dotted keys make tables on the way
		if p := joinPath(path[:n]); s.lines[p] == 0 {
			s.lines[p] = s.line
		}
	}
}

// keys reads a dotted key up to and including the byte end.
func (s *keyScanner) keys(end string) []string {
	start := s.pos
	for s.pos < len(s.text) && s.text[s.pos] != end[0] {
		switch s.text[s.pos] {
		case '"', '\'':
			s.skipString()
		default:
			s.step()
		}
	}
	dotted := s.text[start:s.pos]
	if s.pos < len(s.text) {
		s.pos++
	}
	// The library knows how keys are quoted and escaped.
	md, err := toml.Decode(dotted+"=0", new(map[string]any))
	if err != nil || len(md.Keys()) == 0 {
		return []string{dotted}
	}
	return md.Keys()[len(md.Keys())-1]
}

// skipValue passes over a value, however many lines it takes.
func (s *keyScanner) skipValue() {
	for depth := 0; s.pos < len(s.text); {
		switch s.text[s.pos] {
		case '"', '\'':
			s.skipString()
			continue
		case '#':
			s.skipLine()
			continue
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case '\n':
			if depth <= 0 {
				return
			}
		}
		s.step()
	}
}

// skipString passes over a string of any of the four kinds.
func (s *keyScanner) skipString() {
	quote := s.text[s.pos : s.pos+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(s.text[s.pos:], triple) {
		quote = triple
	}
	escapes := quote[0] == '"'
	s.pos += len(quote)
	for s.pos < len(s.text) && !strings.HasPrefix(s.text[s.pos:], quote) {
		if escapes && s.text[s.pos] == '\\' && s.pos+1 < len(s.text) {
			s.step()
		}
		s.step()
	}
	s.pos = min(len(s.text), s.pos+len(quote))
	for len(quote) == 3 && s.pos < len(s.text) && s.text[s.pos] == quote[0] { // """" ends in a quote
		s.pos++
	}
}
