// Package oletest makes OLE compound files for tests.
package oletest

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

const (
	sector     = 512
	miniSector = 64
	cutoff     = 4096
	endOfChain = 0xfffffffe
	fatSector  = 0xfffffffd
	none       = 0xffffffff
)

// A Stream is one of a file's streams.
type Stream struct {
	Name string
	Data []byte
}

// File returns a compound file with these streams, all at its top.
func File(streams ...Stream) []byte { return file(builder{}, streams) }

// Scattered returns such a file whose sectors do not stand side by side.
func Scattered(streams ...Stream) []byte { return file(builder{gaps: true}, streams) }

func file(b builder, streams []Stream) []byte {
	var mini []byte
	var miniFAT []uint32
	entries := []entry{{name: "Root Entry", kind: 5, left: none, right: none, child: none, start: endOfChain}}
	for i, s := range streams {
		e := entry{name: s.Name, kind: 2, left: none, right: none, child: none, start: endOfChain, size: len(s.Data)}
		if i+1 < len(streams) {
			e.right = uint32(i + 2)
		}
		switch {
		case len(s.Data) >= cutoff:
			e.start = b.add(s.Data)
		case len(s.Data) > 0:
			e.start = uint32(len(miniFAT))
			n := (len(s.Data) + miniSector - 1) / miniSector
			for j := range n {
				miniFAT = append(miniFAT, e.start+uint32(j)+1)
			}
			miniFAT[len(miniFAT)-1] = endOfChain
			mini = append(mini, s.Data...)
			mini = append(mini, make([]byte, n*miniSector-len(s.Data))...)
		}
		entries = append(entries, e)
	}
	if len(streams) > 0 {
		entries[0].child = 1
	}
	miniStart := uint32(endOfChain)
	if len(mini) > 0 {
		entries[0].start, entries[0].size = b.add(mini), len(mini)
		table := make([]byte, 0, 4*len(miniFAT))
		for _, n := range miniFAT {
			table = binary.LittleEndian.AppendUint32(table, n)
		}
		miniStart = b.add(table)
	}
	var directory []byte
	for _, e := range entries {
		directory = append(directory, e.bytes()...)
	}
	return b.file(b.add(directory), miniStart)
}

type entry struct {
	name               string
	kind               byte
	left, right, child uint32
	start              uint32
	size               int
}

func (e entry) bytes() []byte {
	b := make([]byte, 128)
	units := utf16.Encode([]rune(e.name))
	for i, u := range units {
		binary.LittleEndian.PutUint16(b[2*i:], u)
	}
	binary.LittleEndian.PutUint16(b[64:], uint16(2*len(units)+2))
	b[66] = e.kind
	for at, v := range map[int]uint32{68: e.left, 72: e.right, 76: e.child, 116: e.start, 120: uint32(e.size)} {
		binary.LittleEndian.PutUint32(b[at:], v)
	}
	return b
}

// A builder lays out sectors.
type builder struct {
	data []byte
	fat  []uint32
	gaps bool // a sector that is free stands behind each
}

// add appends a chain of sectors and returns its first.
func (b *builder) add(data []byte) uint32 {
	first, last := len(b.fat), 0
	for len(data) > 0 {
		n := min(len(data), sector)
		last = len(b.fat)
		b.data = append(append(b.data, data[:n]...), make([]byte, sector-n)...)
		b.fat = append(b.fat, uint32(last+1))
		if b.gaps {
			b.fat[last]++
			b.data = append(b.data, bytes.Repeat([]byte{0xcc}, sector)...)
			b.fat = append(b.fat, none)
		}
		data = data[n:]
	}
	b.fat[last] = endOfChain
	return uint32(first)
}

// file puts the header and the table of sectors around the rest.
func (b *builder) file(directory, miniFAT uint32) []byte {
	tables := 1
	for tables*sector/4 < len(b.fat)+tables {
		tables++
	}
	header := make([]byte, sector)
	copy(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint32{24: 0x0003003e, 28: 0x0009fffe, 32: 6, 44: uint32(tables), 48: directory, 56: cutoff, 60: miniFAT, 64: 1, 68: endOfChain} {
		binary.LittleEndian.PutUint32(header[at:], v)
	}
	for i := range 109 {
		n := uint32(none)
		if i < tables {
			n = uint32(len(b.fat) + i)
		}
		binary.LittleEndian.PutUint32(header[76+4*i:], n)
	}
	fat := slices.Clone(b.fat)
	for range tables {
		fat = append(fat, fatSector)
	}
	table := make([]byte, 0, tables*sector)
	for _, n := range fat {
		table = binary.LittleEndian.AppendUint32(table, n)
	}
	for len(table) < tables*sector {
		table = append(table, 0xff)
	}
	return slices.Concat(header, b.data, table)
}
