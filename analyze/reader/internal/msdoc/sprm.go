package msdoc

// Property modifiers (sprm): what a paragraph or a character has that its style has not.
// Those of Word 6 are given the numbers of later versions.
const (
	sprmCDeleted      = 0x0800 // sprmCFRMarkDel
	sprmCInserted     = 0x0801 // sprmCFRMark
	sprmCFieldHidden  = 0x0802 // sprmCFFldVanish
	sprmCSpecial      = 0x0855 // sprmCFSpec
	sprmCHidden       = 0x083c // sprmCFVanish
	sprmCHighlight    = 0x2a0c
	sprmCPlain        = 0x2a33
	sprmCColourIndex  = 0x2a42 // sprmCIco
	sprmCStyle        = 0x4a30 // sprmCIstd
	sprmCColour       = 0x6870 // sprmCCv
	sprmCSymbol       = 0x6a09
	sprmCChanged      = 0xca57 // sprmCPropRMark
	sprmCChanged2     = 0xca89 // sprmCPropRMark90
	sprmPJustify80    = 0x2403
	sprmPInTable      = 0x2416 // sprmPFInTable
	sprmPRowEnd       = 0x2417 // sprmPFTtp
	sprmPInnerCell    = 0x244b // sprmPFInnerTableCell
	sprmPInnerRowEnd  = 0x244c // sprmPFInnerTtp
	sprmPJustify      = 0x2461
	sprmPListLevel    = 0x260a // sprmPIlvl
	sprmPIndent80     = 0x8411 // sprmPDxaLeft180
	sprmPIndent       = 0x8460 // sprmPDxaLeft1
	sprmPIndentChars  = 0x4457 // sprmPDxcLeft1
	sprmPOutline      = 0x2640 // sprmPOutLvl
	sprmPStyle        = 0x4600 // sprmPIstd
	sprmPList         = 0x460b // sprmPIlfo
	sprmPHuge         = 0x6645 // sprmPHugePapx
	sprmPHuge2        = 0x6646
	sprmPTableProps   = 0x646b
	sprmPTableDepth   = 0x6649 // sprmPItap
	sprmPTableDeeper  = 0x664a // sprmPDtap
	sprmPTabs         = 0xc615 // sprmPChgTabs
	sprmPChanged      = 0xc63f // sprmPPropRMark
	sprmPChanged2     = 0xc66f
	sprmSTitlePage    = 0x300a // sprmSFTitlePage
	sprmTDefTable10   = 0xd606
	sprmTDefTable     = 0xd608
	sprmTVerticalJoin = 0xd62b // sprmTVertMerge
)

// A modifier is one property with its operand.
type modifier struct {
	id      uint16
	operand []byte
}

// value is the operand as a number.
func (m modifier) value() int {
	switch len(m.operand) {
	case 0:
		return 0
	case 1:
		return int(m.operand[0])
	case 2, 3:
		return int(le.Uint16(m.operand))
	}
	return int(int32(le.Uint32(m.operand)))
}

// nextModifier returns the first modifier of a list (grpprl) and the rest; false at its
// end, which is also where it makes no sense any more.
func nextModifier(list []byte, old bool) (m modifier, rest []byte, ok bool) {
	if old {
		return nextOldModifier(list)
	}
	if len(list) < 3 {
		return modifier{}, nil, false
	}
	m.id = le.Uint16(list)
	list = list[2:]
	size, skip := 0, 0
	switch m.id >> 13 {
	case 0, 1:
		size = 1
	case 2, 4, 5:
		size = 2
	case 3:
		size = 4
	case 7:
		size = 3
	default:
		skip, size = 1, int(list[0])
		switch {
		case m.id == sprmTDefTable || m.id == sprmTDefTable10:
			if len(list) < 2 {
				return modifier{}, nil, false
			}
			skip, size = 2, int(le.Uint16(list))-1
		case m.id == sprmPTabs && size == 255:
			size = longTabs(list[1:])
		}
	}
	if size < 0 || skip+size > len(list) {
		return modifier{}, nil, false
	}
	m.operand = list[skip : skip+size]
	return m, list[skip+size:], true
}

// longTabs is the size of an operand of sprmPChgTabs that is too long for its own size.
func longTabs(operand []byte) int {
	if len(operand) == 0 {
		return -1
	}
	deleted := 1 + 4*int(operand[0])
	if deleted >= len(operand) {
		return -1
	}
	return deleted + 1 + 3*int(operand[deleted])
}

// nextOldModifier is nextModifier for Word 6.
func nextOldModifier(list []byte) (m modifier, rest []byte, ok bool) {
	if len(list) == 0 {
		return modifier{}, nil, false
	}
	number := list[0]
	list = list[1:]
	m.id = oldIDs[number]
	size, skip := 0, 0
	switch s := oldSize(number); {
	case s >= 0:
		size = s
	case len(list) == 0:
		return modifier{}, nil, false
	case number == oldDefTable:
		if len(list) < 2 {
			return modifier{}, nil, false
		}
		skip, size = 2, int(le.Uint16(list))-1
	default:
		skip, size = 1, int(list[0])
	}
	if size < 0 || skip+size > len(list) {
		return modifier{}, nil, false
	}
	m.operand = list[skip : skip+size]
	return m, list[skip+size:], true
}

const oldDefTable = 190

// oldIDs are the modifiers of Word 6 that are looked at, by their number there. Word 97
// writes the same numbers where a piece of text has one modifier of its own.
var oldIDs = [256]uint16{
	2: sprmPStyle, 5: sprmPJustify80, 19: sprmPIndent80, 24: sprmPInTable, 25: sprmPRowEnd,
	65: sprmCDeleted, 66: sprmCInserted, 67: sprmCFieldHidden, 74: sprmCSymbol, 80: sprmCStyle, 83: sprmCPlain,
	92: sprmCHidden, 98: sprmCColourIndex, 117: sprmCSpecial, 143: sprmSTitlePage, oldDefTable: sprmTDefTable,
}

// oldSizes tells how large the operand of each modifier of Word 6 is, from number 0 on:
// a digit, c for 12, v where its first byte tells.
const oldSizes = "012v11111111v11v2222422v1112221222222122222212222211011111111111v111v24123v11v1v2vv01111111112132212" +
	"121v1vv2v22vvvvvv111v222211111111v113311221112211112222112210222222221111111v1v22211cv2vv454242254111111v"

// oldSize is the size of the operand of a modifier of Word 6; -1 where its first byte tells.
func oldSize(number byte) int {
	if int(number) >= len(oldSizes) {
		return 1
	}
	switch c := oldSizes[number]; c {
	case 'v':
		return -1
	case 'c':
		return 12
	default:
		return int(c - '0')
	}
}
