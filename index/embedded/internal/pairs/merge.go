package pairs

import (
	"bufio"
	"encoding/binary"
	"io"
)

// Merge writes one segment of several, the serials of which ascend from one to the next.
// Reports that keep turns down are left out, with all that they hold.
func Merge(name string, segments []*Segment, keep func(serial uint64) bool) error {
	var reports []report
	var sources []*source
	var places uint64
	for _, s := range segments {
		src := newSource(s, places, keep)
		for i, serial := range s.serials {
			if src.kept == nil || src.kept[i] {
				n := s.starts[i+1] - s.starts[i]
				reports = append(reports, report{serial, s.names[i], n})
				places += n
			}
		}
		if err := src.next(); err != nil {
			return err
		}
		sources = append(sources, src)
	}
	return writeFile(name, func(f *file) error {
		for {
			var least *source
			for _, s := range sources {
				if !s.done && (least == nil || s.pair < least.pair) {
					least = s
				}
			}
			if least == nil {
				return f.finish(reports)
			}
			p := least.pair
			f.begin(p)
			for _, s := range sources {
				if !s.done && s.pair == p {
					if err := s.copy(f); err != nil {
						return err
					}
					if err := s.next(); err != nil {
						return err
					}
				}
			}
			f.end()
		}
	})
}

// A source is a segment that is being read from its first pair to its last.
type source struct {
	s      *Segment
	base   uint64   // of its places in the new segment
	kept   []bool   // nil: all reports
	shifts []uint64 // of each report: how far its places move down
	dict   *bufio.Reader
	lists  *bufio.Reader
	read   uint64 // pairs
	pair   pair
	count  uint64
	size   uint64
	done   bool
	buf    []byte
	places buffers
}

func newSource(s *Segment, base uint64, keep func(serial uint64) bool) *source {
	src := &source{s: s, base: base, done: s.pairs == 0}
	dropped := uint64(0)
	shifts := make([]uint64, len(s.serials))
	kept := make([]bool, len(s.serials))
	all := true
	for i, serial := range s.serials {
		shifts[i] = dropped
		if kept[i] = keep(serial); !kept[i] {
			all = false
			dropped += s.starts[i+1] - s.starts[i]
		}
	}
	if !all {
		src.kept, src.shifts = kept, shifts
	}
	if !src.done {
		dict := s.blocks[0].at
		src.dict = bufio.NewReaderSize(io.NewSectionReader(s.f, int64(dict), int64(s.dictEnd-dict)), 1<<14)
		src.lists = bufio.NewReaderSize(io.NewSectionReader(s.f, int64(len(title)), int64(dict)-int64(len(title))), 1<<16)
	}
	return src
}

// next goes to the next pair.
func (src *source) next() error {
	if src.done || src.read == src.s.pairs {
		src.done = true
		return nil
	}
	if src.read%blockPairs == 0 {
		src.pair = src.s.blocks[src.read/blockPairs].first
	}
	d, err := binary.ReadUvarint(src.dict)
	if err != nil {
		return ErrDamaged
	}
	src.pair += pair(d)
	if src.count, err = binary.ReadUvarint(src.dict); err != nil {
		return ErrDamaged
	}
	if src.size, err = binary.ReadUvarint(src.dict); err != nil || src.size > src.s.blocks[0].at || src.count > src.size || src.count == 0 {
		return ErrDamaged
	}
	src.read++
	return nil
}

// copy writes the places of the pair that stand in reports that are kept.
func (src *source) copy(f *file) error {
	if uint64(cap(src.buf)) < src.size {
		src.buf = make([]byte, src.size*2)
	}
	b := src.buf[:src.size]
	if _, err := io.ReadFull(src.lists, b); err != nil {
		return ErrDamaged
	}
	if err := src.places.decode(b, src.count, src.s.Places()); err != nil {
		return err
	}
	places := src.places.places
	if src.kept == nil {
		_, n := uvarint(b)
		f.place(src.base + places[0])
		f.places(b[n:], src.count-1, src.base+places[len(places)-1])
		return nil
	}
	r := 0
	for _, p := range places {
		if r = src.s.report(p, r); src.kept[r] {
			f.place(src.base + p - src.shifts[r])
		}
	}
	return nil
}
