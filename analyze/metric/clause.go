package metric

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// clauseStart returns where the clause that holds byte i starts: behind the last
// punctuation that is not inside brackets or quotes.
func (l *line) clauseStart(i int) int {
	first := l.back(i)
	if i <= first {
		return i
	}
	depth, from := 0, i
	for k := l.spot(i) - 1; k >= 0 && l.spots[k].at >= first; k-- {
		s := l.spots[k]
		if s.at >= from || s.kinds&(pause|opening|closing) == 0 {
			continue
		}
		if t, ok := l.quoted(s.at); ok {
			from = t.start
			continue
		}
		switch {
		case s.kinds&closing != 0:
			depth++
		case depth > 0 && s.kinds&opening != 0:
			depth--
		case depth > 0:
		case l.text[s.at] == ',' || l.text[s.at] == '.':
			if !(isDigit(l.before(s.at)) && isDigit(l.at(s.at+1))) {
				return s.at + 1
			}
		default:
			return s.at + utf8.RuneLen(l.at(s.at))
		}
	}
	if t, ok := l.quoted(first); ok {
		return min(t.start, from)
	}
	return min(first, from)
}

// clauseEnd returns where the clause that holds byte i ends, 、 aside.
func (l *line) clauseEnd(i int) int {
	for last := i + len(l.window(i)); i < last; {
		if s, ok := l.quoted(i); ok {
			i = s.end
			continue
		}
		r, size := utf8.DecodeRuneInString(l.text[i:])
		if r == '（' || r == '(' { // 村（社区）
			if k := strings.IndexRune(l.window(i), closingOf[r]); k > 0 && k <= 24 {
				i += k + utf8.RuneLen(closingOf[r])
				continue
			}
			return i
		}
		if r != '、' && r != '”' && ends(r) && !(r == '.' && isDigit(l.at(i+1))) {
			return i
		}
		i += size
	}
	return i
}

// commaEnd returns where the list item that holds byte i ends.
func (l *line) commaEnd(i int) int {
	if k := strings.Index(l.window(i), "、"); k >= 0 {
		return i + k
	}
	return i + len(l.window(i))
}

// trimSeparators drops white space and list marks at both ends of s.
func (l *line) trimSeparators(s stretch) stretch {
	for s.start < s.end && !ideograph(l.text[s.start]) {
		r, size := utf8.DecodeRuneInString(l.text[s.start:s.end])
		if !separates(r) && r != '。' && r != '；' && r != ';' && r != '）' && r != ')' {
			break
		}
		s.start += size
	}
	for s.start < s.end && !(s.end-s.start >= 3 && l.text[s.end-1] >= utf8.RuneSelf && ideograph(l.text[s.end-3])) {
		r, size := utf8.DecodeLastRuneInString(l.text[s.start:s.end])
		if !separates(r) || r == ',' {
			break
		}
		s.end -= size
	}
	return s
}

// ideograph reports whether no character that starts with c is punctuation or white space:
// those of nearly all text.
func ideograph(c byte) bool { return 0xe4 <= c && c <= 0xe9 }

// separates reports whether r is white space, a comma or a colon.
func separates(r rune) bool {
	switch r {
	case '、', '，', '：', ',', ':', '●', '■', '◆', '•':
		return true
	}
	return space(r)
}

// trimLinks drops the words between a name and its number: 达到, 共计, 为, 各.
func (l *line) trimLinks(s stretch) stretch {
	for {
		s = l.trimSeparators(s)
		w := links().suffix(l.text[s.start:s.end])
		if w == "" || utf8.RuneCountInString(w) == 1 && l.splits(s.end, w) {
			return s
		}
		s.end -= len(w)
	}
}

// trimLeads drops times, adverbs and connectives at the start of s.
func (l *line) trimLeads(s stretch) stretch {
	for {
		s = l.trimSeparators(s)
		text := l.text[s.start:s.end]
		if d := max(dateLength(text), markerLength(text)); d > 0 {
			s.start += d
			continue
		}
		w := leads().prefix(text)
		if w == "" || !l.boundary(s.start+len(w)) {
			return s
		}
		s.start += len(w)
	}
}

// markerLength returns the length of the enumeration marker that s starts with: 一是, 二要.
func markerLength(s string) int {
	if s == "" || s[0] < utf8.RuneSelf || !numeral.Starts(firstRune(s)) {
		return 0
	}
	n, ok := numeral.Scan(s, 0)
	if !ok || !n.Chinese || n.Value > 20 {
		return 0
	}
	if w := hasPrefixAny(s[n.End:], []string{"是", "要"}); w != "" {
		return n.End + len(w)
	}
	return 0
}
