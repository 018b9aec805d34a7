package pairs

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"sort"

	"github.com/blevesearch/mmap-go"
)

// A Segment is a file of places, open for reading. It is safe for concurrent use.
//
// The file is mapped into memory: a string is found with a hundred looks at it, each of a few
// bytes. Where it is cut off meanwhile, those panic.
type Segment struct {
	f       *os.File // for who reads all of it
	data    mmap.MMap
	pairs   uint64
	blocks  []block
	dictEnd uint64   // where the dictionary ends
	serials []uint64 // of each report, ascending
	names   []string // of each report
	starts  []uint64 // the first place of each report, and the end of the last
	near    []uint32 // the report that holds place i<<nearBits
}

// A block is a stretch of the dictionary.
type block struct {
	first  pair
	at     uint64 // where it stands
	places uint64 // where the places of its first pair stand
}

const nearBits = 10

// Open opens a segment.
func Open(name string) (*Segment, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	s := &Segment{f: f}
	if err := s.read(); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Close closes the segment; nobody may be using it.
func (s *Segment) Close() error {
	var err error
	if s.data != nil {
		err = s.data.Unmap()
	}
	return errors.Join(err, s.f.Close())
}

// Reports returns how many reports the segment holds.
func (s *Segment) Reports() int { return len(s.serials) }

// Serials returns the serials of the reports; the slice is shared.
func (s *Segment) Serials() []uint64 { return s.serials }

// Names returns the names of the reports; the slice is shared.
func (s *Segment) Names() []string { return s.names }

// Length returns how many places a report takes: a little more than it has characters.
func (s *Segment) Length(report int) uint64 { return s.starts[report+1] - s.starts[report] }

// Places returns how many places the segment has.
func (s *Segment) Places() uint64 { return s.starts[len(s.starts)-1] }

// bytes returns a stretch of the file.
func (s *Segment) bytes(from, to uint64) ([]byte, error) {
	if from > to || to > uint64(len(s.data)) {
		return nil, ErrDamaged
	}
	return s.data[from:to], nil
}

// read reads what is kept in memory.
func (s *Segment) read() error {
	info, err := s.f.Stat()
	if err != nil {
		return err
	}
	size := uint64(info.Size())
	if size < uint64(len(title)+trailerSize) {
		return ErrDamaged
	}
	if s.data, err = mmap.Map(s.f, mmap.RDONLY, 0); err != nil {
		return err
	}
	at := size - uint64(trailerSize)
	trailer, err := s.bytes(at, size)
	if err != nil {
		return err
	}
	number := func(i int) uint64 { return binary.LittleEndian.Uint64(trailer[8*i:]) }
	blocks, reports, end, count := number(0), number(1), number(2), number(4)
	s.pairs, s.dictEnd = number(3), blocks
	if string(trailer[44:]) != ending || end != at || reports > end || blocks > reports || (reports-blocks)%blockSize != 0 ||
		(reports-blocks)/blockSize != (s.pairs+blockPairs-1)/blockPairs || count > end-reports {
		return ErrDamaged
	}
	tables, err := s.bytes(blocks, end)
	if err != nil {
		return err
	}
	if crc32.Checksum(tables, castagnoli) != binary.LittleEndian.Uint32(trailer[40:]) {
		return ErrDamaged
	}
	if err := s.readBlocks(tables[:reports-blocks]); err != nil {
		return err
	}
	return s.readReports(tables[reports-blocks:], count)
}

func (s *Segment) readBlocks(b []byte) error {
	s.blocks = make([]block, len(b)/blockSize)
	for i := range s.blocks {
		e := b[i*blockSize:]
		s.blocks[i] = block{pair(binary.LittleEndian.Uint64(e)), binary.LittleEndian.Uint64(e[8:]), binary.LittleEndian.Uint64(e[16:])}
		if s.blocks[i].at > s.dictEnd || s.blocks[i].places > s.blocks[0].at || i > 0 && (s.blocks[i].at < s.blocks[i-1].at || s.blocks[i].first <= s.blocks[i-1].first) {
			return ErrDamaged
		}
	}
	return nil
}

func (s *Segment) readReports(b []byte, count uint64) error {
	s.serials, s.names, s.starts = make([]uint64, count), make([]string, count), make([]uint64, count+1)
	text := string(b)
	var serial uint64
	for i := range s.serials {
		d, n := uvarint(b)
		c, m := uvarint(b[n:])
		l, o := uvarint(b[n+m:])
		if n == 0 || m == 0 || o == 0 || c > 1<<40 || l > uint64(len(b)-n-m-o) {
			return ErrDamaged
		}
		b = b[n+m+o:]
		at := len(text) - len(b)
		s.names[i] = text[at : at+int(l)]
		b = b[l:]
		serial += d
		s.serials[i], s.starts[i+1] = serial, s.starts[i]+c
	}
	total := s.Places()
	if total > s.dictEnd { // a place takes a byte at least
		return ErrDamaged
	}
	s.near = make([]uint32, total>>nearBits+1)
	for i, r := 0, 0; i < len(s.near); i++ {
		for r+1 < len(s.serials) && s.starts[r+1] <= uint64(i)<<nearBits {
			r++
		}
		s.near[i] = uint32(r)
	}
	return nil
}

// A list is where the places of a pair stand.
type list struct {
	pair  pair
	count uint64
	at    uint64 // bytes
	size  uint64 // bytes
}

// list returns where the places of p stand; their number is 0 where there are none.
func (s *Segment) list(p pair) (list, error) {
	i := sort.Search(len(s.blocks), func(i int) bool { return s.blocks[i].first > p }) - 1
	if i < 0 {
		return list{}, nil
	}
	end := s.dictEnd
	if i+1 < len(s.blocks) {
		end = s.blocks[i+1].at
	}
	b, err := s.bytes(s.blocks[i].at, end)
	if err != nil {
		return list{}, err
	}
	l := list{pair: s.blocks[i].first, at: s.blocks[i].places}
	for len(b) > 0 {
		d, n1 := uvarint(b)
		count, n2 := uvarint(b[n1:])
		size, n3 := uvarint(b[n1+n2:])
		if n1 == 0 || n2 == 0 || n3 == 0 || count > size || l.at > s.blocks[0].at || size > s.blocks[0].at-l.at {
			return list{}, ErrDamaged
		}
		b = b[n1+n2+n3:]
		l.pair, l.count, l.size = l.pair+pair(d), count, size
		if l.pair == p {
			return l, nil
		}
		if l.pair > p {
			break
		}
		l.at += size
	}
	return list{}, nil
}

// report returns the report that holds place; from is one that stands not behind it.
func (s *Segment) report(place uint64, from int) int {
	r := max(from, int(s.near[place>>nearBits]))
	for r+1 < len(s.serials) && s.starts[r+1] <= place {
		r++
	}
	return min(r, len(s.serials)-1)
}
