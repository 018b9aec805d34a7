// Package ole opens OLE compound files, the small file systems that Word, Excel and
// PowerPoint files were up to 2003, and that hold encrypted newer ones.
//
// It reads what is left of a damaged file, in time and memory of the order of the file's
// size whatever its tables say.
package ole

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode/utf16"
)

// Signature is what compound files begin with.
const Signature = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// ErrFormat is of data that is no compound file or lacks its directory; ErrCut of a file
// whose directory stood behind what is there.
var (
	ErrFormat = errors.New("ole: no compound file")
	ErrCut    = errors.New("ole: file is cut off")
)

const (
	headerSize = 512
	entrySize  = 128
	miniSector = 64         // bytes of a sector of the mini stream
	maxSector  = 0xfffffffa // the first number that is no sector's
	noEntry    = 0xffffffff
)

// Kinds of directory entries.
const (
	storageEntry = 1
	streamEntry  = 2
)

var le = binary.LittleEndian

// A File is a compound file.
type File struct {
	data      []byte
	shift     uint     // a sector has 1<<shift bytes
	cutoff    uint64   // shorter streams are in the mini stream
	wide      bool     // sizes are 64 bits wide
	fat       []uint32 // what sector follows a sector
	miniFAT   []uint32
	mini      []byte
	directory []byte
	names     map[string]int // what is at the top, by lower-case name
}

// Open opens the compound file in data. The file keeps data.
func Open(data []byte) (*File, error) {
	if len(data) < headerSize || !strings.HasPrefix(string(data[:8]), Signature) {
		return nil, ErrFormat
	}
	f := &File{data: data, shift: 9, cutoff: uint64(le.Uint32(data[56:])), wide: le.Uint16(data[26:]) >= 4}
	if le.Uint16(data[30:]) == 12 {
		f.shift = 12
	}
	if f.cutoff == 0 || f.cutoff > 1<<20 {
		f.cutoff = 4096
	}
	f.fat = f.table(f.fatSectors())
	f.directory = f.chain(le.Uint32(data[48:]), uint64(len(data)))
	if start := le.Uint32(data[48:]); len(f.directory) < entrySize && start < maxSector {
		return nil, ErrCut
	}
	if len(f.directory) < entrySize {
		return nil, ErrFormat
	}
	f.list()
	root := f.entry(0)
	f.mini = f.chain(root.start, uint64(len(data)))
	f.miniFAT = f.table(f.sectors(le.Uint32(data[60:])))
	return f, nil
}

// sector returns the bytes of a sector, fewer at the end of a file that was cut.
func (f *File) sector(n uint32) []byte {
	from := (uint64(n) + 1) << f.shift
	if n >= maxSector || from >= uint64(len(f.data)) {
		return nil
	}
	return f.data[from:min(uint64(len(f.data)), from+1<<f.shift)]
}

// count is how many sectors the file has room for.
func (f *File) count() int { return len(f.data)>>f.shift + 1 }

// fatSectors returns the sectors of the table that tells what sector follows a sector.
func (f *File) fatSectors() []uint32 {
	var list []uint32
	add := func(table []byte) {
		for ; len(table) >= 4 && len(list) < f.count(); table = table[4:] {
			if n := le.Uint32(table); n < maxSector {
				list = append(list, n)
			}
		}
	}
	add(f.data[76:headerSize])
	next := le.Uint32(f.data[68:])
	for range f.count() { // more of them could only be a circle
		s := f.sector(next)
		if len(s) < 1<<f.shift {
			break
		}
		add(s[:len(s)-4])
		next = le.Uint32(s[len(s)-4:])
	}
	return list
}

// table reads a table of sector numbers that is spread over sectors.
func (f *File) table(sectors []uint32) []uint32 {
	perSector := 1 << f.shift / 4
	most := f.count() << f.shift / miniSector // no table tells of more sectors than there are
	table := make([]uint32, 0, min(most, len(sectors)*perSector))
	for _, n := range sectors {
		s := f.sector(n)
		for i := range perSector {
			if len(table) == most {
				return table
			}
			next := uint32(maxSector)
			if 4*i+4 <= len(s) {
				next = le.Uint32(s[4*i:])
			}
			table = append(table, next)
		}
	}
	return table
}

// sectors returns the chain of sectors that starts with one.
func (f *File) sectors(start uint32) []uint32 {
	var list []uint32
	for n := start; n < maxSector && len(list) < f.count(); {
		list = append(list, n)
		if int(n) >= len(f.fat) {
			break
		}
		n = f.fat[n]
	}
	return list
}

// chain returns the content of the chain of sectors that starts with one, at most size
// bytes. It shares the file's memory where the sectors stand side by side.
func (f *File) chain(start uint32, size uint64) []byte {
	sectors := f.sectors(start)
	if most := size>>f.shift + 1; uint64(len(sectors)) > most {
		sectors = sectors[:most]
	}
	joined := f.span(sectors)
	return joined[:min(uint64(len(joined)), size)]
}

func (f *File) span(sectors []uint32) []byte {
	if len(sectors) == 0 {
		return nil
	}
	apart := 0
	for i, n := range sectors[1:] {
		if n != sectors[i]+1 {
			apart++
		}
	}
	from := min((uint64(sectors[0])+1)<<f.shift, uint64(len(f.data)))
	if apart == 0 {
		to := min(from+uint64(len(sectors))<<f.shift, uint64(len(f.data)))
		return f.data[from:to:to]
	}
	joined := make([]byte, 0, len(sectors)<<f.shift)
	for _, n := range sectors {
		joined = append(joined, f.sector(n)...)
	}
	return joined
}

// An entry is one of the directory.
type entry struct {
	name               string
	kind               byte
	left, right, child uint32
	start              uint32
	size               uint64
}

// entry returns the directory's entry number i; the zero entry where there is none.
func (f *File) entry(i uint32) entry {
	at := uint64(i) * entrySize
	if at+entrySize > uint64(len(f.directory)) {
		return entry{left: noEntry, right: noEntry, child: noEntry}
	}
	e := f.directory[at : at+entrySize]
	var units []uint16
	for n := min(int(le.Uint16(e[64:])), 64) - 2; len(units) < n/2; {
		units = append(units, le.Uint16(e[2*len(units):]))
	}
	size := le.Uint64(e[120:])
	if !f.wide {
		size &= 1<<32 - 1
	}
	return entry{
		name: string(utf16.Decode(units)),
		kind: e[66],
		left: le.Uint32(e[68:]), right: le.Uint32(e[72:]), child: le.Uint32(e[76:]),
		start: le.Uint32(e[116:]), size: size,
	}
}

// list finds what is at the top of the file: the tree of names below the root.
func (f *File) list() {
	f.names = map[string]int{}
	seen := make([]bool, len(f.directory)/entrySize)
	open := []uint32{f.entry(0).child}
	for len(open) > 0 {
		i := open[len(open)-1]
		open = open[:len(open)-1]
		if uint64(i) >= uint64(len(seen)) || seen[i] || i == 0 {
			continue
		}
		seen[i] = true
		e := f.entry(i)
		if e.kind == storageEntry || e.kind == streamEntry {
			f.names[strings.ToLower(e.name)] = int(i)
		}
		open = append(open, e.left, e.right)
	}
}

// Has reports whether a stream or a storage of that name is at the top of the file.
func (f *File) Has(name string) bool {
	_, ok := f.names[strings.ToLower(name)]
	return ok
}

// Stream returns the stream of that name at the top of the file, as much of it as is
// there; nil when there is none. It may share the file's memory.
func (f *File) Stream(name string) []byte {
	i, ok := f.names[strings.ToLower(name)]
	if !ok {
		return nil
	}
	e := f.entry(uint32(i))
	switch {
	case e.kind != streamEntry:
		return nil
	case e.size >= f.cutoff:
		return f.chain(e.start, e.size)
	}
	return f.miniChain(e.start, int(e.size))
}

// miniChain is chain for the sectors of the mini stream.
func (f *File) miniChain(start uint32, size int) []byte {
	var data []byte
	for n := uint64(start); len(data) < size && n*miniSector < uint64(len(f.mini)); {
		from := int(n) * miniSector
		data = append(data, f.mini[from:min(len(f.mini), from+miniSector)]...)
		if n >= uint64(len(f.miniFAT)) {
			break
		}
		n = uint64(f.miniFAT[n])
	}
	return data[:min(len(data), size)]
}
