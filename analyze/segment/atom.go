package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// several stands for the character of an atom that has more than one.
const several = -1

// atomAt returns the character of the atom of text at start and where it ends. As gse has it,
// an atom is a run of letters and digits of one or two bytes, else a single character; a byte
// that is not UTF-8 counts as one.
func atomAt(text string, start int) (char rune, end int) {
	for end = start; ; {
		r, size := utf8.DecodeRuneInString(text[end:])
		if size == 0 || size > 2 || !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			if end == start {
				return r, end + size
			}
			return char, end
		}
		if char = r; end > start {
			char = several
		}
		end += size
	}
}

// small returns atom with small letters for capitals, as the dictionary writes it.
func small(atom string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, atom)
}

// digits reports whether all of atom is digits.
func digits(atom string) bool {
	for _, r := range atom {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}
