package segment

import (
	"iter"
	"math"
	"slices"

	"hegao/analyze/lexicon"
)

// A trie is words by their characters. Its nodes are numbered, the root is 0; one table has
// them all, so that each step costs one look.
type trie struct {
	slots []slot // a hash table with open addressing, at most half full; as many as a power of two
	shift int    // of a hash, to make a slot's index of it
	nodes []node
	pos   []string // the parts of speech, the first of which is none
}

// A slot is a node by the one above it and the character that leads to it: in its bits, from
// the low ones on, the character (16), the node above (24) and the node (24). 0: empty.
type slot uint64

const (
	charBits = 16 // the dictionary has no character beyond U+FFFF
	nodeBits = 24
	keyMask  = 1<<(charBits+nodeBits) - 1
)

// A node tells of the word that ends there, if one does.
type node struct {
	length float32 // -log2 of its share in the frequency of all words, those left out included; 0: no word
	pos    uint8   // an index in trie.pos
	below  bool    // longer words go on from here
}

// newTrie returns the trie of words.
func newTrie(words iter.Seq[lexicon.Word]) *trie {
	const few = 1 << 11
	t := &trie{nodes: make([]node, 1, few), pos: []string{""}}
	t.resize(2 * few)
	total := float32(math.Log2(lexicon.TotalFreq()))
	for w := range words {
		at := int32(0)
		for _, c := range w.Text {
			at = t.add(at, c)
		}
		pos := slices.Index(t.pos, w.Pos)
		if pos < 0 {
			pos = len(t.pos)
			t.pos = append(t.pos, w.Pos)
		}
		t.nodes[at].length, t.nodes[at].pos = total-float32(math.Log2(w.Freq)), uint8(pos)
	}
	return t
}

// add returns the node that c leads to from the node at, a new one if there is none.
func (t *trie) add(at int32, c rune) int32 {
	if next := t.next(at, c); next > 0 {
		return next
	}
	if 2*len(t.nodes) >= len(t.slots) {
		t.resize(2 * len(t.slots))
	}
	next := int32(len(t.nodes))
	t.nodes[at].below = true
	t.nodes = append(t.nodes, node{})
	t.put(slot(next)<<(charBits+nodeBits) | key(at, c))
	return next
}

// resize makes room for n slots.
func (t *trie) resize(n int) {
	old := t.slots
	t.slots = make([]slot, n)
	t.shift = 64
	for ; n > 1; n /= 2 {
		t.shift--
	}
	for _, s := range old {
		if s != 0 {
			t.put(s)
		}
	}
}

func (t *trie) put(s slot) {
	i := t.index(s & keyMask)
	for t.slots[i] != 0 {
		i = (i + 1) & (len(t.slots) - 1)
	}
	t.slots[i] = s
}

// next returns the node that c leads to from the node at, 0 where none does.
func (t *trie) next(at int32, c rune) int32 {
	k := key(at, c)
	for i := t.index(k); ; i = (i + 1) & (len(t.slots) - 1) {
		s := t.slots[i]
		if s&keyMask == k {
			return int32(s >> (charBits + nodeBits))
		}
		if s == 0 {
			return 0
		}
	}
}

// key is c and the node at. No word has a character beyond those of 16 bits: such a one
// counts as U+FFFF, which is none.
func key(at int32, c rune) slot { return slot(at)<<charBits | slot(min(c, 1<<charBits-1)) }

func (t *trie) index(k slot) int { return int(uint64(k) * 0x9e3779b97f4a7c15 >> t.shift) }
