package embedded

import (
	"context"
	"encoding/binary"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	bleve "github.com/blevesearch/bleve_index_api"
)

// A view is the index as it stood after one Put or Delete. Searches go on in theirs while
// others write.
//
// The reports of its segments, one segment behind the other, stand in slots; what is found
// is a set of slots. Slots of dead reports are never live.
type view struct {
	reader   bleve.IndexReader
	segments []*segment
	bases    []int // the first slot of each segment, and the end of the last
	users    atomic.Int32

	slots   func() (*slotMap, error)
	lengths func() []float32
	columns [len(columnFields)]func() (*column, error)
}

// newView returns a view of files as of reader, and takes both over.
func newView(reader bleve.IndexReader, files []*segment) *view {
	v := &view{reader: reader, segments: files, bases: make([]int, len(files)+1)}
	for i, f := range files {
		v.bases[i+1] = v.bases[i] + f.Reports()
	}
	v.users.Store(1)
	v.slots = sync.OnceValues(v.readSlots)
	v.lengths = sync.OnceValue(v.readLengths)
	for i, field := range columnFields {
		v.columns[i] = sync.OnceValues(func() (*column, error) { return v.readColumn(string(field)) })
	}
	return v
}

func (v *view) retain() { v.users.Add(1) }

func (v *view) release() {
	if v.users.Add(-1) == 0 {
		v.reader.Close()
		for _, f := range v.segments {
			f.release()
		}
	}
}

// size returns the number of slots.
func (v *view) size() int { return v.bases[len(v.bases)-1] }

// name returns the ID of the report in a slot.
func (v *view) name(slot int) string {
	i := sort.SearchInts(v.bases, slot+1) - 1
	return v.segments[i].Names()[slot-v.bases[i]]
}

// reports returns the reports of each segment that stand in slots, by their numbers there.
func (v *view) reports(slots set) [][]int {
	all := make([]int, 0, slots.count())
	of := make([][]int, len(v.segments))
	i := 0
	slots.each(func(slot int) {
		for slot >= v.bases[i+1] {
			all = all[len(all):]
			i++
		}
		all = append(all, slot-v.bases[i])
		of[i] = all
	})
	return of
}

// slot returns the slot of a serial; -1: there is none.
func (v *view) slot(serial uint64) int {
	for i, f := range v.segments {
		serials := f.Serials()
		if n := len(serials); n > 0 && serial <= serials[n-1] {
			at := sort.Search(n, func(i int) bool { return serials[i] >= serial })
			if serials[at] == serial {
				return v.bases[i] + at
			}
			return -1
		}
	}
	return -1
}

// readLengths returns how long the report in each slot is, as a share of the average.
func (v *view) readLengths() []float32 {
	lengths := make([]float32, 0, v.size())
	total := uint64(1)
	for _, f := range v.segments {
		total += f.Places()
		for i := range f.Reports() {
			lengths = append(lengths, float32(f.Length(i)))
		}
	}
	for i := range lengths {
		lengths[i] *= float32(len(lengths)) / float32(total)
	}
	return lengths
}

// A slotMap leads from bleve's documents to slots.
type slotMap struct {
	of         []int32 // by number of document; -1: none
	live, dead set
}

func (m *slotMap) slot(id bleve.IndexInternalID) int {
	if n := id.Value(); n < uint64(len(m.of)) {
		return int(m.of[n])
	}
	return -1
}

// readSlots reads the serials of all documents.
func (v *view) readSlots() (*slotMap, error) {
	m := &slotMap{live: newSet(v.size()), dead: newSet(v.size())}
	ids, err := v.reader.DocIDReaderAll()
	if err != nil {
		return nil, err
	}
	defer ids.Close()
	serials, err := v.reader.DocValueReader([]string{serialField})
	if err != nil {
		return nil, err
	}
	var serial uint64
	read := func(_ string, term []byte) {
		if len(term) == serialSize {
			serial = decodeSerial(term)
		}
	}
	for {
		id, err := ids.Next()
		if err != nil {
			return nil, err
		}
		if id == nil {
			for slot := range v.size() {
				if !m.live.has(slot) {
					m.dead.add(slot)
				}
			}
			return m, nil
		}
		serial = 0
		if err := serials.VisitDocValues(id, read); err != nil {
			return nil, err
		}
		slot := v.slot(serial)
		if slot < 0 {
			continue // of a Put that failed: whoever was told so puts it again
		}
		n := int(id.Value())
		for len(m.of) <= n {
			m.of = append(m.of, -1)
		}
		m.of[n] = int32(slot)
		m.live.add(slot)
	}
}

// serialField holds a report's serial: seven bits a byte, high ones first, since doc values
// are parted by 0xff.
const (
	serialField = "n"
	serialSize  = 9
)

func encodeSerial(serial uint64) []byte {
	b := make([]byte, serialSize)
	for i := serialSize - 1; i >= 0; i-- {
		b[i] = byte(serial & 0x7F)
		serial >>= 7
	}
	return b
}

func decodeSerial(b []byte) uint64 {
	var serial uint64
	for _, c := range b {
		serial = serial<<7 | uint64(c)
	}
	return serial
}

// postings calls f with the slot of each report that has term in field.
func (v *view) postings(ctx context.Context, m *slotMap, field, term string, f func(slot int)) error {
	r, err := v.reader.TermFieldReader(ctx, []byte(term), field, false, false, false)
	if err != nil {
		return err
	}
	defer r.Close()
	var d bleve.TermFieldDoc
	for {
		found, err := r.Next(&d)
		if err != nil || found == nil {
			return err
		}
		if slot := m.slot(found.ID); slot >= 0 {
			f(slot)
		}
	}
}

// terms calls f with each value of field that starts with prefix, in ascending order.
func (v *view) terms(ctx context.Context, field, prefix string, f func(term string) error) error {
	dict, err := v.reader.FieldDictPrefix(field, []byte(prefix))
	if err != nil {
		return err
	}
	defer dict.Close()
	for n := 0; ; n++ {
		entry, err := dict.Next()
		if err != nil || entry == nil {
			return err
		}
		if err := f(entry.Term); err != nil {
			return err
		}
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// A column is the values of a field, and which each report has.
type column struct {
	values []string // ascending
	starts []int32  // of each slot in codes, and the end of the last
	codes  []int32  // indices in values, ascending for each slot
}

// of returns the values of the report in a slot, as indices.
func (c *column) of(slot int) []int32 { return c.codes[c.starts[slot]:c.starts[slot+1]] }

func (v *view) readColumn(field string) (*column, error) {
	m, err := v.slots()
	if err != nil {
		return nil, err
	}
	c := &column{starts: make([]int32, v.size()+1)}
	slots := make([]int32, 0, m.live.count()) // of one value after the other
	var ends []int                            // of each value in slots
	ctx := context.Background()               // others wait for the column too
	err = v.terms(ctx, field, "", func(term string) error {
		err := v.postings(ctx, m, field, term, func(slot int) {
			slots = append(slots, int32(slot))
			c.starts[slot+1]++
		})
		c.values, ends = append(c.values, term), append(ends, len(slots))
		return err
	})
	if err != nil {
		return nil, err
	}
	for slot := range v.size() {
		c.starts[slot+1] += c.starts[slot]
	}
	next := slices.Clone(c.starts)
	c.codes = make([]int32, len(slots))
	done := 0
	for value, end := range ends {
		for _, slot := range slots[done:end] {
			c.codes[next[slot]] = int32(value)
			next[slot]++
		}
		done = end
	}
	return c, nil
}

// figureTerm is the term of one value of a metric: the name, 0, and, where it is filled in,
// the value so that greater ones sort behind.
func figureTerm(name string, filled bool, value float64) string {
	b := append([]byte(name), 0)
	if filled {
		b = binary.BigEndian.AppendUint64(b, sortable(value))
	}
	return string(b)
}
