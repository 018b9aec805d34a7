package segment

// A trie leads by their characters to words. Its nodes are numbered, the root is 0; one table
// has them all, so that each step costs one look: gse's own look walks byte by byte, and for a
// longer word from its first character again.
type trie struct {
	slots []slot // a hash table with open addressing, at most half full; as many as a power of two
	shift int    // of a hash, to make a slot's index of it
	nodes []node
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
	length float32 // -log2 of its share in the frequency of all words, those left out included
	word   int32   // an index in Dictionary.Tokens, or none
	below  bool    // longer words go on from here
}

func newTrie() *trie {
	const few = 1 << 11
	t := &trie{nodes: make([]node, 0, few)}
	t.resize(2 * few)
	t.nodes = append(t.nodes, node{word: none})
	return t
}

// put notes a word with its index and length.
func (t *trie) put(text string, word int, length float32) {
	at := int32(0)
	for _, c := range text {
		at = t.add(at, c)
	}
	t.nodes[at].word, t.nodes[at].length = int32(word), length
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
	t.nodes = append(t.nodes, node{word: none})
	t.fill(slot(next)<<(charBits+nodeBits) | key(at, c))
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
			t.fill(s)
		}
	}
}

func (t *trie) fill(s slot) {
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
