package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/lexicon"
)

// Fold returns text as it is searched: letters in lower case, full-width letters, digits and
// signs as their half-width ones, Chinese punctuation as the ASCII one that people type for
// it, traditional characters as simplified ones. White space is gone but for one blank
// between two ASCII letters or digits. Whatever stands in a text, folded, stands in the
// folded text.
func Fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	f := folding{text: strings.ToValidUTF8(text, "\uFFFD")}
	for r, ok := f.next(); ok; r, ok = f.next() {
		b.WriteRune(r)
	}
	return b.String()
}

// Find appends to places where a folded text stands in a text, as bytes of it, in any order.
func Find(places [][2]int, text, folded string) [][2]int {
	first, size := utf8.DecodeRuneInString(folded)
	if folded == "" {
		return places
	}
	if !lexicon.Han(first) {
		for at, r := range text {
			if !lexicon.Han(r) && foldRune(r) == first {
				places = appendPlace(places, text, at, folded)
			}
		}
		return places
	}
	for written := folded[:size] + lexicon.Traditional(first); written != ""; written = written[size:] {
		for at := 0; ; at += size {
			i := strings.Index(text[at:], written[:size])
			if i < 0 {
				break
			}
			at += i
			places = appendPlace(places, text, at, folded)
		}
	}
	return places
}

// appendPlace appends the place where a folded text stands, if it begins at byte at of text.
func appendPlace(places [][2]int, text string, at int, folded string) [][2]int {
	f := folding{text: text, at: at}
	for _, want := range folded {
		if r, ok := f.next(); !ok || r != want {
			return places
		}
	}
	return append(places, [2]int{at, f.at})
}

// A folding goes through a text, from one character of the folded one to the next.
type folding struct {
	text  string
	at    int  // bytes of text that are done with
	held  rune // comes after a blank
	blank bool // white space was passed over since the last character
	apart bool // that one is an ASCII letter or digit
}

func (f *folding) next() (rune, bool) {
	if r := f.held; r != 0 {
		f.held = 0
		return r, true
	}
	for f.at < len(f.text) {
		r, size := utf8.DecodeRuneInString(f.text[f.at:])
		f.at += size
		switch r = foldRune(r); r {
		case 0:
			continue
		case ' ':
			f.blank = true
			continue
		}
		alnum := 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
		blank := f.blank && f.apart && alnum
		f.blank, f.apart = false, alnum
		if blank {
			f.held = r
			return ' ', true
		}
		return r, true
	}
	return 0, false
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
	case lexicon.Han(r):
		return lexicon.Simplified(r)
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
