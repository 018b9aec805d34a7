package render_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"hegao/analyze"
	"hegao/analyze/render"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; look at it and run go test -update. Got:\n%s", file, got)
	}
}

func TestGolden(t *testing.T) {
	for name, c := range map[string]struct {
		format string
		o      render.Options
	}{
		"sample60.txt":     {"text", render.Options{Width: 60}},
		"sample80.txt":     {"text", render.Options{}},
		"sample120.txt":    {"text", render.Options{Width: 120}},
		"sample-color.txt": {"text", render.Options{Width: 72, Color: true}},
		"sample.json":      {"json", render.Options{Version: "0.1.0"}},
		"sample.jsonl":     {"jsonl", render.Options{Version: "0.1.0"}},
		"sample.csv":       {"csv", render.Options{}},
	} {
		golden(t, name, write(t, c.format, sample(), c.o))
	}
}

func TestFormats(t *testing.T) {
	if got := render.Formats(); !slices.Equal(got, []string{"csv", "json", "jsonl", "text", "xlsx"}) {
		t.Errorf("formats %q", got)
	}
	if err := render.Write(&bytes.Buffer{}, "pdf", sample(), render.Options{}); err == nil {
		t.Error("wrote an unknown format")
	}
}

func TestSameBatchSameBytes(t *testing.T) {
	for _, format := range render.Formats() {
		first := write(t, format, sample(), render.Options{})
		for range 10 {
			if !bytes.Equal(first, write(t, format, sample(), render.Options{})) {
				t.Errorf("%s: the same batch gave other bytes", format)
				break
			}
		}
	}
}

// An empty batch, and one in which nothing is known of a report, are no reason to fail.
func TestBatchesWithGaps(t *testing.T) {
	bare := newDraft(0, "a.txt", "正文")
	bare.Profile, bare.Parts = nil, nil
	for name, b := range map[string]*analyze.Batch{
		"empty": {},
		"bare":  {Files: 1, Reports: []*analyze.Report{bare.Report}},
	} {
		for _, format := range render.Formats() {
			if got := write(t, format, b, render.Options{}); len(got) == 0 {
				t.Errorf("%s: %s is empty", name, format)
			}
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errDiskFull }

var errDiskFull = errors.New("disk full")

func TestFailedWritesAreReported(t *testing.T) {
	for _, format := range render.Formats() {
		if err := render.Write(fullDisk{}, format, sample(), render.Options{}); !errors.Is(err, errDiskFull) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// large is a batch of n units with one report each, all like the first of the sample.
func large(n int) *analyze.Batch {
	b := sample()
	table := b.Table.Rows[0].Values
	b.Files, b.Reports, b.Units, b.Table.Rows, b.Copies, b.Findings = n, nil, nil, nil, nil, nil
	for i := range n {
		r := water()
		r.ID, r.Unit = analyze.ReportID(i), fmt.Sprintf("第%d单位", i+1)
		for k := range r.Findings {
			r.Findings[k].Report = r.ID
		}
		for range 3 { // about as much as a real report has
			r.Findings = append(r.Findings, r.Findings[:3]...)
			r.Metrics = append(r.Metrics, r.Metrics...)
			r.Sections = append(r.Sections, r.Sections[1:]...)
		}
		b.Reports = append(b.Reports, r)
		b.Units = append(b.Units, analyze.Unit{Name: r.Unit, Status: analyze.Submitted, Report: r.ID, Reports: []analyze.ReportID{r.ID}})
		b.Table.Rows = append(b.Table.Rows, analyze.TableRow{Unit: r.Unit, Values: table})
	}
	return b
}

// What 500 reports take in each format.
func BenchmarkWrite(b *testing.B) {
	batch := large(500)
	for _, format := range render.Formats() {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var buf bytes.Buffer
				if err := render.Write(&buf, format, batch, render.Options{}); err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(buf.Len()))
			}
		})
	}
}
