package profile

import (
	"slices"

	"hegao/analyze"
	"hegao/analyze/tomlfile"
)

// A fileForm is the form of a profile's file. What a file does not state it takes
// from the profile that it extends; a list that it states is the whole list.
type fileForm struct {
	Title   tomlfile.Text             `toml:"title"`
	Extends tomlfile.Text             `toml:"extends"`
	Match   []string                  `toml:"match"`
	Parts   []tomlfile.Table          `toml:"parts"`
	Metrics []tomlfile.Table          `toml:"metrics"`
	Rules   map[string]tomlfile.Table `toml:"rules"`
}

type partForm struct {
	ID       tomlfile.Text `toml:"id"`
	Title    string        `toml:"title"`
	Headings []string      `toml:"headings"`
	Inline   []string      `toml:"inline"`
	Under    tomlfile.Text `toml:"under"`
	Main     bool          `toml:"main"`
	MinChars int           `toml:"min_chars"`
}

type metricForm struct {
	Key     tomlfile.Text `toml:"key"`
	Minimum float64       `toml:"minimum"`
}

type ruleForm struct {
	Severity tomlfile.Text `toml:"severity"`
	Off      bool          `toml:"off"`
}

// apply reads src into p, over the profile that src extends. below lists the
// sources that are being read: those that extend src.
func (s *Set) apply(p *analyze.Profile, src *source, below []*source) error {
	var form fileForm
	if err := tomlfile.Decode(src.file, src.text, &form); err != nil {
		return err
	}
	if form.Extends.Value != "" {
		parent := s.sources[form.Extends.Value]
		if parent == src { // a profile may extend the one that it replaces
			parent = src.below
		}
		if below = append(below, src); parent == nil || slices.Contains(below, parent) {
			return form.Extends.Wrong(tomlfile.UnknownName, s.Names()...)
		}
		if err := s.apply(p, parent, below); err != nil {
			return err
		}
	}
	if form.Title.Value != "" {
		p.Title = form.Title.Value
	}
	if p.Title == "" {
		return &tomlfile.Error{File: src.file, Line: 1, Key: "title", Problem: tomlfile.MissingKey}
	}
	if form.Match != nil {
		p.Match = form.Match
	}
	if err := applyParts(p, form.Parts); err != nil {
		return err
	}
	if err := s.applyMetrics(p, form.Metrics); err != nil {
		return err
	}
	for _, id := range sortedKeys(form.Rules) {
		if err := s.applyRule(p, id, form.Rules[id]); err != nil {
			return err
		}
	}
	return nil
}

// applyParts sets the parts of p. One that p had before keeps what its table does not state.
func applyParts(p *analyze.Profile, tables []tomlfile.Table) error {
	if tables == nil {
		return nil
	}
	var parts []analyze.PartDef
	has := func(id string) func(analyze.PartDef) bool {
		return func(d analyze.PartDef) bool { return d.ID == id }
	}
	for _, table := range tables {
		var form partForm
		if err := table.Decode(&form); err != nil {
			return err
		}
		id := form.ID.Value
		if id == "" {
			return table.Missing("id")
		}
		if slices.ContainsFunc(parts, has(id)) {
			return form.ID.Wrong(tomlfile.DuplicateKey)
		}
		if i := slices.IndexFunc(p.Parts, has(id)); i >= 0 {
			d := p.Parts[i]
			form = partForm{Title: d.Title, Headings: d.Headings, Inline: d.Inline, Under: tomlfile.Text{Value: d.Under}, Main: d.Main, MinChars: d.MinChars}
			if err := table.Decode(&form); err != nil {
				return err
			}
		}
		if form.Title == "" {
			return table.Missing("title")
		}
		if len(form.Headings) == 0 {
			return table.Missing("headings")
		}
		if known := append(ids(parts), ids(p.Parts)...); form.Under.Value != "" && !slices.Contains(known, form.Under.Value) {
			return form.Under.Wrong(tomlfile.UnknownName, known...)
		}
		parts = append(parts, analyze.PartDef{
			ID: id, Title: form.Title, Headings: form.Headings, Inline: form.Inline, Under: form.Under.Value, Main: form.Main, MinChars: form.MinChars,
		})
	}
	p.Parts = parts
	return nil
}

func ids(parts []analyze.PartDef) []string {
	var list []string
	for _, d := range parts {
		list = append(list, d.ID)
	}
	return list
}

func (s *Set) applyMetrics(p *analyze.Profile, tables []tomlfile.Table) error {
	if tables == nil {
		return nil
	}
	p.Metrics = nil
	for _, table := range tables {
		var form metricForm
		if err := table.Decode(&form); err != nil {
			return err
		}
		key := form.Key.Value
		if key == "" {
			return table.Missing("key")
		}
		if s.known.Metrics[key] == nil {
			return form.Key.Wrong(tomlfile.UnknownName, sortedKeys(s.known.Metrics)...)
		}
		if slices.ContainsFunc(p.Metrics, func(r analyze.MetricRule) bool { return r.Key == key }) {
			return form.Key.Wrong(tomlfile.DuplicateKey)
		}
		p.Metrics = append(p.Metrics, analyze.MetricRule{Key: key, Minimum: form.Minimum})
	}
	return nil
}

// applyRule sets what a profile says on the rule id: whether it is off, its
// severity, and the parameters of its check.
func (s *Set) applyRule(p *analyze.Profile, id string, table tomlfile.Table) error {
	check := s.known.Rules[id]
	if check == nil {
		return table.Wrong(tomlfile.UnknownName, sortedKeys(s.known.Rules)...)
	}
	form := ruleForm{Off: p.Disabled[id]}
	dst := []any{&form}
	if check.Params != nil {
		if p.Params[id] == nil {
			p.Params[id] = check.Params()
		}
		dst = append(dst, p.Params[id])
	}
	if err := table.Decode(dst...); err != nil {
		return err
	}
	if v := form.Severity.Value; v != "" {
		i := slices.Index(severities, v)
		if i < 0 {
			return form.Severity.Wrong(tomlfile.BadValue, severities...)
		}
		p.Severity[id] = analyze.Severity(i)
	}
	p.Disabled[id] = form.Off
	return nil
}

// severities are the words for analyze.Severity, by value.
var severities = []string{"info", "warning", "error"}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
