package msdoc

import "hegao/analyze/reader/internal/flow"

// A layout is what of a paragraph's properties matters to reading. Numbers are -1 where
// they are not set.
type layout struct {
	style   int
	list    int // number of the list's use (ilfo), from 1; 0 or less: none
	level   int // 0..8
	outline int // 0..8 headings, 9 body text
	flow.Alignment
	depth   int // of tables around it
	inTable bool
	rowEnd  bool // it is no paragraph but the end of a row
	cellEnd bool // of a table inside a table
	changed bool // its format was changed, on record
	columns []byte
	joined  []vertical
}

func newLayout(style int) layout { return layout{style: style, list: -1, level: -1, outline: -1} }

// A vertical says of a cell of a row whether it goes on with the one above.
type vertical struct {
	cell    int
	covered bool
}

// apply applies modifiers to l. Those that stand in the stream of data are looked up in f
// while depth allows.
func (l *layout) apply(f *file, list []byte, old bool, depth int) {
	for {
		m, rest, ok := nextModifier(list, old)
		if !ok {
			return
		}
		list = rest
		switch m.id {
		case sprmPHuge, sprmPHuge2, sprmPTableProps:
			if depth > 0 {
				l.apply(f, f.elsewhere(m.value()), false, depth-1)
			}
		case sprmPStyle:
			l.style = m.value()
		case sprmPList:
			l.list = int(int16(m.value()))
		case sprmPListLevel:
			l.level = m.value()
		case sprmPOutline:
			l.outline = m.value()
		case sprmPJustify80, sprmPJustify:
			const centre, right = 1, 2
			l.Centred = flow.ToggleOf(m.value() == centre)
			l.Aligned = flow.ToggleOf(m.value() == centre || m.value() == right)
		case sprmPIndent80, sprmPIndent, sprmPIndentChars:
			l.Indented = flow.ToggleOf(int16(m.value()) > 0)
		case sprmPChanged, sprmPChanged2:
			l.changed = len(m.operand) > 0 && m.operand[0] != 0
		default:
			l.applyTable(m)
		}
	}
}

// applyTable applies a modifier that is about tables.
func (l *layout) applyTable(m modifier) {
	switch m.id {
	case sprmPInTable:
		l.inTable = m.value() != 0
	case sprmPRowEnd, sprmPInnerRowEnd:
		l.rowEnd = m.value() != 0
	case sprmPInnerCell:
		l.cellEnd = m.value() != 0
	case sprmPTableDepth:
		l.depth = m.value()
	case sprmPTableDeeper:
		l.depth += m.value()
	case sprmTDefTable:
		l.columns = m.operand
	case sprmTVerticalJoin:
		const goesOn = 1
		if len(m.operand) >= 2 {
			l.joined = append(l.joined, vertical{int(m.operand[0]), m.operand[1] == goesOn})
		}
	}
}

// elsewhere returns modifiers that stand in the stream of data.
func (f *file) elsewhere(at int) []byte {
	if at < 0 || at+2 > len(f.data) {
		return nil
	}
	list := f.data[at+2:]
	return f.spend(list[:min(len(list), int(le.Uint16(f.data[at:])))])
}

// spend returns shared modifiers; none when more were read than an honest file has.
func (f *file) spend(list []byte) []byte {
	if f.effort -= len(list); f.effort < 0 {
		return nil
	}
	return list
}
