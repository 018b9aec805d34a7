package lexicon

import (
	"sync"
	"unicode/utf8"
)

// The characters that Fold knows lie in [firstHan, lastHan): each takes three bytes.
const firstHan, lastHan = 0x3400, 0xA000

// simplified has the simplified form of each traditional character, 0 for any other.
var simplified = sync.OnceValue(func() *[lastHan - firstHan]uint16 {
	table := new([lastHan - firstHan]uint16)
	for _, pair := range List("traditional") {
		from, size := utf8.DecodeRuneInString(pair)
		to, _ := utf8.DecodeRuneInString(pair[size:])
		table[from-firstHan] = uint16(to)
	}
	return table
})

// simple tells of each character whether a traditional one has it as its simplified form.
var simple = sync.OnceValue(func() *[lastHan - firstHan]bool {
	table := new([lastHan - firstHan]bool)
	for _, to := range simplified() {
		if to != 0 {
			table[to-firstHan] = true
		}
	}
	return table
})

// Only reports whether r is a Chinese character that no other one folds to, so that a text
// holds it wherever the folded text does.
func Only(r rune) bool {
	return r >= firstHan && r < lastHan && !simple()[r-firstHan] && simplified()[r-firstHan] == 0
}

// Fold returns text with its traditional characters in simplified form. What it returns is
// byte for byte as long as text, so that places in the one are places in the other.
func Fold(text string) string {
	table := simplified()
	var folded []byte
	for i, r := range text {
		if r < firstHan || r >= lastHan || table[r-firstHan] == 0 {
			continue
		}
		if folded == nil {
			folded = []byte(text)
		}
		utf8.EncodeRune(folded[i:], rune(table[r-firstHan]))
	}
	if folded == nil {
		return text
	}
	return string(folded)
}
