package reader

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
)

// hostile is a collection of damaged and odd files beside the checkout.
const hostile = "../../../shared/hostile"

// Every file of the collection ends in one status with a reason, soon.
func TestHostile(t *testing.T) {
	if _, err := os.Stat(hostile); err != nil {
		t.Skip("no ../shared/hostile")
	}
	f, err := Find(context.Background(), []string{hostile})
	if err != nil {
		t.Fatal(err)
	}
	expect := expected(t)
	count := map[doc.Status]int{}
	for _, s := range f.Sources {
		start := time.Now()
		d := Read(context.Background(), s)
		checkBlocks(t, d)
		count[d.Status]++
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", s.Name, took)
		}
		if d.Status == doc.Crash || d.Status == doc.Timeout {
			t.Errorf("%s: %s %s", s.Name, d.Status, d.Reason)
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(s.Name, hostile+"/"), "!")
		if expect[name] == "text" && readable(name) && !d.Status.Readable() && d.Status != doc.Scanned {
			t.Errorf("%s: %s %s", s.Name, d.Status, d.Reason)
		}
		if expect[name] == "clear_error_encrypted" && (strings.HasSuffix(name, "x") || readable(name)) && d.Status != doc.Encrypted {
			t.Errorf("%s: %s %s", s.Name, d.Status, d.Reason)
		}
	}
	t.Logf("%d files: %v", len(f.Sources), count)
}

// readable reports whether a file is of a format that gives text, by its name.
func readable(name string) bool {
	return slices.Contains([]string{".docx", ".doc", ".wps", ".xls"}, filepath.Ext(name))
}

// expected returns what is to become of each file of the collection.
func expected(t *testing.T) map[string]string {
	f, err := os.Open(filepath.Join(hostile, "SOURCES.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	expect := map[string]string{}
	for _, row := range rows {
		expect[row[0]] = row[2]
	}
	return expect
}
