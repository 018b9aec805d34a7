package index

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/lexicon"
)

// A Folded is a text as it is searched: letters in lower case, full-width letters, digits and
// signs as their half-width ones, Chinese punctuation as the ASCII one that people type for
// it, traditional characters as simplified ones. White space is gone but for one blank
// between two ASCII letters or digits. Whatever stands in a text, folded, stands in the
// folded text.
type Folded struct {
	Text   string
	source string
	shifts []shift // ascending
}

// A shift says that from a byte of the folded text on, the source's bytes run in parallel,
// starting at another.
type shift struct{ folded, source int }

// Fold folds text.
func Fold(text string) Folded {
	text = strings.ToValidUTF8(text, "\uFFFD")
	f := Folded{source: text}
	b := make([]byte, 0, len(text))
	blank := -1    // where white space begins that may yet count
	apart := false // what stands before it is an ASCII letter or digit
	delta := 0     // source minus folded
	text = lexicon.Fold(text)
	for i := 0; i < len(text); {
		if c := text[i]; c >= 0xE4 && c <= 0xE9 { // a Chinese character, of three bytes: as it is
			if i-len(b) != delta {
				delta = i - len(b)
				f.shifts = append(f.shifts, shift{len(b), i})
			}
			b = append(b, text[i:i+3]...)
			blank, apart = -1, false
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		at := i
		i += size
		switch r = foldRune(r); r {
		case 0:
			continue
		case ' ':
			if blank < 0 {
				blank = at
			}
			continue
		}
		alnum := 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
		if blank >= 0 && apart && alnum {
			b, delta = f.append(b, ' ', blank, delta)
		}
		b, delta = f.append(b, r, at, delta)
		blank, apart = -1, alnum
	}
	f.Text = string(b)
	return f
}

// append appends r, which stands at byte i of the source, to b.
func (f *Folded) append(b []byte, r rune, i, delta int) ([]byte, int) {
	if i-len(b) != delta {
		delta = i - len(b)
		f.shifts = append(f.shifts, shift{len(b), i})
	}
	return utf8.AppendRune(b, r), delta
}

// at returns the byte of the source that byte i of the folded text, a character's first,
// comes from.
func (f *Folded) at(i int) int {
	n := sort.Search(len(f.shifts), func(n int) bool { return f.shifts[n].folded > i })
	if n == 0 {
		return i
	}
	s := f.shifts[n-1]
	return s.source + i - s.folded
}

// Source returns the bytes of the source that the bytes start to end of the folded text come
// from. They are not empty.
func (f *Folded) Source(start, end int) (int, int) {
	_, size := utf8.DecodeLastRuneInString(f.Text[:end])
	last := f.at(end - size)
	_, size = utf8.DecodeRuneInString(f.source[last:])
	return f.at(start), last + size
}

// Find appends to places where the folded string s stands, as bytes of the source.
func (f *Folded) Find(places [][2]int, s string) [][2]int {
	for from := 0; s != ""; {
		i := strings.Index(f.Text[from:], s)
		if i < 0 {
			break
		}
		start, end := f.Source(from+i, from+i+len(s))
		places = append(places, [2]int{start, end})
		_, size := utf8.DecodeRuneInString(s)
		from += i + size
	}
	return places
}

// foldRune folds one character; ' ' is white space, 0 what is not seen.
func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case r <= ' ' || r == 0x7F:
			return ' '
		}
		return r
	case 0x3400 <= r && r < 0xA000:
		return r
	case 0xFF01 <= r && r <= 0xFF5E:
		return foldRune(r - 0xFF01 + '!')
	}
	if to, ok := signs[r]; ok {
		return to
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) { // soft hyphens, joiners, marks of direction
		return 0
	}
	return unicode.ToLower(r)
}

// signs are folded to the one that people type for them.
var signs = signTable(
	",，﹐", ".。．｡﹒", ";；﹔", ":：﹕︰", "!！", "?？﹖",
	"(（﹙", ")）﹚", "[【〔［〖", "]】〕］〗", "<《〈＜", ">》〉＞",
	"\"“”„‟〝〞「」『』", "'‘’‚‛",
	"-‐‑‒–—―－−─━", "~～〜", "·•・‧･", "…⋯", "〇○◯",
)

func signTable(rows ...string) map[rune]rune {
	table := map[rune]rune{}
	for _, row := range rows {
		to, _ := utf8.DecodeRuneInString(row)
		for _, r := range row {
			if r >= utf8.RuneSelf {
				table[r] = to
			}
		}
	}
	return table
}
