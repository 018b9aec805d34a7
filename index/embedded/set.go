package embedded

import "math/bits"

// A set is a set of slots; those beyond its length are not in it.
type set []uint64

func newSet(slots int) set { return make(set, (slots+63)/64) }

func (s set) add(slot int)      { s[slot/64] |= 1 << (slot % 64) }
func (s set) has(slot int) bool { return s[slot/64]&(1<<(slot%64)) != 0 }

func (s set) and(t set) {
	for i := range s {
		s[i] &= t[i]
	}
}

func (s set) andNot(t set) {
	for i := range s {
		s[i] &^= t[i]
	}
}

func (s set) or(t set) {
	for i := range s {
		s[i] |= t[i]
	}
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

func (s set) clone() set { return append(set(nil), s...) }

// each calls f with the slots in ascending order.
func (s set) each(f func(slot int)) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			f(i*64 + bits.TrailingZeros64(w))
		}
	}
}
