//go:build linux

package main_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hegao/analyze/doc/doctest"
	"hegao/analyze/doc/ofdtest"
	"hegao/analyze/reader"
)

// A mixture is a folder of 300 reports as units send them, with a folder for each format.
type mixture struct {
	dir   string
	count map[string]int // files, by format
}

// mix writes a mixture of reports of about 8 KB of text.
func mix(tb testing.TB) mixture {
	m := mixture{tb.TempDir(), map[string]int{"docx": 100, "txt": 100, "doc": 20, "html": 20, "rtf": 20, "odt": 20, "ofd": 20}}
	old, err := os.ReadFile("../../analyze/reader/testdata/word/report.doc")
	if err != nil {
		tb.Fatal(err)
	}
	_, texts := thousand(tb, 300, 8<<10)
	for format, n := range m.count {
		if err := os.Mkdir(filepath.Join(m.dir, format), 0o700); err != nil {
			tb.Fatal(err)
		}
		for i := range n {
			d := reader.Read(context.Background(), reader.Bytes("a.txt", time.Time{}, []byte(texts[0])))
			texts = texts[1:]
			data := doctest.Write(format, d)
			switch format {
			case "doc":
				data = old
			case "ofd":
				data = ofdtest.Document(d)
			}
			if err := os.WriteFile(filepath.Join(m.dir, format, fmt.Sprintf("%03d.%s", i, format)), data, 0o600); err != nil {
				tb.Fatal(err)
			}
		}
	}
	return m
}

// measure returns the processor time that p takes to check all of m, and the files of each
// format alone. What it takes to start is left out.
func (m mixture) measure(tb testing.TB, p program) (all time.Duration, alone map[string]time.Duration) {
	out := filepath.Join(tb.TempDir(), "out.json")
	check := func(path string) time.Duration {
		return p.measure(tb, 3, "check", "--fail-on", "never", "--format", "json", "-o", out, path).cpu
	}
	start := check(filepath.Join(m.dir, "docx", "000.docx"))
	alone = map[string]time.Duration{}
	for format := range m.count {
		alone[format] = check(filepath.Join(m.dir, format)) - start
	}
	return check(m.dir) - start, alone
}

// TestThroughput checks 300 mixed files: together they take no longer than the files of each
// format do one after the other.
func TestThroughput(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and checks 600 reports")
	}
	m := mix(t)
	all, alone := m.measure(t, build(t))
	var sum time.Duration
	for format, took := range alone {
		sum += took
		t.Logf("%s: %d files in %v", format, m.count[format], took)
	}
	t.Logf("all in %v, one format after the other in %v", all, sum)
	if all > sum*5/4 {
		t.Errorf("all files take %v, one format after the other %v", all, sum)
	}
}

// BenchmarkThroughput tells how many files of each format are checked in a second of one
// processor, in one run of 300.
func BenchmarkThroughput(b *testing.B) {
	m := mix(b)
	p := build(b)
	for b.Loop() {
		all, alone := m.measure(b, p)
		b.ReportMetric(300/all.Seconds(), "files/s")
		for format, took := range alone {
			b.ReportMetric(float64(m.count[format])/took.Seconds(), format+"/s")
		}
	}
}
