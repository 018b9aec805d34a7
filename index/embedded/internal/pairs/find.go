package pairs

import (
	"cmp"
	"slices"
	"sync"
)

// Find calls yield with each report that holds text, by its number in the segment, in
// ascending order.
func (s *Segment) Find(text string, yield func(report int)) error {
	if len(s.blocks) == 0 || text == "" {
		return nil
	}
	b := buffersPool.Get().(*buffers)
	defer buffersPool.Put(b)
	runes := []rune(text)
	if len(runes) == 1 {
		return s.findCharacter(b, runes[0], yield)
	}
	return s.findString(b, runes, yield)
}

// buffers are used again: the places of a pair may take megabytes.
type buffers struct {
	found  []uint64 // where the string may start
	places []uint64 // of one pair
}

var buffersPool = sync.Pool{New: func() any { return new(buffers) }}

func (s *Segment) findString(b *buffers, runes []rune, yield func(report int)) error {
	lists, err := s.cover(runes)
	if err != nil || len(lists) == 0 {
		return err
	}
	for i, l := range lists {
		if err := s.readPlaces(b, l.list); err != nil {
			return err
		}
		if i == 0 {
			b.found = shift(b.found[:0], b.places, l.by)
		} else {
			b.found = common(b.found, b.places, l.by)
		}
		if len(b.found) == 0 {
			return nil
		}
	}
	last := -1
	for _, p := range b.found {
		if last < 0 || p >= s.starts[last+1] {
			last = s.report(p, last+1)
			yield(last)
		}
	}
	return nil
}

// findCharacter finds one character.
func (s *Segment) findCharacter(b *buffers, c rune, yield func(report int)) error {
	l, err := s.list(newPair(c, anywhere))
	if err != nil || l.count == 0 {
		return err
	}
	if err := s.readPlaces(b, l); err != nil {
		return err
	}
	last := -1
	for _, p := range b.places {
		last = s.report(p, last+1)
		yield(last)
	}
	return nil
}

// Word calls yield with each of the reports given that holds word, and with what the word counts
// for there. Reports are told by their numbers in the segment, in ascending order. It returns how
// many reports hold the word, those not given among them.
func (s *Segment) Word(word string, reports []int, yield func(report, count int)) (holders int, err error) {
	l, err := s.list(wordKey(word))
	if err != nil || l.count == 0 {
		return 0, err
	}
	b := buffersPool.Get().(*buffers)
	defer buffersPool.Put(b)
	if err := s.readPlaces(b, l); err != nil {
		return 0, err
	}
	places := b.places
	for _, r := range reports {
		for len(places) > 0 && places[0] < s.starts[r] {
			places = places[1:]
		}
		if len(places) == 0 {
			break
		}
		if places[0] < s.starts[r+1] {
			yield(r, int(places[0]-s.starts[r])+1)
		}
	}
	return len(b.places), nil
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
			var err error
			if l, err = s.list(p); err != nil {
				return nil, err
			}
			known[p] = l
		}
		if l.count == 0 {
			return nil, nil
		}
		all = append(all, shifted{l, uint64(i)})
	}
	slices.SortStableFunc(all, func(a, b shifted) int { return cmp.Compare(a.count, b.count) })
	covered := make([]bool, len(runes))
	chosen := all[:0]
	for _, l := range all { // those that add nothing are the most frequent
		if !covered[l.by] || !covered[l.by+1] {
			covered[l.by], covered[l.by+1] = true, true
			chosen = append(chosen, l)
		}
	}
	return chosen, nil
}

// shift appends to found where a string starts whose pair stands at places.
func shift(found, places []uint64, by uint64) []uint64 {
	found = slices.Grow(found, len(places))
	for _, p := range places {
		if p >= by {
			found = append(found, p-by)
		}
	}
	return found
}

// common returns those of found that a pair at places, by characters behind, bears out.
func common(found, places []uint64, by uint64) []uint64 {
	kept := found[:0]
	i := 0
	for _, p := range found {
		for i < len(places) && places[i] < p+by {
			i++
		}
		if i == len(places) {
			break
		}
		if places[i] == p+by {
			kept = append(kept, p)
		}
	}
	return kept
}

// readPlaces reads the places of a pair.
func (s *Segment) readPlaces(b *buffers, l list) error {
	data, err := s.bytes(l.at, l.at+l.size)
	if err != nil {
		return err
	}
	return b.decode(data, l.count, s.Places())
}

// decode decodes count places, all of them below end.
func (b *buffers) decode(data []byte, count, end uint64) error {
	places := slices.Grow(b.places[:0], int(count))[:count]
	b.places = places
	at := uint64(0)
	for i := range places {
		var v uint64
		switch {
		case len(data) > 1 && data[0] < 0x80:
			v, data = uint64(data[0]), data[1:]
		case len(data) > 2 && data[1] < 0x80:
			v, data = uint64(data[0]&0x7F)|uint64(data[1])<<7, data[2:]
		default:
			var n int
			if v, n = uvarint(data); n == 0 {
				return ErrDamaged
			}
			data = data[n:]
		}
		if at += v; v >= end || at >= end {
			return ErrDamaged
		}
		places[i] = at
	}
	return nil
}
