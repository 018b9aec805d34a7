package metric

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

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

// keys finds the known metric that a name and a measure stand for.
type keys struct {
	aliases [256][]alias // by the lowest byte of the first character
	topics  []*analyze.MetricDef

	measures map[string]bool // all in which known metrics are counted
}

type alias struct {
	text string
	def  *analyze.MetricDef
}

func newKeys(known []*analyze.MetricDef) *keys {
	k := &keys{measures: map[string]bool{}}
	for _, d := range known {
		for _, m := range d.Measures {
			k.measures[m] = true
		}
		if d.Topic != "" {
			k.topics = append(k.topics, d)
		}
		for _, text := range append([]string{d.Name}, d.Aliases...) {
			r, _ := utf8.DecodeRuneInString(text)
			k.aliases[byte(r)] = append(k.aliases[byte(r)], alias{text, d})
		}
	}
	return k
}

// plain drops what a name may be written with or without.
var plain = strings.NewReplacer("“", "", "”", "", `"`, "")

// find returns the key of the known metric that m is, empty for none: the longest alias
// that stands in its name, counted in one of the metric's own measures. before is the text
// of the sentence before m: a bare name is the metric that the sentence speaks of.
func (k *keys) find(m *analyze.Metric, before string) string {
	name := m.Name
	if !k.measures[m.Measure] {
		return ""
	}
	for _, d := range k.topics {
		if slices.Contains(d.Within, name) && slices.Contains(d.Measures, m.Measure) && strings.Contains(before, d.Topic) {
			return d.Key
		}
	}
	if strings.Contains(name, "“") || strings.Contains(name, `"`) {
		name = plain.Replace(name)
	}
	var best alias
	for i, r := range name {
		for _, a := range k.aliases[byte(r)] {
			if len(a.text) > len(best.text) && strings.HasPrefix(name[i:], a.text) && slices.Contains(a.def.Measures, m.Measure) {
				best = a
			}
		}
	}
	if best.def == nil {
		return ""
	}
	return best.def.Key
}
