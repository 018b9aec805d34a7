// Package copying finds what reports have in common word for word.
//
// Whoever copies a report changes the name of the unit and the numbers. So texts are
// compared by their letters alone, in one width and script, with every number, filled in or
// not, as one and the same letter; and a passage goes on behind a few words that differ.
package copying

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/lexicon"
)

// A Text is a report's text made ready for comparison.
type Text struct {
	doc     *doc.Document
	letters []letter // those of one block behind another, a border between two blocks
	count   int      // of letters without the borders
}

// A letter is a letter or a whole number, and the bytes of its block that it stands for.
type letter struct {
	key               rune
	block, start, end int32
}

const (
	border = 0   // equal to nothing, not even to itself
	number = '0' // any number, and what stands where one belongs
)

// NewText makes a document ready for comparison. Page headers and footers are left out.
func NewText(d *doc.Document) *Text {
	t := &Text{doc: d}
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Kind != doc.Header && b.Kind != doc.Footer {
			t.add(i, b.Text)
		}
	}
	return t
}

// add appends the letters of block i and a border.
func (t *Text) add(i int, text string) {
	folded := lexicon.Fold(text)
	for at := 0; at < len(folded); {
		key, end := next(folded, at)
		if key != border {
			t.letters = append(t.letters, letter{key, int32(i), int32(at), int32(end)})
			t.count++
		}
		at = end
	}
	t.letters = append(t.letters, letter{key: border, block: int32(i)})
}

// next returns the letter at byte i of text and where it ends; a border for what does not count.
func next(text string, i int) (key rune, end int) {
	r, size := utf8.DecodeRuneInString(text[i:])
	end = i + size
	switch {
	case isDigit(r):
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			after, _ := utf8.DecodeRuneInString(text[end+size:])
			if !isDigit(r) && !(strings.ContainsRune(".,，．", r) && isDigit(after)) {
				break
			}
			end += size
		}
		return number, end
	case isGap(r):
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !isGap(r) {
				break
			}
			end += size
		}
		return number, end
	case unicode.IsLetter(r):
		if r > '！' && r <= '～' {
			r -= '！' - '!'
		}
		return unicode.ToLower(r), end
	}
	return border, end
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

// isGap reports whether r is one of the signs that stand for a number not filled in.
func isGap(r rune) bool { return strings.ContainsRune("*＊_＿○□△", r) }

// source returns the text that letters from up to to stand for; they lie in one block.
func (t *Text) source(from, to int) string { return t.doc.Text(t.span(from, to)) }

// span returns the place of letters from up to to, which lie in one block. Where there are
// none it is the empty place before letter from.
func (t *Text) span(from, to int) doc.Span {
	if from < to {
		return doc.Span{Block: int(t.letters[from].block), Start: int(t.letters[from].start), End: int(t.letters[to-1].end)}
	}
	before := &t.letters[from-1]
	return doc.Span{Block: int(before.block), Start: int(before.end), End: int(before.end)}
}
