package pairs

import (
	"slices"
	"sync"
)

// Find calls yield with each report that holds text, by its number in the segment, in
// ascending order.
func (s *Segment) Find(text string, yield func(report int)) error {
	if len(s.blocks) == 0 || text == "" {
		return nil
	}
	runes := []rune(text)
	if len(runes) == 1 {
		return s.findCharacter(runes[0], yield)
	}
	lists, err := s.cover(runes)
	if err != nil || len(lists) == 0 {
		return err
	}
	var places []uint64
	for i, l := range lists {
		if i == 0 {
			places, err = s.start(l)
		} else {
			places, err = s.keep(places, l)
		}
		if err != nil || len(places) == 0 {
			return err
		}
	}
	last := -1
	for _, p := range places {
		if last < 0 || p >= s.starts[last+1] {
			last = s.report(p, last+1)
			yield(last)
		}
	}
	return nil
}

// findCharacter finds one character: it is the first of a pair wherever it stands.
func (s *Segment) findCharacter(c rune, yield func(report int)) error {
	found := make([]bool, len(s.serials))
	var from, to uint64
	var lists []list
	err := s.lists(newPair(c, 0), newPair(c+1, 0)-1, func(l list) bool {
		if len(lists) == 0 {
			from = l.at
		}
		to = l.at + l.size
		lists = append(lists, l)
		return true
	})
	if err != nil || len(lists) == 0 {
		return err
	}
	b := takeBuffer(to - from)
	defer giveBuffer(b)
	if _, err := s.f.ReadAt(*b, int64(from)); err != nil {
		return ErrDamaged
	}
	for _, l := range lists {
		d := decoder{rest: (*b)[l.at-from:][:l.size], left: l.count, end: s.Places()}
		last := -1
		for p, ok := d.next(); ok; p, ok = d.next() {
			if last < 0 || p >= s.starts[last+1] {
				last = s.report(p, last+1)
				found[last] = true
			}
		}
		if d.bad {
			return ErrDamaged
		}
	}
	for r, ok := range found {
		if ok {
			yield(r)
		}
	}
	return nil
}

// A shifted list is one whose pair stands that many characters behind the string's start.
type shifted struct {
	list
	by uint64
}

// cover returns lists of pairs that together are the string, the rarest first; none where a
// pair of it stands nowhere.
func (s *Segment) cover(runes []rune) ([]shifted, error) {
	all := make([]shifted, 0, len(runes)-1)
	known := map[pair]list{}
	for i := range len(runes) - 1 {
		p := newPair(runes[i], runes[i+1])
		l, ok := known[p]
		if !ok {
			if err := s.lists(p, p, func(found list) bool { l = found; return false }); err != nil {
				return nil, err
			}
			known[p] = l
		}
		if l.count == 0 {
			return nil, nil
		}
		all = append(all, shifted{l, uint64(i)})
	}
	rarest := 0
	for i := range all {
		if all[i].count < all[rarest].count {
			rarest = i
		}
	}
	chosen := []shifted{all[rarest]}
	for i := range all { // every second pair, and the last
		if i != rarest && (i%2 == 0 || i == len(all)-1) {
			chosen = append(chosen, all[i])
		}
	}
	slices.SortStableFunc(chosen, func(a, b shifted) int {
		switch {
		case a.count < b.count:
			return -1
		case a.count > b.count:
			return 1
		}
		return 0
	})
	return chosen, nil
}

// start returns the places where the string may start by one of its pairs.
func (s *Segment) start(l shifted) ([]uint64, error) {
	b := takeBuffer(l.size)
	defer giveBuffer(b)
	d, err := s.decode(l, *b)
	if err != nil {
		return nil, err
	}
	places := make([]uint64, 0, l.count)
	for p, ok := d.next(); ok; p, ok = d.next() {
		if p >= l.by {
			places = append(places, p-l.by)
		}
	}
	if d.bad {
		return nil, ErrDamaged
	}
	return places, nil
}

// keep keeps those places that another pair bears out.
func (s *Segment) keep(places []uint64, l shifted) ([]uint64, error) {
	b := takeBuffer(l.size)
	defer giveBuffer(b)
	d, err := s.decode(l, *b)
	if err != nil {
		return nil, err
	}
	kept := places[:0]
	at, ok := d.next()
	for _, p := range places {
		for ok && at < p+l.by {
			at, ok = d.next()
		}
		if !ok {
			break
		}
		if at == p+l.by {
			kept = append(kept, p)
		}
	}
	if d.bad {
		return nil, ErrDamaged
	}
	return kept, nil
}

// decode reads the places of l into b.
func (s *Segment) decode(l shifted, b []byte) (*decoder, error) {
	if _, err := s.f.ReadAt(b, int64(l.at)); err != nil {
		return nil, ErrDamaged
	}
	return &decoder{rest: b, left: l.count, end: s.Places()}, nil
}

// A decoder goes through the places of a pair.
type decoder struct {
	rest []byte
	at   uint64
	left uint64
	end  uint64 // places are below it
	bad  bool
}

func (d *decoder) next() (uint64, bool) {
	if d.left == 0 {
		return 0, false
	}
	v, n := uvarint(d.rest)
	d.at += v
	if n == 0 || v >= d.end || d.at >= d.end {
		d.bad, d.left = true, 0
		return 0, false
	}
	d.rest = d.rest[n:]
	d.left--
	return d.at, true
}

// buffers are used again: a list of places may have megabytes.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

func takeBuffer(size uint64) *[]byte {
	b := buffers.Get().(*[]byte)
	if uint64(cap(*b)) < size {
		*b = make([]byte, size)
	}
	*b = (*b)[:size]
	return b
}

func giveBuffer(b *[]byte) { buffers.Put(b) }
