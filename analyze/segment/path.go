package segment

import (
	"math"
	"slices"
)

// A path runs through one stretch of text: from a place that no word crosses to the
// next such place. What stands before and behind a stretch has no say in how it is
// cut, so the distances start from 0 in each: they stay exact in a line of any
// length, and a phrase is cut the same way wherever it stands.
//
// The text is a row of atoms (see atomAt); step i is the boundary behind the i-th
// atom of the stretch, step 0 its start. In reports a stretch has up to a dozen
// atoms; one with more than longest is cut there.
type path []step

// A step is a boundary between two atoms.
type step struct {
	at   int     // bytes of the text before it
	dist float32 // length of the shortest way here from step 0
	atom letter  // the one before it
	back uint8   // steps from here to the one before on that way
	tag  tag     // of what leads from there to here
}

const (
	longest       = 63 // atoms of a stretch
	strangeLength = 32 // of an atom that is no word; it is gse's
)

// read appends to p, whose last step is a place in text, steps up to the end of text as far as
// p has room for them.
func (s *Segmenter) read(p path, text string) path {
	n := len(p)
	at := p[n-1].at
	for p = p[:cap(p)]; n < len(p) && at < len(text); n++ {
		char, end := atomAt(text, at)
		p[n].at, p[n].dist, p[n].atom = end, math.MaxFloat32, s.words.letter(char, text[at:end])
		at = end
	}
	return p[:n]
}

// find finds the shortest way through the stretch of text at the start of p, and returns the
// number of its last step. There must be a step behind the first.
//
// Lengths are added up in gse's way, in 32 bits, and of two ways that are equally
// short the one found first stays.
func (s *Segmenter) find(p path) int {
	p[0].dist = 0
	last := 1 // the last step that a word from an earlier one leads to
	for i := 0; i < last; i++ {
		h := &s.words.heads[p[i+1].atom]
		p.lead(i, i+1, &h.entry)
		if i+2 == len(p) || h.seconds&p[i+2].atom.bit() == 0 { // no longer word begins so
			continue
		}
		at := &h.entry
		for j := i + 2; j < len(p) && at.below != 0; j++ {
			if at = s.words.next(at.below, p[j].atom); at == nil {
				break
			}
			if at.tag != unknown {
				p.lead(i, j, at)
				last = max(last, j)
			}
		}
	}
	return last
}

// lead notes that a word, or an atom that is none, leads from step i to step j.
func (p path) lead(i, j int, word *entry) {
	if d := p[i].dist + word.length; d < p[j].dist {
		p[j].dist, p[j].back, p[j].tag = d, uint8(j-i), word.tag
	}
}

// appendTokens appends the words on the way to the last step of p to tokens.
func (s *Segmenter) appendTokens(tokens []Token, p path) []Token {
	first := len(tokens)
	for n := len(p) - 1; n > 0; {
		to := &p[n]
		n -= int(to.back)
		tokens = append(tokens, Token{Start: p[n].at, End: to.at, Pos: s.pos[to.tag]})
	}
	slices.Reverse(tokens[first:])
	return tokens
}
