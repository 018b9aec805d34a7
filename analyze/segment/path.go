package segment

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/lexicon"
)

// A path runs through one stretch of text: from a place that no word crosses to the
// next such place. What stands before and behind a stretch has no say in how it is
// cut, so the distances start from 0 in each: they stay exact in a line of any
// length, and a phrase is cut the same way wherever it stands.
//
// The text is a row of atoms (see atomAt); step i is the boundary behind the i-th
// atom of the stretch, step 0 its start. In reports a stretch has up to a dozen
// atoms; one that fills the path (人人人人…) is cut there.
type path [64]step

// A step is a boundary between two atoms.
type step struct {
	at   int     // bytes of the text before it
	char rune    // the atom before it, as the dictionary writes it; several where an atom has more than one
	dist float32 // length of the shortest way here from step 0
	from int32   // the step before on that way
	word int32   // what leads from there to here: an index in Dictionary.Tokens, or none
}

const (
	none          = -1 // no word of the dictionary
	strangeLength = 32 // of an atom that is no word; it is gse's
	several       = -1 // not one character
)

// find fills p with the stretch of text that begins at start, and returns the number
// of its last step. There must be text behind start.
//
// Lengths are added up in gse's way, in 32 bits, and of two ways that are equally
// short the one found first stays.
func (s *Segmenter) find(p *path, text string, start int) int {
	p[0] = step{at: start}
	known := 0 // the last step whose place is known
	last := 1  // the last step that a word from an earlier one leads to
	for i := 0; i < last; i++ {
		alone := false // atom i is a word
		at := int32(0)
		for j := i + 1; j < len(p) && p[j-1].at < len(text); j++ {
			if j > known {
				p[j] = step{dist: math.MaxFloat32}
				p[j].char, p[j].at = atomAt(text, p[j-1].at)
				known = j
			}
			if at = s.walk(at, &p[j], text[p[j-1].at:p[j].at]); at == 0 { // no word even begins so
				break
			}
			n := s.words.nodes[at]
			if n.word != none {
				p.lead(i, j, n.word, n.length)
				alone = alone || j == i+1
				last = max(last, j)
			}
			if !n.below {
				break
			}
		}
		if !alone {
			p.lead(i, i+1, none, strangeLength)
		}
	}
	return last
}

// walk returns the node that atom, which ends at the step to, leads to from the node at; 0: none.
func (s *Segmenter) walk(at int32, to *step, atom string) int32 {
	if to.char != several {
		return s.words.next(at, to.char)
	}
	for _, c := range atom {
		if at = s.words.next(at, plain(c)); at == 0 {
			return 0
		}
	}
	return at
}

// lead notes that a word of that length leads from step i to step j.
func (p *path) lead(i, j int, word int32, length float32) {
	if d := p[i].dist + length; d < p[j].dist {
		p[j].dist, p[j].from, p[j].word = d, int32(i), word
	}
}

// appendTokens appends the words on the way to step n to tokens.
func (s *Segmenter) appendTokens(tokens []Token, p *path, n int, text string) []Token {
	first := len(tokens)
	for n > 0 {
		from, to := &p[p[n].from], &p[n]
		t := Token{Start: from.at, End: to.at}
		if to.word != none {
			t.Pos = s.dict.Tokens[to.word].Pos()
		} else if digits(text[t.Start:t.End]) {
			t.Pos = "m"
		}
		tokens = append(tokens, t)
		n = int(to.from)
	}
	slices.Reverse(tokens[first:])
	return tokens
}

// atomAt returns the atom of text at start and where it ends. As gse has it, an atom is a
// run of letters and digits of one or two bytes, else a single character; a byte
// that is not UTF-8 counts as one.
func atomAt(text string, start int) (char rune, end int) {
	for end = start; ; {
		r, size := utf8.DecodeRuneInString(text[end:])
		if size == 0 || size > 2 || !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			if end == start {
				return plain(r), end + size
			}
			return char, end
		}
		if char = plain(r); end > start {
			char = several
		}
		end += size
	}
}

// plain returns c as the dictionary writes it: simplified, an ASCII letter in lower case.
func plain(c rune) rune {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return lexicon.Simplified(c)
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
