package index

import (
	"bytes"
	"io"
	"os"
	"testing"

	"hegao/analyze"
	"hegao/analyze/batch"
	"hegao/analyze/check"
	metrics "hegao/analyze/metric"
	"hegao/analyze/profile"
)

// samples returns the project's sample reports, checked.
func samples(t testing.TB) []Submission {
	t.Helper()
	known := profile.Known{Rules: map[string]*analyze.Check{}, Metrics: map[string]*analyze.MetricDef{}}
	for _, c := range check.All() {
		known.Rules[c.ID] = c
	}
	for _, m := range metrics.Known() {
		known.Metrics[m.Key] = m
	}
	set, err := profile.Load("", known)
	if err != nil {
		t.Fatal(err)
	}
	b, err := batch.Run(t.Context(), []string{"../testdata/reports"}, batch.Options{Profiles: set, Profile: batch.Auto})
	if err != nil {
		t.Fatal(err)
	}
	var list []Submission
	for _, r := range b.Reports {
		if !r.Doc.Status.Readable() {
			continue
		}
		data, err := os.ReadFile(r.Doc.Name)
		if err != nil {
			continue // in an archive
		}
		list = append(list, Submission{Report: r, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }})
	}
	return list
}

// BenchmarkRead reads what a search reads of its hits.
func BenchmarkRead(b *testing.B) {
	a := openArchive(b, b.TempDir(), Write)
	list := samples(b)
	add(b, a, list...)
	var size int64
	for _, s := range list {
		for _, block := range s.Report.Doc.Blocks {
			size += int64(len(block.Text))
		}
	}
	read := map[string]func(id string) error{
		"text":        func(id string) error { _, err := a.Text(b.Context(), id); return err },
		"text/cold":   func(id string) error { a.texts.remove(id); _, err := a.Text(b.Context(), id); return err },
		"record/cold": func(id string) error { a.recent.remove(id); _, err := a.Record(b.Context(), id); return err },
	}
	for name, f := range read {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size / int64(len(list)))
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if err := f(list[i%len(list)].Report.Doc.SHA256); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

// BenchmarkAdd takes reports in, without an engine.
func BenchmarkAdd(b *testing.B) {
	list := samples(b)
	for b.Loop() {
		a, err := Open(b.Context(), b.TempDir(), Config{Mode: Write})
		if err != nil {
			b.Fatal(err)
		}
		add(b, a, list...)
		a.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(list)), "µs/report")
}
