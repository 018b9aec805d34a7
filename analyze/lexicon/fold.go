package lexicon

import (
	"iter"
	"sync"
	"unicode/utf8"
)

// The characters that Fold knows lie in [firstHan, lastHan): each takes three bytes.
const firstHan, lastHan = 0x3400, 0xA000

// The first byte of each of these characters lies in [leadHan, leadLast].
const leadHan, leadLast = 0xE0 | firstHan>>12, 0xE0 | (lastHan-1)>>12

// simplified has the simplified form of each traditional character, and which there are: of 64
// neighbours, which differ in their last byte alone, a bit each. Most texts hold none.
var simplified = sync.OnceValue(func() *struct {
	form [lastHan - firstHan]uint16 // 0: it has none
	has  [(lastHan - firstHan) / 64]uint64
} {
	var table struct {
		form [lastHan - firstHan]uint16
		has  [(lastHan - firstHan) / 64]uint64
	}
	for from, to := range Forms() {
		table.form[from-firstHan] = uint16(to)
		table.has[(from-firstHan)/64] |= 1 << (from % 64)
	}
	return &table
})

// traditional has the traditional characters that have a simplified form, one behind the other.
var traditional = sync.OnceValue(func() map[rune]string {
	table := map[rune]string{}
	for from, to := range Forms() {
		table[to] += string(from)
	}
	return table
})

// Forms yields each traditional character with its simplified form, which is another.
func Forms() iter.Seq2[rune, rune] {
	return func(yield func(from, to rune) bool) {
		for _, pair := range List("traditional") {
			from, size := utf8.DecodeRuneInString(pair)
			to, _ := utf8.DecodeRuneInString(pair[size:])
			if !yield(from, to) {
				return
			}
		}
	}
}

// Han reports whether r is a Chinese character of those that Fold knows: one of three bytes.
func Han(r rune) bool { return r >= firstHan && r < lastHan }

// Simplified returns the simplified form of r, r itself where it has none.
func Simplified(r rune) rune {
	if Han(r) {
		if to := simplified().form[r-firstHan]; to != 0 {
			return rune(to)
		}
	}
	return r
}

// Traditional returns the characters that are folded to r, one behind the other.
func Traditional(r rune) string { return traditional()[r] }

// Fold returns text with its traditional characters in simplified form. What it returns is
// byte for byte as long as text, so that places in the one are places in the other.
func Fold(text string) string {
	table := simplified()
	var folded []byte
	for i := 0; i+2 < len(text); i++ {
		c, d, e := text[i], text[i+1], text[i+2]
		if c < leadHan || c > leadLast || d&0xC0 != 0x80 || e&0xC0 != 0x80 {
			continue
		}
		neighbours := uint(c&0xF)<<6 | uint(d&0x3F) - firstHan/64
		if neighbours < uint(len(table.has)) && table.has[neighbours]>>(e&0x3F)&1 != 0 {
			if folded == nil {
				folded = []byte(text)
			}
			utf8.EncodeRune(folded[i:], rune(table.form[neighbours<<6|uint(e&0x3F)]))
		}
		i += 2
	}
	if folded == nil {
		return text
	}
	return string(folded)
}
