package batch

import (
	"slices"

	"hegao/analyze"
)

// A directory is the units of a roster, or those that sent the reports of a batch.
type directory struct {
	units    []analyze.RosterUnit
	register *register
}

// directoryOf returns the directory of a batch whose reports are from those units.
func directoryOf(units [][]string, roster []analyze.RosterUnit) directory {
	if len(roster) == 0 {
		var names []string
		for _, u := range units {
			names = append(names, u...)
		}
		slices.Sort(names)
		for _, n := range slices.Compact(names) {
			roster = append(roster, analyze.RosterUnit{Name: n})
		}
	}
	return directory{roster, newRegister(roster)}
}

// UnitAt is that of [analyze.Directory].
func (d directory) UnitAt(text string) (unit string, size int) {
	if k, ok := d.register.at(text, 0); ok {
		return d.units[k.unit].Name, len(k.text)
	}
	return "", 0
}
