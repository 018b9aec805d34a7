// Package cellformat shows numbers as the cells of a spreadsheet do: 45838 as 2025/6/30,
// 0.985 as 98.5%, 1260 as 1,260.
package cellformat

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Format is a number format.
type Format struct{ sections []section }

// A section is one of up to four alternatives of a format.
type section struct {
	tokens    []token
	condition byte // '<' '>' '=' 'l' (<=) 'g' (>=) 'n' (<>); 0: none
	limit     float64
	script    byte // 1, 2, 3: numbers in Chinese, in formal Chinese, full-width
	date      bool
	text      bool // holds @
	digits    bool // holds 0 # or ?
}

// A token is a piece of a section.
type token struct {
	kind byte // one of the kinds below
	text string
}

// Kinds of tokens.
const (
	literal  = '"'
	digit    = '0' // text is 0, # or ?
	point    = '.'
	comma    = ','
	percent  = '%'
	exponent = 'E' // text is + or -
	fraction = '/'
	datePart = 'd' // text is like yyyy; minutes are M
	elapsed  = '[' // text is like h
	halfDay  = 'a' // text is AM/PM, A/P or 上午/下午
	textPart = '@'
	general  = 'G'
)

// maxCode is how many bytes of a format are looked at.
const maxCode = 1024

// Parse reads a format's code. What makes no sense in it is shown as it is.
func Parse(code string) *Format {
	f := &Format{}
	for rest := code[:min(len(code), maxCode)]; len(f.sections) < 4; {
		s, after, more := parseSection(rest)
		f.sections = append(f.sections, s)
		if !more {
			break
		}
		rest = after
	}
	return f
}

// parseSection reads up to a semicolon, and reports whether there was one.
func parseSection(code string) (s section, rest string, more bool) {
	for len(code) > 0 {
		if code[0] == ';' {
			s.finish()
			return s, code[1:], true
		}
		code = code[s.read(code):]
	}
	s.finish()
	return s, "", false
}

// read reads the token that code begins with, and returns its length.
func (s *section) read(code string) int {
	r, n := utf8.DecodeRuneInString(code)
	lower := r | 0x20
	switch {
	case r == '"':
		text, _, _ := strings.Cut(code[1:], `"`)
		s.add(literal, text)
		return min(len(code), len(text)+2)
	case strings.ContainsRune(`\!_*`, r):
		_, k := utf8.DecodeRuneInString(code[1:])
		switch r {
		case '\\', '!':
			s.add(literal, code[1:1+k])
		case '_':
			s.add(literal, " ")
		}
		return n + k
	case r == '[':
		text, _, closed := strings.Cut(code[1:], "]")
		if !closed {
			s.add(literal, code)
			return len(code)
		}
		s.bracket(text)
		return len(text) + 2
	case r == '0' || r == '#' || r == '?':
		s.add(digit, code[:1])
	case r == '.' || r == ',' || r == '%' || r == '/' || r == '@':
		s.add(byte(r), code[:1])
	case lower == 'e' && len(code) > 1 && (code[1] == '+' || code[1] == '-'):
		s.add(exponent, code[1:2])
		return 2
	case word(code) != "":
		text := word(code)
		kind := byte(halfDay)
		if text == "General" || text == "G/通用格式" {
			kind = general
		}
		s.add(kind, code[:len(text)])
		return len(text)
	case strings.ContainsRune("ymdhsea", lower) && r < utf8.RuneSelf:
		for n < len(code) && rune(code[n]|0x20) == lower {
			n++
		}
		s.add(datePart, strings.ToLower(code[:n]))
	default:
		s.add(literal, code[:n])
	}
	return n
}

func (s *section) add(kind byte, text string) { s.tokens = append(s.tokens, token{kind, text}) }

// word returns the word of a format that code begins with, in either case.
func word(code string) string {
	for _, w := range []string{"General", "G/通用格式", "AM/PM", "A/P", "上午/下午"} {
		if len(code) >= len(w) && strings.EqualFold(code[:len(w)], w) {
			return w
		}
	}
	return ""
}

// bracket reads what stands in brackets: elapsed time, a condition, a currency, a script.
// A colour is no matter.
func (s *section) bracket(text string) {
	lower := strings.ToLower(text)
	switch {
	case lower != "" && strings.Trim(lower, lower[:1]) == "" && strings.Contains("hms", lower[:1]):
		s.tokens = append(s.tokens, token{elapsed, lower})
	case strings.HasPrefix(text, "$"):
		currency, _, _ := strings.Cut(text[1:], "-")
		s.tokens = append(s.tokens, token{literal, currency})
	case strings.HasPrefix(lower, "dbnum") && len(lower) == 6:
		s.script = lower[5] - '0'
	case text != "" && strings.Contains("<>=", text[:1]):
		number := strings.TrimLeft(text, "<>=")
		limit, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return
		}
		s.limit = limit
		s.condition = map[string]byte{"<": '<', ">": '>', "=": '=', "<=": 'l', ">=": 'g', "<>": 'n'}[text[:len(text)-len(number)]]
	}
}

// finish notes what the section is about, and tells minutes from months.
func (s *section) finish() {
	last := -1 // the part of a date before
	for i := range s.tokens {
		t := &s.tokens[i]
		switch t.kind {
		case textPart:
			s.text = true
		case digit, general:
			s.digits = true
		case halfDay:
			s.date = true
		case elapsed:
			s.date, last = true, i
		case datePart:
			s.date = true
			if last >= 0 {
				before := &s.tokens[last]
				switch {
				case t.text[0] == 'm' && before.text[0] == 'h':
					t.text = strings.ToUpper(t.text)
				case t.text[0] == 's' && before.kind == datePart && before.text[0] == 'm':
					before.text = strings.ToUpper(before.text)
				}
			}
			last = i
		}
	}
}

// Text returns a text as the format shows it.
func (f *Format) Text(text string) string {
	s := f.sections[len(f.sections)-1]
	if !s.text || len(f.sections) != 4 && len(f.sections) != 1 {
		if len(f.sections) == 4 {
			return s.literals()
		}
		return text
	}
	var b strings.Builder
	for _, t := range s.tokens {
		switch t.kind {
		case textPart:
			b.WriteString(text)
		case literal:
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// literals is a section of nothing but text.
func (s *section) literals() string {
	var b strings.Builder
	for _, t := range s.tokens {
		if t.kind == literal {
			b.WriteString(t.text)
		}
	}
	return b.String()
}

// Number returns a number as the format shows it; since1904 tells from when its dates count.
func (f *Format) Number(v float64, since1904 bool) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	s, signed := f.section(v)
	if s == nil {
		return General(v)
	}
	switch {
	case s.date:
		if text, ok := s.showDate(v, since1904); ok {
			return text
		}
		return General(v)
	case s.text && !s.digits:
		return f.Text(General(v))
	case !s.digits:
		return s.literals()
	}
	if !signed {
		v = math.Abs(v)
	}
	return s.showNumber(v)
}

// section returns the alternative that shows v, and whether it shows its sign itself.
func (f *Format) section(v float64) (s *section, signed bool) {
	list := f.sections
	if len(list) == 4 {
		list = list[:3] // the fourth is for text
	}
	if len(list) > 1 && list[len(list)-1].text {
		list = list[:len(list)-1]
	}
	conditional := false
	for i := range list {
		if s := &list[i]; s.condition != 0 {
			conditional = true
			if s.holds(v) {
				return s, true
			}
		}
	}
	if conditional {
		for i := range list {
			if list[i].condition == 0 {
				return &list[i], true
			}
		}
		return nil, true
	}
	switch {
	case v < 0 && len(list) > 1:
		return &list[1], false
	case v == 0 && len(list) > 2:
		return &list[2], true
	}
	return &list[0], true
}

func (s *section) holds(v float64) bool {
	switch s.condition {
	case '<':
		return v < s.limit
	case '>':
		return v > s.limit
	case '=':
		return v == s.limit
	case 'l':
		return v <= s.limit
	case 'g':
		return v >= s.limit
	}
	return v != s.limit
}
