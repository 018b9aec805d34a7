package msdoc

import (
	"strings"
	"unicode/utf16"

	"hegao/analyze/reader/internal/counting"
	"hegao/analyze/reader/internal/flow"
)

// levels is how many levels a list has.
const levels = 9

// A listLevel is how one level of a list is counted and shown (LVL).
type listLevel struct {
	start   int
	restart int // starts over behind a level before this one, 0-based; -1: behind any higher one
	format  byte
	suffix  byte     // what follows the number
	legal   bool     // all numbers in it are shown as digits
	text    []uint16 // 0..8 stands for the number of that level
}

// A list is one of the document's (LSTF) with its counters, which all its uses share.
type list struct {
	id     uint32
	styles [levels]uint16 // the paragraph style that is on each level by itself
	level  [levels]*listLevel
	count  [levels]int
	active [levels]bool // counted since it started over last
}

// A use is a list as paragraphs refer to it (LFO), with levels of its own over it.
type use struct {
	list    *list
	level   [levels]*listLevel
	restart [levels]int // counts from here when it is first used on this level; -1: does not
}

// readLists reads the lists and their uses, by number from 1 (use 0 is none).
func (f *file) readLists() []use {
	at, size := f.place(tabLists)
	if f.old || size < 2 || at+2 > uint64(len(f.table)) {
		return nil
	}
	const entrySize = 28
	data := f.table[at+2:]
	n := min(int(le.Uint16(f.table[at:])), len(data)/entrySize)
	all := make([]list, n)
	byID := make(map[uint32]*list, n)
	rest := data[n*entrySize:]
	for i := range all {
		e, l := data[i*entrySize:], &all[i]
		l.id = le.Uint32(e)
		byID[l.id] = l
		for j := range l.styles {
			l.styles[j] = le.Uint16(e[8+2*j:])
		}
		depth := levels
		if e[26]&1 != 0 {
			depth = 1
		}
		for j := range depth {
			if l.level[j], rest = readLevel(rest); rest == nil {
				f.cut = true
				break
			}
		}
	}
	return readUses(f.tab(tabListUses), byID)
}

// readLevel reads a level and returns what follows it; nil when it is not there.
func readLevel(data []byte) (*listLevel, []byte) {
	const fixed = 28
	if len(data) < fixed {
		return nil, nil
	}
	l := &listLevel{start: int(le.Uint32(data) & 0xffff), format: data[4], legal: data[5]&4 != 0, restart: -1, suffix: data[15]}
	if data[5]&8 != 0 {
		l.restart = int(data[26])
	}
	at := fixed + int(data[24]) + int(data[25])
	if at+2 > len(data) {
		return nil, nil
	}
	end := at + 2 + 2*int(le.Uint16(data[at:]))
	if end > len(data) {
		return nil, nil
	}
	for i := at + 2; i < end; i += 2 {
		l.text = append(l.text, le.Uint16(data[i:]))
	}
	return l, data[end:]
}

// readUses reads the uses of lists (PlfLfo).
func readUses(data []byte, lists map[uint32]*list) []use {
	if len(data) < 4 {
		return nil
	}
	const entrySize = 16
	n := min(int(le.Uint32(data)), (len(data)-4)/entrySize, 1<<15-1)
	uses := make([]use, n+1)
	rest := data[4+n*entrySize:]
	for i := range n {
		e, u := data[4+i*entrySize:], &uses[i+1]
		u.list = lists[le.Uint32(e)]
		for j := range u.restart {
			u.restart[j] = -1
		}
		rest = u.readOverrides(rest, int(e[12]))
	}
	return uses
}

// readOverrides reads what a use says about n levels (LFOData) and returns what follows.
func (u *use) readOverrides(data []byte, n int) []byte {
	const startAt, formatting = 0x10, 0x20
	if len(data) < 4 {
		return nil
	}
	data = data[4:]
	for range n {
		if len(data) < 8 {
			return nil
		}
		start, flags := int(le.Uint32(data)&0xffff), le.Uint32(data[4:])
		data = data[8:]
		level := int(flags & 0xf)
		var own *listLevel
		if flags&formatting != 0 {
			if own, data = readLevel(data); own == nil {
				return nil
			}
			start = own.start
		}
		if level >= levels {
			continue
		}
		u.level[level] = own
		if flags&startAt != 0 {
			u.restart[level] = start
		}
	}
	return data
}

func (u *use) at(level int) *listLevel {
	if u.level[level] != nil {
		return u.level[level]
	}
	return u.list.level[level]
}

// next counts a paragraph and returns its number with what separates it from the text;
// empty for a paragraph that is in no numbered list.
func next(uses []use, l layout) string {
	if l.list <= 0 || l.list >= len(uses) || uses[l.list].list == nil {
		return ""
	}
	u := &uses[l.list]
	level := l.level
	for i, id := range u.list.styles {
		if level < 0 && int(id) == l.style && l.style != 0 {
			level = i
		}
	}
	level = min(max(level, 0), levels-1)
	if u.at(level) == nil {
		return ""
	}
	u.count(level)
	return u.show(level)
}

// count moves the counters on by one paragraph on a level.
func (u *use) count(level int) {
	l := u.list
	switch start := u.restart[level]; {
	case start >= 0:
		l.count[level] = start
		u.restart[level] = -1
	case l.active[level]:
		l.count[level]++
	default:
		l.count[level] = u.at(level).start
	}
	l.active[level] = true
	for deeper := level + 1; deeper < levels; deeper++ {
		if d := u.at(deeper); d != nil && (d.restart < 0 || level < d.restart) {
			l.active[deeper] = false
		}
	}
	for higher := range level { // a higher level that was left out counts as begun
		if h := u.at(higher); h != nil && !l.active[higher] {
			l.count[higher], l.active[higher] = h.start, true
		}
	}
}

// show writes the number of the paragraph that was counted last.
func (u *use) show(level int) string {
	const bullet, none, tab, space = 23, 255, 0, 1
	at := u.at(level)
	if at.format == bullet {
		return ""
	}
	var b strings.Builder
	var literal []uint16
	for _, c := range at.text {
		of := int(c)
		if of >= levels {
			literal = append(literal, c)
			continue
		}
		b.WriteString(string(utf16.Decode(literal)))
		literal = literal[:0]
		if l := u.at(of); of <= level && l != nil {
			format := numberFormats[l.format]
			if at.legal {
				format = "decimal"
			}
			b.WriteString(counting.Format(u.list.count[of], format))
		}
	}
	b.WriteString(string(utf16.Decode(literal)))
	return flow.Number(b.String(), at.suffix == tab || at.suffix == space)
}

// numberFormats are the names in Office Open XML of the formats of numbers (MSONFC).
var numberFormats = [256]string{
	0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 8: "hex",
	10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 15: "decimal", 16: "japaneseLegal",
	17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
	26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle",
	30: "ideographTraditional", 31: "ideographZodiac", 32: "ideographZodiacTraditional", 33: "taiwaneseCounting",
	34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting",
	38: "chineseLegalSimplified", 39: "chineseCountingThousand", 41: "koreanDigital", 42: "koreanCounting",
	57: "numberInDash", 255: "none",
}
