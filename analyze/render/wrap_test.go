package render

import (
	"testing"
	"unicode"
)

// What is taken for wide without a look is wide.
func TestPlainlyWide(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if plainlyWide(r) && screen.RuneWidth(r) != 2 {
			t.Errorf("%U takes %d columns", r, screen.RuneWidth(r))
		}
	}
}
