// Package biff reads the workbooks of Excel 5 to 2003 and of WPS Spreadsheets: what their
// cells show, sheet by sheet.
//
// The format is [MS-XLS]. Nothing that the file says about itself is trusted: no list is
// longer than the file has bytes for it.
package biff

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"hegao/analyze/reader/internal/charset"
)

// Part is the stream that the cells stand in, as doc.Loc.Part names it.
const Part = "Workbook"

var le = binary.LittleEndian

// Kinds of records.
const (
	recFormula     = 0x0006
	recEnd         = 0x000a
	recNote        = 0x001c
	record1904     = 0x0022
	recEncrypted   = 0x002f
	recContinue    = 0x003c
	recCodePage    = 0x0042
	recObject      = 0x005d
	recColumns     = 0x007d
	recSheet       = 0x0085
	recNumbers     = 0x00bd // MULRK
	recRichLabel   = 0x00d6 // RSTRING
	recCellFormat  = 0x00e0 // XF
	recMerged      = 0x00e5
	recStrings     = 0x00fc // SST
	recLabelString = 0x00fd // LABELSST
	recTextObject  = 0x01b6
	recNumber      = 0x0203
	recLabel       = 0x0204
	recBool        = 0x0205
	recString      = 0x0207
	recRow         = 0x0208
	recShortNumber = 0x027e // RK
	recFormula3    = 0x0206
	recFormula4    = 0x0406
	recFormat      = 0x041e
	recBegin       = 0x0809
)

// A record is one of the stream, with the records that continue it.
type record struct {
	kind  uint16
	at    int // bytes in the stream
	size  int // bytes, the continuation aside
	parts [][]byte
}

// data is the record itself, without what continues it.
func (r *record) data() []byte { return r.parts[0] }

// nextRecord reads the record at at; false at the end, or where the stream is broken. A
// record that is cut off counts.
func nextRecord(stream []byte, at int) (r record, next int, ok bool) {
	r = record{at: at}
	for at+4 <= len(stream) {
		kind, size := le.Uint16(stream[at:]), int(le.Uint16(stream[at+2:]))
		if r.parts != nil && kind != recContinue {
			break
		}
		end := min(len(stream), at+4+size)
		if r.parts == nil {
			r.kind, r.size = kind, end-at
		}
		r.parts = append(r.parts, stream[at+4:end])
		at = end
		if r.kind != recStrings && r.kind != recTextObject && r.kind != recString {
			break // of no other records is more than the first part looked at
		}
	}
	return r, at, r.parts != nil
}

// A cursor reads through the parts of a record.
type cursor struct {
	parts [][]byte
	data  []byte // what is left of the part that is being read
}

func newCursor(parts [][]byte) *cursor { return &cursor{parts[1:], parts[0]} }

// more goes on to the next part where the one that is being read is at its end; false
// when there is none.
func (c *cursor) more() bool {
	for len(c.data) == 0 {
		if len(c.parts) == 0 {
			return false
		}
		c.data, c.parts = c.parts[0], c.parts[1:]
	}
	return true
}

// take returns the next n bytes, which may not be parted; nil where they are not there.
func (c *cursor) take(n int) []byte {
	if n > 0 && !c.more() || n > len(c.data) {
		c.data, c.parts = nil, nil
		return nil
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

// skip passes over n bytes, however parted.
func (c *cursor) skip(n int) {
	for n > 0 && c.more() {
		k := min(n, len(c.data))
		c.data = c.data[k:]
		n -= k
	}
}

// characters reads n characters; wide tells whether they have two bytes. Where they are
// parted, the next part says that anew.
func (c *cursor) characters(n int, wide bool) string {
	var text []byte
	var high uint16 // the first half of a character beyond 16 bits
	for n > 0 {
		if len(c.data) == 0 {
			if !c.more() {
				break
			}
			wide = c.data[0]&1 != 0
			c.data = c.data[1:]
			continue
		}
		width := 1
		if wide {
			width = 2
		}
		k := min(n, len(c.data)/width)
		if k == 0 {
			c.data = nil
			continue
		}
		for i := range k {
			u := uint16(c.data[i*width])
			if wide {
				u |= uint16(c.data[i*width+1]) << 8
			}
			text, high = appendUnit(text, high, u)
		}
		c.data = c.data[k*width:]
		n -= k
	}
	if high != 0 {
		text = utf8.AppendRune(text, utf8.RuneError)
	}
	return string(text)
}

// appendUnit appends a 16-bit unit to text; high is a first half that waits for its second.
func appendUnit(text []byte, high, u uint16) ([]byte, uint16) {
	if high != 0 {
		r := utf16.DecodeRune(rune(high), rune(u))
		text = utf8.AppendRune(text, r)
		if r != utf8.RuneError {
			return text, 0
		}
	}
	switch {
	case u >= 0xd800 && u < 0xdc00:
		return text, u
	case u >= 0xdc00 && u < 0xe000:
		if high == 0 {
			text = utf8.AppendRune(text, utf8.RuneError)
		}
	default:
		text = utf8.AppendRune(text, rune(u))
	}
	return text, 0
}

// text reads a string with all that hangs on it; its length has lengthSize bytes. Excel 5
// has plain bytes in an encoding of the file's.
func (b *book) text(c *cursor, lengthSize int) (text string, ok bool) {
	head := c.take(lengthSize)
	if head == nil {
		return "", false
	}
	n := int(head[0])
	if lengthSize == 2 {
		n = int(le.Uint16(head))
	}
	if b.old {
		bytes := c.take(min(n, len(c.data)))
		return charset.Decode(bytes, b.narrow), len(bytes) == n
	}
	flags := c.take(1)
	if flags == nil {
		return "", n == 0
	}
	const wide, phonetic, rich = 1, 4, 8
	runs, extra := 0, 0
	if flags[0]&rich != 0 {
		if s := c.take(2); s != nil {
			runs = 4 * int(le.Uint16(s))
		}
	}
	if flags[0]&phonetic != 0 {
		if s := c.take(4); s != nil {
			extra = int(le.Uint32(s))
		}
	}
	text = c.characters(n, flags[0]&wide != 0)
	c.skip(runs)
	c.skip(extra)
	return text, true
}
