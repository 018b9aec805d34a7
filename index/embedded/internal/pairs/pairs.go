// Package pairs finds any string in many texts without looking at the texts, and knows which
// words they hold.
//
// It keeps where each pair of neighbouring characters stands: a string stands where its
// pairs stand behind one another. So the reports that hold a string are known exactly, not
// only which might. A [Segment] is a file of such places, written once and never changed;
// segments are put together with [Merge].
//
// A file is, in this order:
//
//	title     "hegao pairs 1\n"
//	places    of each pair, ascending by pair, then of each word: differences of places,
//	          as varints
//	pairs     in blocks of blockPairs: difference to the pair before in the block,
//	          number of places, bytes of places, as varints
//	blocks    of each: first pair, where it and its first places stand, as uint64
//	reports   of each: difference of its serial to the one before, places, as varints,
//	          its name behind its length
//	trailer   where blocks, reports and trailer begin, number of pairs and reports,
//	          checksum of blocks and reports, "hegaoend"
//
// A place is the number of a character, counted through all texts of all reports; one is
// left out behind each text. Of single characters the first place in each report is kept
// beside their pairs. A word takes the place of a pair (see wordKey) and stands once in each
// report that holds it: as many places behind the report's first as it counts there.
package pairs

import (
	"errors"
	"hash/crc32"
)

// ErrDamaged says that a file is not as it was written.
var ErrDamaged = errors.New("pairs: damaged file")

const (
	title       = "hegao pairs 1\n"
	ending      = "hegaoend"
	blockPairs  = 64
	blockSize   = 3 * 8 // bytes of a block's entry
	trailerSize = 5*8 + 4 + len(ending)
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A pair is two neighbouring characters. The second is 0 behind the last one of a text; it is
// anywhere for the place where a character stands first in a report, whatever follows it.
type pair uint64

const anywhere = 1<<runeBits - 1

// runeBits hold any character.
const runeBits = 21

func newPair(a, b rune) pair { return pair(a)<<runeBits | pair(b) }

// wordKey returns what a word is filed under: its FNV-1a hash, behind all pairs. That two words
// share one is not to be expected, and would only have each counted for the other.
func wordKey(word string) pair {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return pair(h | 1<<63)
}

// uvarint decodes a varint at the start of b: 0 bytes where there is none.
func uvarint(b []byte) (uint64, int) {
	if len(b) > 0 && b[0] < 0x80 {
		return uint64(b[0]), 1
	}
	if len(b) > 1 && b[1] < 0x80 {
		return uint64(b[0]&0x7F) | uint64(b[1])<<7, 2
	}
	var v uint64
	for i := 0; i < len(b) && i < 10; i++ {
		v |= uint64(b[i]&0x7F) << (7 * i)
		if b[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}
