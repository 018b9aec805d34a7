// Package msdoc reads the binary documents of Word 6 to 2003 and of WPS Writer: what a
// reader of the printed page would see, with the place of every run in the stream of text.
//
// The format is [MS-DOC]; names in its style are said in a comment where they help to look
// something up. Nothing that the file says about itself is trusted: each offset is checked
// where it is used, and no list is longer than the file has bytes for it.
package msdoc

import (
	"encoding/binary"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/ole"
)

// Part is the stream that the text stands in, as doc.Loc.Part names it.
const Part = "WordDocument"

var le = binary.LittleEndian

// A story is a text of its own; all of them stand one behind the other in the file.
type story int

const (
	mainStory story = iota
	footnoteStory
	headerStory
	macroStory
	commentStory
	endnoteStory
	boxStory
	headerBoxStory
	stories
)

// Tables that the file information block leads to, by their number there.
const (
	tabStyles        = 1  // STSH
	tabCommentRefs   = 4  // PlcfandRef
	tabSections      = 6  // PlcfSed
	tabHeaders       = 11 // PlcfHdd
	tabCharBins      = 12 // PlcfBteChpx
	tabParagraphBins = 13 // PlcfBtePapx
	tabFonts         = 15 // SttbfFfn
	tabSettings      = 31 // Dop
	tabPieces        = 33 // Clx
	tabShapes        = 40 // PlcSpaMom
	tabHeaderShapes  = 41 // PlcSpaHdr
	tabCommentStarts = 42 // PlcfAtnBkf
	tabCommentEnds   = 43 // PlcfAtnBkl
	tabBoxes         = 56 // PlcftxbxTxt
	tabHeaderBoxes   = 58 // PlcfHdrtxbxTxt
	tabLists         = 73 // PlfLst
	tabListUses      = 74 // PlfLfo
)

// A file is a document's streams and what its file information block (FIB) says.
type file struct {
	main  []byte // WordDocument
	table []byte // the stream with the tables
	data  []byte // Data

	old    bool             // Word 6 or 95
	wide   bool             // old and with two bytes a character
	narrow charset.Encoding // of characters of one byte
	lang   uint16
	start  uint32       // of the text, for old files without a piece table
	length [stories]int // characters of each story
	pairs  []byte       // where each table stands: offset and length

	// How many bytes of modifiers may yet be read that paragraphs and pieces of text may
	// share: in an honest file each is meant for one of them.
	effort int
	cut    bool // a table was asked for that is not there, or not all of it
}

var (
	errEncrypted = fault.New(doc.Encrypted, "文档设了密码，打不开；请报送单位去掉密码后重新报送")
	errOld       = fault.New(doc.Unsupported, "这是很旧的 Word 文档（Word 2.0 或更早），读不了；请报送单位另存为 docx 重新报送")
	errDamaged   = fault.New(doc.Damaged, "Word 文档已损坏，读不出正文；请报送单位另存后重新报送")
)

// openFile reads the file information block.
func openFile(o *ole.File) (*file, error) {
	f := &file{main: o.Stream("WordDocument"), data: o.Stream("Data")}
	f.effort = 8*(len(f.main)+len(f.data)) + 1<<20
	return f, f.readFIB(o.Stream)
}

// readFIB reads the file information block; stream returns the stream of a name.
func (f *file) readFIB(stream func(string) []byte) error {
	const baseSize, longs = 32, 22
	if len(f.main) < 0x300 {
		return errDamaged
	}
	version, flags := le.Uint16(f.main[2:]), le.Uint16(f.main[10:])
	f.lang = le.Uint16(f.main[6:])
	f.old = version < 106
	switch ident := le.Uint16(f.main); {
	case ident == 0xa5db || ident == 0xa59b || f.old && version < 101:
		return errOld
	case ident != 0xa5ec && ident != 0xa5dc && ident&0xff00 != 0xa600:
		return errDamaged
	case flags&0x100 != 0:
		return errEncrypted
	}
	if f.old {
		f.wide = flags&0x1000 != 0
		f.start = le.Uint32(f.main[24:])
		f.table = f.main
		f.lengths(f.main[0x34:])
		f.pairs = oldPairs(f.main[0x58:])
		return nil
	}
	f.table = stream([]string{"0Table", "1Table"}[flags>>9&1])
	at := baseSize
	at += 2 + 2*int(le.Uint16(f.main[at:])) // past the shorts
	if at+2+4*longs > len(f.main) {
		return errDamaged
	}
	f.lengths(f.main[at+2+4*3:])
	at += 2 + 4*int(le.Uint16(f.main[at:])) // past the longs
	if at+2 > len(f.main) {
		return errDamaged
	}
	size := 8 * int(le.Uint16(f.main[at:]))
	f.pairs = f.main[at+2 : min(len(f.main), at+2+size)]
	return nil
}

// lengths reads how long the stories are.
func (f *file) lengths(from []byte) {
	for i := range f.length {
		if n := le.Uint32(from[4*i:]); n < 1<<30 {
			f.length[i] = int(n)
		}
	}
}

// oldPairs brings the places of tables in Word 6 into the order of later versions: ten
// bytes of something else stand between them.
func oldPairs(from []byte) []byte {
	const first, gap, all = 38 * 8, 10, 56 * 8
	return append(append(make([]byte, 0, all), from[:first]...), from[first+gap:all]...)
}

// tab returns a table's bytes; nil where the file has none or they are not there.
func (f *file) tab(i int) []byte {
	at, size := f.place(i)
	f.cut = f.cut || size > 0 && at+size > uint64(len(f.table))
	if at >= uint64(len(f.table)) {
		return nil
	}
	return f.table[at:min(uint64(len(f.table)), at+size)]
}

// place returns where a table stands in its stream, as the file says.
func (f *file) place(i int) (at, size uint64) {
	if 8*i+8 > len(f.pairs) {
		return 0, 0
	}
	return uint64(le.Uint32(f.pairs[8*i:])), uint64(le.Uint32(f.pairs[8*i+4:]))
}

// begin returns the number of a story's first character.
func (f *file) begin(s story) int {
	n := 0
	for _, l := range f.length[:s] {
		n += l
	}
	return n
}

// A plc is a table of n+1 ascending numbers, then n entries of size bytes: what stands
// between two numbers has the entry between them.
type plc struct {
	data []byte
	n    int
	size int
}

func newPLC(data []byte, size int) plc {
	return plc{data, max(0, len(data)-4) / (4 + size), size}
}

// key returns number i, 0 to n.
func (p plc) key(i int) int { return int(le.Uint32(p.data[4*i:])) }

// entry returns entry i, 0 to n-1.
func (p plc) entry(i int) []byte {
	at := 4*(p.n+1) + p.size*i
	return p.data[at : at+p.size]
}
