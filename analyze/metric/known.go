package metric

import (
	"embed"
	"fmt"
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
			Min      float64  `toml:"min"`
			Max      float64  `toml:"max"`
		}
		if err := tomlfile.Decode(f.Name(), data, &def); err != nil {
			panic(fmt.Sprintf("metric: %v", err))
		}
		out = append(out, &analyze.MetricDef{Key: def.Key, Name: def.Name, Aliases: def.Aliases, Measures: def.Measures, Min: def.Min, Max: def.Max})
	}
	slices.SortFunc(out, func(a, b *analyze.MetricDef) int { return strings.Compare(a.Key, b.Key) })
	return out
})

// keys finds the known metric that a name and a measure stand for.
type keys struct {
	aliases []alias // longest first
}

type alias struct {
	text string
	def  *analyze.MetricDef
}

func newKeys(known []*analyze.MetricDef) *keys {
	k := &keys{}
	for _, d := range known {
		for _, a := range append([]string{d.Name}, d.Aliases...) {
			k.aliases = append(k.aliases, alias{a, d})
		}
	}
	slices.SortStableFunc(k.aliases, func(a, b alias) int { return len(b.text) - len(a.text) })
	return k
}

// unquoted takes out what aliases are written without.
var unquoted = strings.NewReplacer("“", "", "”", "", `"`, "", " ", "")

// plain drops what a name may be written with or without.
var plain = strings.NewReplacer("“", "", "”", "", `"`, "", " ", "")

// find returns the key of the known metric that m is, empty for none: the longest alias
// that stands in its name, counted in one of the metric's own measures.
func (k *keys) find(m *analyze.Metric) string {
	name := unquoted.Replace(m.Name)
	for _, a := range k.aliases {
		if strings.Contains(name, a.text) && slices.Contains(a.def.Measures, m.Measure) {
			return a.def.Key
		}
	}
	return ""
}
