package biff

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/cellformat"
	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
	sheetfile "hegao/analyze/sheet"
)

// A book is a workbook while it is read.
type book struct {
	ctx    context.Context
	stream []byte

	old       bool // Excel 5 or 95
	narrow    charset.Encoding
	since1904 bool
	strings   []string
	formats   map[int]string // codes, by number
	looks     []int          // the number of the format, by a cell's XF
	parsed    map[int]*cellformat.Format
	sheets    []sheet
	broken    bool
	budget    int // bytes of sheets that may yet be read: an honest file's do not overlap

	d        *doc.Document
	pieces   int
	size     int // bytes of text
	comments int
	pictures int
	hidden   []string // what was left out
	left     int      // how much that is
}

// A sheet is where one stands in the stream.
type sheet struct {
	name   string
	at     int
	hidden bool
}

var (
	errEncrypted = fault.New(doc.Encrypted, "表格设了密码，打不开；请报送单位去掉密码后重新报送")
	errDamaged   = fault.New(doc.Damaged, "Excel 表格已损坏，读不出内容；请报送单位另存后重新报送")
	errOld       = fault.New(doc.Unsupported, "这是很旧的 Excel 表格（4.0 或更早），读不了；请报送单位另存为 xlsx 重新报送")
)

// Begins reports whether data begins like the stream of a workbook, which some programs
// write into a file as it is.
func Begins(data []byte) bool {
	return len(data) > 8 && le.Uint16(data) == recBegin && le.Uint16(data[2:]) <= 16 && data[4] == 0 && (data[5] == 5 || data[5] == 6)
}

// Read reads the workbook in stream into d. When it fails, d holds what was read until then.
func Read(ctx context.Context, stream []byte, d *doc.Document) error {
	b := &book{ctx: ctx, stream: stream, d: d, formats: map[int]string{}, parsed: map[int]*cellformat.Format{}, narrow: charset.GB18030, budget: 2 * len(stream)}
	if err := b.globals(); err != nil {
		return err
	}
	table := 0
	for i := range b.sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		g, err := b.grid(&b.sheets[i])
		if err != nil {
			return err
		}
		if len(g.cells) == 0 && len(g.boxes) == 0 {
			continue
		}
		if b.sheets[i].hidden {
			b.leaveOut(fmt.Sprintf("工作表“%s”", b.sheets[i].name), 1)
			continue
		}
		table++
		if err := b.show(g, table); err != nil {
			return err
		}
	}
	b.notices()
	switch {
	case b.broken:
		return errDamaged
	case len(d.Blocks) == 0 && b.pictures > 0:
		return fault.New(doc.Scanned, "表格里只有图片，没有文字；请报送单位报送可以编辑的文字版")
	}
	return nil
}

// globals reads what the workbook says before its sheets.
func (b *book) globals() error {
	first, at, ok := nextRecord(b.stream, 0)
	if !ok || first.kind&0xff != recBegin&0xff || len(first.data()) < 4 {
		return errDamaged
	}
	switch version := le.Uint16(first.data()); {
	case first.kind != recBegin || version < 0x500 && version != 0:
		return errOld
	case version < 0x600:
		b.old = true
	}
	const workbook = 5
	if le.Uint16(first.data()[2:]) != workbook { // a file of a single sheet
		b.sheets = []sheet{{}}
	}
	for depth := 1; depth > 0; {
		r, next, ok := nextRecord(b.stream, at)
		if !ok {
			b.broken = true
			break
		}
		at = next
		switch r.kind {
		case recBegin:
			depth++
		case recEnd:
			depth--
		case recEncrypted:
			plain, ok := decrypt(b.stream, r.data())
			if !ok {
				return errEncrypted
			}
			b.stream = plain
		default:
			b.global(&r)
		}
	}
	return nil
}

// global reads one record of the workbook's own.
func (b *book) global(r *record) {
	data := r.data()
	switch r.kind {
	case recCodePage:
		const western = 1252
		if len(data) >= 2 && le.Uint16(data) == western {
			b.narrow = charset.Windows1252
		}
	case record1904:
		b.since1904 = len(data) > 0 && data[0] == 1
	case recFormat:
		if len(data) < 3 {
			return
		}
		size := 2
		if b.old {
			size = 1
		}
		b.formats[int(le.Uint16(data))], _ = b.text(newCursor([][]byte{data[2:]}), size)
	case recCellFormat:
		if len(data) >= 4 {
			b.looks = append(b.looks, int(le.Uint16(data[2:])))
		}
	case recSheet:
		if len(data) >= 7 {
			const cells, macros = 0, 1
			if kind := data[5]; kind != cells && kind != macros {
				return // a chart or a program
			}
			name, _ := b.text(newCursor([][]byte{data[6:]}), 1)
			b.sheets = append(b.sheets, sheet{name, int(le.Uint32(data)), data[4]&3 != 0})
		}
	case recStrings:
		if len(data) < 8 {
			return
		}
		for c := newCursor(append([][]byte{data[8:]}, r.parts[1:]...)); c.more(); {
			text, ok := b.text(c, 2)
			if !ok {
				b.broken = true
			}
			b.strings = append(b.strings, text)
		}
	}
}

// format returns the format of a cell.
func (b *book) format(look int) *cellformat.Format {
	id := 0
	if look < len(b.looks) {
		id = b.looks[look]
	}
	f := b.parsed[id]
	if f == nil {
		code, ok := b.formats[id]
		if !ok {
			code = cellformat.Builtin(id)
		}
		f = cellformat.Parse(code)
		b.parsed[id] = f
	}
	return f
}

// show adds the cells of a sheet to the document, row by row.
func (b *book) show(g *grid, table int) error {
	slices.SortStableFunc(g.cells, func(x, y cell) int {
		if x.row != y.row {
			return x.row - y.row
		}
		return x.col - y.col
	})
	left := 0
	var shown []cell
	var filled []sheetfile.Place
	for _, c := range g.cells {
		switch {
		case g.covered(c):
		case g.hiddenRows[c.row] || g.hiddenColumn(c.col):
			left++
		default:
			shown = append(shown, c)
			filled = append(filled, sheetfile.Place{Row: c.row, Col: c.col})
		}
	}
	blanks := sheetfile.Blanks(filled)
	for _, c := range shown {
		for len(blanks) > 0 && (blanks[0].Row < c.row || blanks[0].Row == c.row && blanks[0].Col < c.col) {
			if err := b.blank(g, blanks[0], table); err != nil {
				return err
			}
			blanks = blanks[1:]
		}
		if err := b.add(doc.TableCell, c, &doc.Cell{Table: table, Row: c.row, Col: c.col}); err != nil {
			return err
		}
	}
	for _, p := range blanks {
		if err := b.blank(g, p, table); err != nil {
			return err
		}
	}
	for _, c := range g.boxes {
		if err := b.add(doc.TextBox, c, nil); err != nil {
			return err
		}
	}
	if left > 0 {
		b.leaveOut(fmt.Sprintf("隐藏行、列里的 %d 个单元格", left), left)
	}
	return nil
}

// blank adds a cell in which something may be missing.
func (b *book) blank(g *grid, p sheetfile.Place, table int) error {
	if g.covered(cell{row: p.Row, col: p.Col}) {
		return nil
	}
	if b.pieces++; b.pieces > limit.Pieces {
		return limit.ErrPieces
	}
	b.d.Blocks = append(b.d.Blocks, doc.Block{
		Kind: doc.TableCell, Cell: &doc.Cell{Table: table, Row: p.Row, Col: p.Col}, Runs: []doc.Run{{Src: doc.Loc{Part: Part, Line: b.pieces}}},
	})
	return nil
}

// add adds a cell; lines broken by hand become blocks of their own.
func (b *book) add(kind doc.Kind, c cell, place *doc.Cell) error {
	b.size += len(c.text)
	if b.size > limit.Text {
		return limit.ErrText
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(c.text, "\r", "\n"), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if b.pieces++; b.pieces > limit.Pieces {
			return limit.ErrPieces
		}
		b.d.Blocks = append(b.d.Blocks, doc.Block{Kind: kind, Text: line, Cell: place, Runs: []doc.Run{{
			Src: doc.Loc{Part: Part, Line: b.pieces, Off: int64(c.at), Len: int64(c.size)},
		}}})
	}
	return nil
}

// leaveOut notes what is hidden.
func (b *book) leaveOut(what string, count int) {
	b.left += count
	if len(b.hidden) < 5 {
		b.hidden = append(b.hidden, what)
	}
}

func (b *book) notices() {
	if b.comments > 0 {
		b.d.Notices = append(b.d.Notices, doc.Notice{Kind: doc.Comments, Count: b.comments})
	}
	if b.left > 0 {
		b.d.Notices = append(b.d.Notices, doc.Notice{Kind: doc.Hidden, Count: b.left, Detail: "隐藏的内容：" + strings.Join(b.hidden, "、")})
	}
}
