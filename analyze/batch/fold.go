package batch

import (
	"strings"
	"unicode"

	"hegao/analyze/lexicon"
)

// fold returns s without white space and invisible characters, full-width letters, digits
// and signs as their ASCII forms except ， and the brackets, which become full-width, letters
// in lower case and traditional characters simplified: what is left is compared by.
func fold(s string) string { return strings.Map(foldRune, lexicon.Fold(s)) }

func foldRune(r rune) rune {
	switch {
	case lexicon.Han(r): // most are
		return r
	case r == '(' || r == ')' || r == ',':
		return r + 0xFEE0
	case r == '（' || r == '）' || r == '，':
		return r
	case r >= '！' && r <= '～':
		r -= 0xFEE0
	case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		return -1
	}
	return unicode.ToLower(r)
}
