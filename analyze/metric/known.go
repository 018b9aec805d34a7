package metric

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"hegao/analyze"
	"hegao/analyze/tomlfile"
)

//go:embed defs/*.toml
var defs embed.FS

// Known returns the metrics that units are compared by, in the order of their keys. The
// slice is shared: read only.
var Known = sync.OnceValue(func() []*analyze.MetricDef {
	files, err := defs.ReadDir("defs")
	if err != nil {
		panic(err)
	}
	var out []*analyze.MetricDef
	for _, f := range files {
		data, err := defs.ReadFile("defs/" + f.Name())
		if err != nil {
			panic(err)
		}
		var def struct {
			Key      string   `toml:"key"`
			Name     string   `toml:"name"`
			Aliases  []string `toml:"aliases"`
			Measures []string `toml:"measures"`
			Topic    string   `toml:"topic"`
			Within   []string `toml:"within"`
			Min      float64  `toml:"min"`
			Max      float64  `toml:"max"`
		}
		if err := tomlfile.Decode(f.Name(), data, &def); err != nil {
			panic(fmt.Sprintf("metric: %v", err))
		}
		out = append(out, &analyze.MetricDef{Key: def.Key, Name: def.Name, Aliases: def.Aliases, Measures: def.Measures, Topic: def.Topic, Within: def.Within, Min: def.Min, Max: def.Max})
	}
	slices.SortFunc(out, func(a, b *analyze.MetricDef) int { return strings.Compare(a.Key, b.Key) })
	return out
})

// keys finds the known metric that a name and a measure stand for: by measure.
type keys map[string]*countable

// A countable is the known metrics that one measure counts.
type countable struct {
	aliases *affixes
	keys    map[string]string // by alias
	topics  []*analyze.MetricDef
}

func newKeys(known []*analyze.MetricDef) keys {
	all := keys{}
	for _, d := range known {
		for _, measure := range d.Measures {
			k := all[measure]
			if k == nil {
				k = &countable{keys: map[string]string{}}
				all[measure] = k
			}
			if d.Topic != "" {
				k.topics = append(k.topics, d)
			}
			for _, alias := range append([]string{d.Name}, d.Aliases...) {
				if k.keys[alias] == "" {
					k.keys[alias] = d.Key
				}
			}
		}
	}
	for _, k := range all {
		k.aliases = newAffixes(slices.Sorted(maps.Keys(k.keys)))
	}
	return all
}

// plain drops what a name may be written with or without.
var plain = strings.NewReplacer("“", "", "”", "", `"`, "")

// find returns the key of the known metric that m is, empty for none: the longest alias
// that stands in its name, counted in one of the metric's own measures. before is the text
// of the sentence before m: a bare name is the metric that the sentence speaks of.
func (all keys) find(m *analyze.Metric, before string) string {
	name, k := m.Name, all[m.Measure]
	if k == nil {
		return ""
	}
	for _, d := range k.topics {
		if slices.Contains(d.Within, name) && strings.Contains(before, d.Topic) {
			return d.Key
		}
	}
	if strings.Contains(name, "“") || strings.Contains(name, `"`) {
		name = plain.Replace(name)
	}
	best := ""
	for i := range name {
		if alias := k.aliases.prefix(name[i:]); len(alias) > len(best) {
			best = alias
		}
	}
	return k.keys[best]
}
