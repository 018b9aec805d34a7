package unpack

import (
	"math"
	"time"

	"hegao/analyze/reader/internal/charset"
)

// Marks of what comes next in a 7z header.
const (
	idEnd            = 0x00
	idHeader         = 0x01
	idProperties     = 0x02
	idStreams        = 0x04
	idFiles          = 0x05
	idPackInfo       = 0x06
	idUnpackInfo     = 0x07
	idSubStreams     = 0x08
	idSize           = 0x09
	idSums           = 0x0a
	idFolders        = 0x0b
	idUnpackSizes    = 0x0c
	idStreamCounts   = 0x0d
	idEmptyStream    = 0x0e
	idEmptyFile      = 0x0f
	idNames          = 0x11
	idModified       = 0x14
	idAttributes     = 0x15
	idEncodedHeader  = 0x17
	attributeFolder  = 0x10
	startOfPackInfo  = 32
	secondsSince1601 = 11644473600 // until 1970
)

// A header is an archive's list of what is in it.
type header struct {
	*cursor
	folders []folder
}

// read reads a header up to its list of files.
func (h *header) read() error {
	for !h.broken {
		switch h.byte() {
		case idProperties:
			for h.byte() != idEnd && !h.broken {
				h.bytes(h.number())
			}
		case idStreams:
			h.streams()
		case idFiles, idEnd:
			if h.broken {
				return errDamaged
			}
			return nil
		default:
			return errDamaged
		}
	}
	return errDamaged
}

// streams reads where the packed data is and how to unpack it.
func (h *header) streams() {
	var packed []uint64
	at := uint64(startOfPackInfo)
	for !h.broken {
		switch h.byte() {
		case idPackInfo:
			at += h.size()
			packed = h.packInfo()
		case idUnpackInfo:
			h.unpackInfo()
		case idSubStreams:
			h.subStreams()
		case idEnd:
			h.place(at, packed)
			return
		default:
			h.broken = true
		}
	}
}

// place tells each folder where its data is.
func (h *header) place(at uint64, packed []uint64) {
	for i := range h.folders {
		f := &h.folders[i]
		if f.inputs > len(packed) {
			h.broken = true
			return
		}
		if f.inputs > 0 {
			f.from, f.packed = at, packed[0]
		}
		for _, n := range packed[:f.inputs] {
			at += n
		}
		packed = packed[f.inputs:]
		if f.sizes == nil {
			f.sizes, f.sums = []uint64{f.size}, []checksum{f.sum}
		}
	}
}

func (h *header) packInfo() []uint64 {
	n := h.count()
	sizes := make([]uint64, n)
	for !h.broken {
		switch h.byte() {
		case idSize:
			for i := range sizes {
				sizes[i] = h.size()
			}
		case idSums:
			h.sums(n)
		case idEnd:
			return sizes
		default:
			h.broken = true
		}
	}
	return nil
}

func (h *header) unpackInfo() {
	for !h.broken {
		switch h.byte() {
		case idFolders:
			n := h.count()
			if h.byte() != 0 { // they stand elsewhere
				h.broken = true
			}
			for i := 0; i < n && !h.broken; i++ {
				h.folders = append(h.folders, h.folder())
			}
		case idUnpackSizes:
			for i := range h.folders {
				f := &h.folders[i]
				for k := range f.coders {
					f.coders[k].size = h.size()
				}
				f.size = f.coders[f.last].size
			}
		case idSums:
			for i, s := range h.sums(len(h.folders)) {
				h.folders[i].sum = s
			}
		case idEnd:
			return
		default:
			h.broken = true
		}
	}
}

// subStreams reads how many files each folder holds, and their sizes.
func (h *header) subStreams() {
	for i := range h.folders {
		h.folders[i].files = 1
	}
	sized := false
	for !h.broken {
		switch h.byte() {
		case idStreamCounts:
			total := 0
			for i := range h.folders {
				n := h.number()
				if total += int(min(n, math.MaxInt32)); total > 8*(len(h.data)+1)+len(h.folders) {
					h.broken = true
					return
				}
				h.folders[i].files = int(n)
			}
		case idSize:
			h.fileSizes(true)
			sized = true
		case idSums:
			if !sized {
				h.fileSizes(false)
				sized = true
			}
			h.fileSums()
		case idEnd:
			if !sized {
				h.fileSizes(false)
			}
			return
		default:
			h.broken = true
		}
	}
}

// fileSizes reads the sizes of all files in a folder but the last, which has what is left.
func (h *header) fileSizes(given bool) {
	for i := range h.folders {
		f := &h.folders[i]
		f.sizes, f.sums = []uint64{}, make([]checksum, f.files)
		left := f.size
		for k := range f.files {
			n := left
			if k+1 < f.files {
				if n = 0; given {
					n = h.size()
				}
			}
			if n > left {
				h.broken = true
				return
			}
			left -= n
			f.sizes = append(f.sizes, n)
		}
		if f.files == 1 {
			f.sums[0] = f.sum
		}
	}
}

// fileSums reads the checksums of the files that are not known yet.
func (h *header) fileSums() {
	var unknown []*checksum
	for i := range h.folders {
		for k := range h.folders[i].sums {
			if s := &h.folders[i].sums[k]; !s.known {
				unknown = append(unknown, s)
			}
		}
	}
	for i, s := range h.sums(len(unknown)) {
		*unknown[i] = s
	}
}

// files reads the list of files, which comes behind the rest of a header.
func (h *header) files() ([]entry, error) {
	if h.cursor == nil || len(h.data) == 0 {
		return nil, nil
	}
	n := h.count()
	if n > len(h.data) { // each has a name
		h.broken = true
	}
	if h.broken {
		return nil, errDamaged
	}
	list := make([]entry, n)
	for {
		kind := h.byte()
		if kind == idEnd || h.broken {
			break
		}
		c := &cursor{data: h.bytes(h.number())}
		c.property(kind, list)
		h.broken = h.broken || c.broken
	}
	if h.broken {
		return nil, errDamaged
	}
	return list, nil
}

// property reads one property of all files.
func (c *cursor) property(kind byte, list []entry) {
	switch kind {
	case idEmptyStream:
		for i, empty := range c.bits(len(list)) {
			list[i].empty, list[i].folder = empty, empty
		}
	case idEmptyFile:
		bits := c.bits(8 * len(c.data))
		for i := range list {
			if list[i].empty && len(bits) > 0 {
				list[i].folder, bits = !bits[0], bits[1:]
			}
		}
	case idNames:
		if c.byte() != 0 {
			c.broken = true
			return
		}
		for i := range list {
			size := 0
			for size+2 <= len(c.data) && (c.data[size] != 0 || c.data[size+1] != 0) {
				size += 2
			}
			list[i].name = charset.Decode(c.bytes(uint64(size)), charset.UTF16LE)
			c.bytes(2)
		}
	case idModified:
		known := c.known(len(list))
		c.byte()
		for i := range list {
			if !known[i] {
				continue
			}
			if b := c.bytes(8); b != nil {
				const ticks = 10_000_000 // of 100 nanoseconds, a second
				t := le.Uint64(b)
				list[i].modified = time.Unix(int64(t/ticks)-secondsSince1601, int64(t%ticks)*100)
			}
		}
	}
}
