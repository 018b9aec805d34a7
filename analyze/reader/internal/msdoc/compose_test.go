package msdoc_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"maps"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/msdoc"
	"hegao/analyze/reader/internal/ole"
	"hegao/analyze/reader/internal/oletest"
)

var le = binary.LittleEndian

// A wordFile is a binary Word document as tests write it. Its paragraphs end with \r or,
// in tables, with \a.
type wordFile struct {
	version uint16 // 193: Word 97; 104: Word 95
	flags   uint16
	lang    uint16
	pieces  []textPiece
	lengths map[int]int    // characters of stories beside the body, by number
	tables  map[int][]byte // by number
	para    map[int][]byte // modifiers of the paragraph that ends in a piece, by the piece's number
	chars   map[int][]byte // modifiers of a piece's characters
	data    []byte
}

// A textPiece is a piece of text; wide ones have two bytes a character.
type textPiece struct {
	text  []byte
	wide  bool
	prm   uint16
	times int // how often the piece table names it; 0: once
}

func wide(text string) textPiece {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = le.AppendUint16(b, u)
	}
	return textPiece{text: b, wide: true}
}

func narrow(text string) textPiece { return textPiece{text: []byte(text)} }

func gbk(t testing.TB, text string) []byte {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (f wordFile) old() bool { return f.version < 106 }

// A layout is where the text of a piece stands: bytes from and to, and its characters.
type layout struct{ from, to, chars int }

// bytes lays the file out: the text in the order of the pieces, a page of properties for
// each piece, the tables.
func (f wordFile) bytes() []byte {
	main := make([]byte, 2048)
	le.PutUint16(main, 0xa5ec)
	for at, v := range map[int]uint16{2: f.version, 6: f.lang, 10: f.flags, 32: 14, 62: 22, 152: 93} {
		if !f.old() || at < 32 {
			le.PutUint16(main[at:], v)
		}
	}
	var pieces []layout
	total := 0
	for _, p := range f.pieces {
		n := len(p.text)
		if p.wide {
			n /= 2
		}
		pieces = append(pieces, layout{len(main), len(main) + len(p.text), n})
		total += n * max(1, p.times)
		main = append(main, p.text...)
	}
	tables := maps.Clone(f.tables)
	if tables == nil {
		tables = map[int][]byte{}
	}
	if tables[12] == nil {
		main = f.properties(main, pieces, tables)
	}
	beside := 0
	for _, n := range f.lengths {
		beside += n
	}
	if f.old() {
		le.PutUint32(main[24:], 2048)
		return f.place(main, tables, 0x34, 0x58, total, beside)
	}
	tables[33] = f.pieceTable(pieces)
	return f.place(main, tables, 64+12, 154, total, beside)
}

// properties writes a page of characters' and one of paragraphs' properties for each
// piece, and the tables that lead there.
func (f wordFile) properties(main []byte, pieces []layout, tables map[int][]byte) []byte {
	var keys, charPages, paraPages []byte
	page := func(pages []byte, l layout, entry int, props []byte) []byte {
		main = append(main, make([]byte, -len(main)&511)...)
		p := make([]byte, 512)
		le.PutUint32(p, uint32(l.from))
		le.PutUint32(p[4:], uint32(l.to))
		if len(props) > 0 {
			p[8] = byte((511 - len(props)) / 2)
			copy(p[2*int(p[8]):], props)
		}
		p[511] = 1
		main = append(main, p...)
		if f.old() {
			return le.AppendUint16(pages, uint16(len(main)/512-1))
		}
		return le.AppendUint32(pages, uint32(len(main)/512-1))
	}
	for i, l := range pieces {
		var chars, para []byte
		if m := f.chars[i]; m != nil {
			chars = append([]byte{byte(len(m))}, m...)
		}
		if m := f.para[i]; m != nil {
			m = append([]byte{0, 0}, m...)
			if len(m)%2 == 0 && !f.old() {
				para = append([]byte{0, byte(len(m) / 2)}, m...)
			} else {
				para = append([]byte{byte((len(m) + 1) / 2)}, m...)
			}
		}
		keys = le.AppendUint32(keys, uint32(l.from))
		charPages, paraPages = page(charPages, l, 1, chars), page(paraPages, l, 13, para)
	}
	keys = le.AppendUint32(keys, uint32(pieces[len(pieces)-1].to))
	tables[12], tables[13] = append(bytes.Clone(keys), charPages...), append(keys, paraPages...)
	return main
}

func (f wordFile) pieceTable(pieces []layout) []byte {
	var keys, descriptors []byte
	cp := 0
	for i, l := range pieces {
		for range max(1, f.pieces[i].times) {
			keys = le.AppendUint32(keys, uint32(cp))
			cp += l.chars
			at := uint32(l.from)
			if !f.pieces[i].wide {
				at = at*2 | 1<<30
			}
			descriptors = le.AppendUint16(descriptors, 0)
			descriptors = le.AppendUint32(descriptors, at)
			descriptors = le.AppendUint16(descriptors, f.pieces[i].prm)
		}
	}
	keys = le.AppendUint32(keys, uint32(cp))
	table := le.AppendUint32([]byte{2}, uint32(len(keys)+len(descriptors)))
	return append(append(table, keys...), descriptors...)
}

// place writes where everything stands.
func (f wordFile) place(main []byte, tables map[int][]byte, lengthsAt, pairsAt, total, beside int) []byte {
	le.PutUint32(main[lengthsAt:], uint32(total-beside))
	for i, n := range f.lengths {
		le.PutUint32(main[lengthsAt+4*i:], uint32(n))
	}
	var table []byte
	for i, t := range tables {
		at := len(table)
		if f.old() {
			at = len(main)
			main = append(main, t...)
		} else {
			table = append(table, t...)
		}
		le.PutUint32(main[pairsAt+8*i:], uint32(at))
		le.PutUint32(main[pairsAt+8*i+4:], uint32(len(t)))
	}
	return oletest.File(oletest.Stream{Name: "WordDocument", Data: main}, oletest.Stream{Name: "0Table", Data: table}, oletest.Stream{Name: "Data", Data: f.data})
}

func (f wordFile) read(t testing.TB) (*doc.Document, error) {
	t.Helper()
	o, err := ole.Open(f.bytes())
	if err != nil {
		t.Fatal(err)
	}
	d := &doc.Document{Status: doc.OK}
	return d, msdoc.Read(context.Background(), o, d)
}
