package msdoc

import (
	"unicode/utf16"

	"hegao/analyze/reader/internal/counting"
	"hegao/analyze/reader/internal/flow"
)

// A list is one of the document's (LSTF).
type list struct {
	flow.Counter
	id     uint32
	styles [flow.Levels]uint16 // the paragraph style that is on each level by itself
}

// A use is a list as paragraphs refer to it (LFO).
type use struct {
	flow.List
	list *list
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
		depth := flow.Levels
		if e[26]&1 != 0 {
			depth = 1
		}
		for j := range depth {
			if l.Level[j], rest = readLevel(rest); rest == nil {
				f.cut = true
				break
			}
		}
	}
	return readUses(f.tab(tabListUses), byID)
}

// readLevel reads a level and returns what follows it; nil when it is not there.
func readLevel(data []byte) (*flow.Level, []byte) {
	const fixed = 28
	if len(data) < fixed {
		return nil, nil
	}
	const tab, space = 0, 1
	l := &flow.Level{Start: int(le.Uint32(data) & 0xffff), Format: counting.Name(int(data[4])), Legal: data[5]&4 != 0, Restart: -1, Gap: data[15] == tab || data[15] == space}
	if data[5]&8 != 0 {
		l.Restart = int(data[26])
	}
	at := fixed + int(data[24]) + int(data[25])
	if at+2 > len(data) {
		return nil, nil
	}
	end := at + 2 + 2*int(le.Uint16(data[at:]))
	if end > len(data) {
		return nil, nil
	}
	var text []uint16
	for i := at + 2; i < end; i += 2 {
		text = append(text, le.Uint16(data[i:]))
	}
	l.Text = string(utf16.Decode(text))
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
		u.List, u.list = flow.NewList(), lists[le.Uint32(e)]
		if u.list != nil {
			u.Of = &u.list.Counter
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
		var own *flow.Level
		if flags&formatting != 0 {
			if own, data = readLevel(data); own == nil {
				return nil
			}
			start = own.Start
		}
		if level >= flow.Levels {
			continue
		}
		u.Level[level] = own
		if flags&startAt != 0 {
			u.Restart[level] = start
		}
	}
	return data
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
	return u.Next(min(max(level, 0), flow.Levels-1))
}
