package batch

import (
	"unicode/utf8"

	"hegao/analyze"
)

// A naming tells which names mean one unit, among those that a history knows: 水务局 and
// 青禾县住建局 of last year are 青禾县水务局 and 青禾县住房和城乡建设局 of this one. It joins names only
// where that is certain: one without a place may mean any place's unit, so it does only where
// all units together are of one place.
type naming struct {
	roster  *directory          // nil: none
	full    map[string]string   // the longest name, by the short forms of it
	means   map[string][]string // the names that the history knows, by what they mean
	places  int                 // that there are names of
	counted map[string]int      // the same of each kind that is named by itself: 县, 市
}

// newNaming returns a naming for the units of a roster, those of reports, and the known names of
// a history.
func newNaming(roster []analyze.RosterUnit, reports []*analyze.Report, known []string) *naming {
	var names []string
	for _, u := range roster {
		names = append(names, plain(u.Name))
	}
	for _, r := range reports {
		names = append(names, plain(r.Unit))
	}
	for _, n := range known {
		names = append(names, plain(n))
	}
	n := &naming{full: longestNames(names), means: map[string][]string{}}
	n.countPlaces(names)
	if len(roster) > 0 {
		d := directoryOf(nil, roster)
		n.roster = &d
	}
	for _, name := range known {
		meant := n.meaning(name)
		n.means[meant] = append(n.means[meant], name)
	}
	return n
}

// plain returns a name as short names are made of it.
func plain(name string) string { return withoutParty(fold(name)) }

// countPlaces counts the places that names begin with. 县, of 县水务局, is one where no name tells
// which 县.
func (n *naming) countPlaces(names []string) {
	seen := map[string]bool{}
	n.counted = map[string]int{}
	for _, name := range names {
		place := placeOf(name)
		if place == "" || seen[place] {
			continue
		}
		seen[place] = true
		_, size := utf8.DecodeLastRuneInString(place)
		kind := place[len(place)-size:]
		n.counted[kind] += 0
		if !isKind(place) {
			n.counted[kind]++
		}
	}
	for _, count := range n.counted {
		n.places += max(count, 1)
	}
}

// isKind reports whether a place is only said to be a 县 or a 市, not which.
func isKind(place string) bool { return utf8.RuneCountInString(place) == 1 }

// meaning returns the name that stands for the unit that name means.
func (n *naming) meaning(name string) string {
	m := plain(name)
	if n.roster != nil {
		if unit, size := n.roster.UnitAt(m); unit != "" && size == len(m) && n.certain(m, plain(unit)) {
			m = plain(unit)
		}
	}
	if full := n.full[m]; full != "" && n.certain(m, full) {
		m = full
	}
	return m
}

// certain reports whether name, a form of full, can mean no other place's unit.
func (n *naming) certain(name, full string) bool {
	switch place := placeOf(name); {
	case place == placeOf(full):
		return true
	case place == "":
		return n.places == 1
	case isKind(place):
		return n.counted[place] == 1
	}
	return true // it says itself which place it is of
}

// of returns the names under which a history knows the reports of a unit.
func (n *naming) of(unit string) []string { return n.means[n.meaning(unit)] }
