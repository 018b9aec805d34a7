package msdoc

import (
	"math"
	"sort"
)

// pageSize is how many bytes a page of properties has (FKP).
const pageSize = 512

// bins lead from a place in the stream of text to the properties of what stands there:
// through a table of pages (PlcBte) to the page, and in it to the stretch.
type bins struct {
	main  []byte
	table plc
	entry int // bytes that a page has for each stretch, the places themselves aside

	broken bool // a page was asked for that is not there or makes no sense
}

// charEntry is how many bytes a page has for each stretch of characters.
const charEntry = 1

// paragraphEntry is how many bytes a page has for each paragraph (BX).
func (f *file) paragraphEntry() int {
	if f.old {
		return 7
	}
	return 13
}

func newBins(f *file, tab, entry int) *bins {
	size := 4
	if f.old {
		size = 2
	}
	table := newPLC(f.tab(tab), size)
	return &bins{main: f.main, table: table, entry: entry, broken: table.n == 0}
}

// page returns the page for a place and up to where it is; a nil page if there is none.
func (b *bins) page(at uint32) (page []byte, to uint32) {
	i := sort.Search(b.table.n, func(i int) bool { return uint32(b.table.key(i+1)) > at })
	if i == b.table.n {
		return nil, math.MaxUint32
	}
	to = uint32(b.table.key(i + 1))
	number := 0
	if e := b.table.entry(i); len(e) == 2 {
		number = int(le.Uint16(e))
	} else {
		number = int(le.Uint32(e) & (1<<22 - 1)) // the rest is not defined
	}
	if (number+1)*pageSize > len(b.main) {
		b.broken = true
		return nil, to
	}
	return b.main[number*pageSize : (number+1)*pageSize], to
}

// find returns the page for the byte at at, where in it the entry stands, and up to where
// in the stream it is meant for; no page where nothing is known of at.
func (b *bins) find(at uint32) (page []byte, entry int, to uint32) {
	page, to = b.page(at)
	if page == nil {
		return nil, 0, to
	}
	n := int(page[pageSize-1])
	if n == 0 || 4*(n+1)+n*b.entry > pageSize-1 {
		b.broken = true
		return nil, 0, to
	}
	i := sort.Search(n, func(i int) bool { return le.Uint32(page[4*(i+1):]) > at })
	switch {
	case i == n:
		return nil, 0, to
	case le.Uint32(page[4*i:]) > at:
		return nil, 0, le.Uint32(page[4*i:])
	}
	return page, 4*(n+1) + i*b.entry, le.Uint32(page[4*(i+1):])
}

// chars returns the modifiers of the character at at, and up to where they are the same.
// b is of characters.
func (b *bins) chars(at uint32) (props []byte, to uint32) {
	page, entry, to := b.find(at)
	if page == nil || page[entry] == 0 {
		return nil, to
	}
	start := 2 * int(page[entry])
	return page[min(start+1, pageSize-1):min(start+1+int(page[start]), pageSize-1)], to
}

// paragraph returns the style of the paragraph at at and its modifiers. b is of paragraphs.
func (b *bins) paragraph(at uint32, old bool) (style int, props []byte) {
	page, entry, _ := b.find(at)
	if page == nil || page[entry] == 0 {
		return 0, nil
	}
	start := 2 * int(page[entry])
	size := 2 * int(page[start])
	switch {
	case old:
	case size == 0 && start+1 < pageSize:
		start++
		size = 2 * int(page[start])
	default:
		size--
	}
	props = page[min(start+1, pageSize-1):min(start+1+max(size, 0), pageSize-1)]
	if len(props) < 2 {
		return 0, nil
	}
	return int(le.Uint16(props)), props[2:]
}
