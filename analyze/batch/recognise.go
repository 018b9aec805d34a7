package batch

import (
	"slices"
	"strings"

	"hegao/analyze"
)

// A recogniser tells which unit each report of a batch is from.
type recogniser struct {
	roster   []analyze.RosterUnit
	register *register
}

// recognise sets the unit of every report, and returns the units of each: more than one for
// a joint report, none where nothing tells. A unit on the roster that a name, title or
// signature fits counts before any other; the folder is trusted before the file's name,
// that before the title, that before the signature. A folder in which reports of several
// units lie is the clerk's own: it tells nothing.
func recognise(reports []*analyze.Report, roots []string, roster []analyze.RosterUnit) [][]string {
	n := recogniser{roster, newRegister(roster)}
	all := make([][]clue, len(reports))
	tenants := map[string][]string{} // by folder: up to two of the units whose reports lie in it, as all but that folder tells
	for i, r := range reports {
		all[i] = cluesOf(r, roots)
		for path, unit := range n.tenancies(all[i]) {
			if known := tenants[path]; len(known) == 0 || len(known) == 1 && !sameUnit(known[0], unit) {
				tenants[path] = append(tenants[path], unit)
			}
		}
	}
	units := make([][]string, len(reports))
	for i, c := range all {
		c = slices.DeleteFunc(c, func(c clue) bool { return len(tenants[c.folder]) > 1 })
		units[i], reports[i].UnitSource = n.units(c)
	}
	if len(roster) == 0 {
		mergeNames(units)
	}
	d := directoryOf(units, roster)
	for i, r := range reports {
		r.Directory = d
		if len(units[i]) > 0 {
			r.Unit = units[i][0]
		}
	}
	return units
}

// tenancies returns, for the folders that a report lies in, the unit that it is from as
// everything nearer to it tells.
func (n *recogniser) tenancies(clues []clue) map[string]string {
	folders := len(clues)
	for folders > 0 && clues[folders-1].folder == "" {
		folders--
	}
	if folders == 0 {
		return nil
	}
	in := map[string]string{}
	own, _ := n.units(clues[folders:])
	for i, f := range clues[:folders] {
		if own != nil {
			in[f.folder] = own[0]
		} else {
			own, _ = n.units(clues[i : i+1])
		}
	}
	return in
}

// units returns the units that clues name, and which kind of clue does.
func (n *recogniser) units(clues []clue) ([]string, analyze.UnitSource) {
	for _, c := range clues {
		var units []string
		for _, i := range n.register.find(c.text, c.by == analyze.ByTitle) {
			units = append(units, n.roster[i].Name)
		}
		if units != nil {
			return units, analyze.ByRoster
		}
	}
	for i, c := range clues {
		if u := c.unit(); u != "" {
			for _, other := range clues[i+1:] {
				if v := other.unit(); slices.Contains(shortNames(v), u) {
					u = v // 县供销社 by its file, 青禾县供销合作社联合社 by its title
				}
			}
			return []string{u}, c.by
		}
	}
	return nil, ""
}

// subject returns the words of a title that name who reports: those before 关于, or all of a
// title without it.
func subject(title string) string {
	if before, _, ok := strings.Cut(fold(title), "关于"); ok {
		return before
	}
	return title
}

// sameUnit reports whether two names that were not found on a roster may be one unit's: one
// is a short form of the other.
func sameUnit(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	return a == b || slices.Contains(shortNames(a), b)
}

// mergeNames gives the reports of one unit the longest of its names, where that is certain:
// 水务局 becomes 青禾县水务局 unless there is also a 白沙县水务局.
func mergeNames(units [][]string) {
	longest := longestNames(slices.Concat(units...))
	for _, u := range units {
		for i, name := range u {
			if full := longest[name]; full != "" {
				u[i] = full
			}
		}
	}
}

// longestNames returns, for the names that are short forms of others, the longest that each is
// one of; those of which there are several are left out.
func longestNames(names []string) map[string]string {
	forms, longer := map[string][]string{}, map[string][]string{}
	for _, name := range names {
		if forms[name] != nil {
			continue
		}
		forms[name] = append(shortNames(name), "") // never nil
		for i, short := range forms[name] {
			if !slices.Contains(forms[name][:i], short) {
				longer[short] = append(longer[short], name)
			}
		}
	}
	delete(longer, "")
	longest := map[string]string{}
	for short, names := range longer {
		shorter := map[string]bool{} // of 县水务局 and 青禾县水务局 only the latter
		for _, name := range names {
			for _, form := range forms[name] {
				shorter[form] = true
			}
		}
		names = slices.DeleteFunc(names, func(n string) bool { return shorter[n] })
		if len(names) == 1 {
			longest[short] = names[0]
		}
	}
	return longest
}
