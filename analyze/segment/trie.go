package segment

import (
	"unicode"

	"hegao/analyze/lexicon"
)

// A trie leads by their atoms to words. What a first atom leads to stands in heads; from there
// on the ways branch: all branches are in one table, so that each step costs one look. gse's
// own look walks byte by byte, and for a longer word from its first atom again.
type trie struct {
	letters  [1 << 16]letter   // of atoms of one character; the dictionary has none beyond U+FFFF
	longer   map[string]letter // of other atoms
	heads    []head            // by letter
	branches []branch          // a hash table with open addressing, at most half full; as many as a power of two
	shift    int               // of a hash, to make a branch's index of it
	used     int               // of branches
	nodes    int32
	word     []letter // room for those of the word that is put
}

// A letter is the number of an atom that words have. A capital and a traditional character
// have the one of the character for which they stand.
type letter uint16

// The letters of atoms that no word has.
const (
	strange letter = iota
	numeral        // digits
)

// A tag tells the part of speech of a word: an index in Segmenter.pos.
type tag uint8

// The tags of what is no word.
const (
	unknown tag = iota
	figure      // digits
)

// An entry is what a row of atoms leads to.
type entry struct {
	length float32 // of the word that ends there: -log2 of its share in the frequency of all words, those left out included; strangeLength: none does
	below  int32   // the node from which longer words go on; 0: none do
	letter letter  // the last of the row
	tag    tag
}

// A head is the entry of a first atom.
type head struct {
	entry
	seconds uint64 // what may come second: a bit for each letter, by its low bits
}

// A branch is the entry that leads on from a node.
type branch struct {
	entry
	from int32 // the node; 0: the place in the table is empty
}

func newTrie() *trie {
	t := &trie{longer: map[string]letter{}, heads: make([]head, 2, 1<<11)}
	t.heads[strange].entry = entry{length: strangeLength}
	t.heads[numeral].entry = entry{length: strangeLength, tag: figure}
	for _, r := range unicode.Nd.R16 {
		for c := int(r.Lo); c <= int(r.Hi); c += int(r.Stride) {
			t.letters[c] = numeral
		}
	}
	t.resize(1 << 12)
	return t
}

// letter returns the letter of an atom; c is its character, or several.
func (t *trie) letter(c rune, atom string) letter {
	if c >= 0 && int(c) < len(t.letters) {
		return t.letters[c]
	}
	if l, ok := t.longer[small(atom)]; ok {
		return l
	}
	if digits(atom) {
		return numeral
	}
	return strange
}

// put notes a word.
func (t *trie) put(text string, length float32, tag tag) {
	word := t.spell(text)
	for 2*(t.used+len(word)) > len(t.branches) {
		t.resize(2 * len(t.branches))
	}
	h := &t.heads[word[0]]
	at := &h.entry
	for i, l := range word[1:] {
		if i == 0 {
			h.seconds |= l.bit()
		}
		if at.below == 0 {
			t.nodes++
			at.below = t.nodes
		}
		at = t.add(at.below, l)
	}
	at.length, at.tag = length, tag
}

// spell returns the letters of a word, new ones for atoms that have none. They are good until
// the next call.
func (t *trie) spell(text string) []letter {
	t.word = t.word[:0]
	for at := 0; at < len(text); {
		char, end := atomAt(text, at)
		atom := text[at:end]
		l := t.letter(char, atom)
		if l == strange || l == numeral {
			t.heads = append(t.heads, t.heads[l])
			l = letter(len(t.heads) - 1)
			if char == several {
				t.longer[atom] = l
			} else {
				t.letters[char] = l
			}
		}
		t.word = append(t.word, l)
		at = end
	}
	return t.word
}

// fold gives capitals and traditional characters the letters of those for which they stand,
// once all words are put.
func (t *trie) fold() {
	for c := 'A'; c <= 'Z'; c++ {
		t.letters[c] = t.letters[c+'a'-'A']
	}
	for from, to := range lexicon.Forms() {
		t.letters[from] = t.letters[to]
	}
}

// bit is that of l in head.seconds.
func (l letter) bit() uint64 { return 1 << (l % 64) }

// next returns the entry that l leads to from a node, nil where it leads to none.
func (t *trie) next(node int32, l letter) *entry {
	if b := t.place(node, l); b.from != 0 {
		return &b.entry
	}
	return nil
}

// add is next, but makes the entry if there is none. There must be room for it.
func (t *trie) add(node int32, l letter) *entry {
	b := t.place(node, l)
	if b.from == 0 {
		*b = branch{entry{letter: l}, node}
		t.used++
	}
	return &b.entry
}

// place returns where the branch stands by which l leads on from a node, or where it would: an
// empty place.
func (t *trie) place(node int32, l letter) *branch {
	for i := int((uint64(node)<<16 | uint64(l)) * 0x9e3779b97f4a7c15 >> t.shift); ; i = (i + 1) & (len(t.branches) - 1) {
		if b := &t.branches[i]; b.from == node && b.letter == l || b.from == 0 {
			return b
		}
	}
}

// resize makes room for n branches.
func (t *trie) resize(n int) {
	old := t.branches
	t.branches, t.used = make([]branch, n), 0
	t.shift = 64
	for ; n > 1; n /= 2 {
		t.shift--
	}
	for _, b := range old {
		if b.from != 0 {
			*t.add(b.from, b.letter) = b.entry
		}
	}
}
