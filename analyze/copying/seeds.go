package copying

// seeds finds the places of a text where given letters start: a table over the hash of
// every least letters in a row.
type seeds struct {
	heads map[uint64]int32 // the first place with a hash
	next  []int32          // by place: the next one with the same hash; -1: none
}

// most is how many places with the same letters are kept: a text that repeats itself more
// often than that says nothing new.
const most = 16

func newSeeds(t *Text) seeds {
	s := seeds{make(map[uint64]int32, len(t.letters)), make([]int32, len(t.letters))}
	last, count := map[uint64]int32{}, map[uint64]int{}
	for i := 0; i+least <= len(t.letters); i++ {
		s.next[i] = -1
		h, ok := hash(t.letters[i : i+least])
		if !ok || count[h] == most {
			continue
		}
		if count[h]++; count[h] == 1 {
			s.heads[h] = int32(i)
		} else {
			s.next[last[h]] = int32(i)
		}
		last[h] = int32(i)
	}
	return s
}

// first returns the first place that least letters may start at, -1 if there is none.
func (s seeds) first(letters []letter) int32 {
	if h, ok := hash(letters); ok {
		if at, ok := s.heads[h]; ok {
			return at
		}
	}
	return -1
}

// hash is FNV-1a over the keys of letters; it reports false where a border is among them.
func hash(letters []letter) (uint64, bool) {
	h := uint64(14695981039346656037)
	for i := range letters {
		if letters[i].key == border {
			return 0, false
		}
		h = (h ^ uint64(letters[i].key)) * 1099511628211
	}
	return h, true
}
