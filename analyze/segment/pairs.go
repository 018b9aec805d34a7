package segment

import "sync"

// A pairSet tells which pairs of neighbouring characters stand in some texts, and by
// pairs with 0 which characters. It errs only by taking a pair for seen that is not.
type pairSet [1 << (pairBits - 6)]uint64

const pairBits = 21

// pairSets are used again: one takes 256 KB, and a query has a few words.
var pairSets = sync.Pool{New: func() any { return new(pairSet) }}

// add takes in the pairs of text, whose characters are simplified. A capital counts as a small letter.
func (s *pairSet) add(text string) {
	var last rune
	for _, r := range text {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		s.set(0, r)
		s.set(last, r)
		last = r
	}
}

func (s *pairSet) set(a, b rune) {
	h := hash(a, b)
	s[h/64] |= 1 << (h % 64)
}

func (s *pairSet) has(a, b rune) bool {
	h := hash(a, b)
	return s[h/64]&(1<<(h%64)) != 0
}

// hash keeps the pairs with one first character near each other in memory: that is
// how the dictionary asks for them.
func hash(a, b rune) uint32 {
	return (uint32(a)*0x9e3779b1 + uint32(b)) % (1 << pairBits)
}
