package check_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/metric"
	"hegao/analyze/outline"
	"hegao/analyze/profile"
	"hegao/analyze/reader"
	"hegao/analyze/segment"
)

// knownMetrics are the known metrics by key.
var knownMetrics = sync.OnceValue(func() map[string]*analyze.MetricDef {
	m := map[string]*analyze.MetricDef{}
	for _, d := range metric.Known() {
		m[d.Key] = d
	}
	return m
})

// profiles are the embedded profiles.
var profiles = sync.OnceValue(func() *profile.Set {
	rules := map[string]*analyze.Check{}
	for _, c := range check.All() {
		rules[c.ID] = c
	}
	s, err := profile.Load("", profile.Known{Rules: rules, Metrics: knownMetrics()})
	if err != nil {
		panic(err)
	}
	return s
})

// read takes a text file through every stage up to the checks.
func read(t testing.TB, name, text string) *analyze.Report {
	t.Helper()
	r := &analyze.Report{Doc: reader.Read(context.Background(), reader.Bytes(name, time.Time{}, []byte(text)))}
	texts := func(yield func(string) bool) {
		for _, b := range r.Doc.Blocks {
			if !yield(b.Text) {
				return
			}
		}
	}
	words := segment.New(texts)
	for text := range texts {
		r.Tokens = append(r.Tokens, words.Segment(text))
	}
	o := outline.NewReader(profiles().Parts()).Read(r.Doc, r.Tokens)
	r.Title, r.Sections, r.Parts, r.Inline = o.Title, o.Sections, o.Parts, o.Inline
	r.Enumerations, r.Signature = o.Enumerations, o.Signature
	metric.Read(r, metric.Known())
	r.Profile = profiles().Choose(r)
	return r
}

// run runs the checks on r and returns its findings.
func run(t *testing.T, r *analyze.Report) []analyze.Finding {
	t.Helper()
	if err := check.Run(r, knownMetrics()); err != nil {
		t.Fatal(err)
	}
	return r.Findings
}

// of returns the findings of one rule.
func of(findings []analyze.Finding, rule string) []analyze.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f analyze.Finding) bool { return f.Rule != rule })
}
