// Package lexicon is the words that the program knows: a dictionary of Chinese to cut texts
// by, and lists of words that mean something to the other packages. It is data and the way
// to it, embedded in the program.
package lexicon

import (
	_ "embed"
	"iter"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Word is one entry of the dictionary.
type Word struct {
	Text string  // lower case where it has Latin letters
	Freq float64 // how often it was counted; at least 2
	Pos  string  // part of speech: "n", "v", "m", "q", …
}

// domainFreq is the frequency of a domain word: likelier than any way of cutting it
// up, 工作|要点 included, and still rare.
const domainFreq = 100

// dictionary is a trie of all words but the domain's, written depth first:
//
//	dictionary = total, number of tags, {length, tag}, {node}
//	node       = character, size, tag, [frequency], {node}
//
// The character takes two bytes, high byte first. The size is that of all that
// follows in the node, children included, so that a reader steps over what it
// doesn't need. The tag, one byte, is the number of the word's part of speech,
// counted from 1, or 0 where no word ends and no frequency follows. Numbers are
// unsigned varints; total is the sum of all frequencies.
//
//go:embed dict.bin
var dictionary string

// TotalFreq returns the sum of the frequencies of all words.
func TotalFreq() float64 { return totalFreq() }

var totalFreq = sync.OnceValue(func() float64 {
	total, _ := uvarint(dictionary)
	return float64(total) + domainFreq*float64(len(domainWords()))
})

// Words yields, each once, the words whose first character a satisfies has(0, a) and
// whose neighbouring characters a, b all satisfy has(a, b). Only the parts of the
// dictionary that has lets through are read.
func Words(has func(a, b rune) bool) iter.Seq[Word] {
	return func(yield func(Word) bool) {
		for _, w := range domainWords() {
			if pairsIn(w.Text, has) && !yield(w) {
				return
			}
		}
		d := opened()
		r := reader{has: has, yield: yield, tags: d.tags}
		for _, n := range d.first {
			if has(0, n.char) && !r.readNode(n) {
				return
			}
		}
	}
}

// opened is the dictionary's head and its first nodes. A query has a few characters, there
// are thousands of these: it is to step over them quickly.
var opened = sync.OnceValue(func() (d struct {
	tags  []string
	first []node
}) {
	_, rest := uvarint(dictionary)
	tags, rest := uvarint(rest)
	for range tags {
		n := int(rest[0])
		d.tags = append(d.tags, rest[1:1+n])
		rest = rest[1+n:]
	}
	d.first = make([]node, 0, 11000)
	for len(rest) > 0 {
		var n node
		n, rest = nextNode(rest)
		d.first = append(d.first, n)
	}
	return d
})

// A node is one character of the trie and what follows its size.
type node struct {
	char rune
	body string
}

// nextNode cuts the first node off nodes.
func nextNode(nodes string) (node, string) {
	size, rest := uvarint(nodes[2:])
	return node{rune(nodes[0])<<8 | rune(nodes[1]), rest[:size]}, rest[size:]
}

// A reader walks through the dictionary.
type reader struct {
	has   func(a, b rune) bool
	yield func(Word) bool
	tags  []string
	word  []byte // the characters on the way from the root
}

// read yields the words of nodes, which stand below the character last; false: stop.
func (r *reader) read(nodes string, last rune) bool {
	for len(nodes) > 0 {
		var n node
		n, nodes = nextNode(nodes)
		if r.has(last, n.char) && !r.readNode(n) {
			return false
		}
	}
	return true
}

// readNode yields the words that n ends, and those below it; false: stop.
func (r *reader) readNode(n node) bool {
	length := len(r.word)
	r.word = utf8.AppendRune(r.word, n.char)
	tag, below := n.body[0], n.body[1:]
	if tag > 0 {
		var freq uint64
		freq, below = uvarint(below)
		if !r.yield(Word{string(r.word), float64(freq), r.tags[tag-1]}) {
			return false
		}
	}
	if !r.read(below, n.char) {
		return false
	}
	r.word = r.word[:length]
	return true
}

// uvarint reads an unsigned varint and returns what follows it.
func uvarint(s string) (n uint64, rest string) {
	for i := 0; ; i++ {
		n |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return n, s[i+1:]
		}
	}
}

// domainWords is words/domain.txt: words, each with /pos where it is no noun.
var domainWords = sync.OnceValue(func() []Word {
	var words []Word
	for _, entry := range List("domain") {
		text, pos, tagged := strings.Cut(entry, "/")
		if !tagged {
			pos = "n"
		}
		words = append(words, Word{text, domainFreq, pos})
	}
	return words
})

// pairsIn reports whether has lets word through.
func pairsIn(word string, has func(a, b rune) bool) bool {
	var last rune
	for _, r := range word {
		if !has(last, r) {
			return false
		}
		last = r
	}
	return true
}
