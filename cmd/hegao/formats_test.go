package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hegao/analyze/doc"
	"hegao/analyze/doc/doctest"
	"hegao/analyze/doc/ofdtest"
	"hegao/analyze/reader"
)

// What a report says does not depend on how it was saved. These tests save the sample reports
// in every format and compare what the program tells of them.

// A sample is a report to save: as it was submitted if that was docx, and as a docx copy that
// holds only text, headings and tables.
type sample struct {
	name           string
	document       *doc.Document // what it says
	original, copy []byte
}

// readSamples returns the sample reports, and the labelled texts in other folders.
func readSamples(t *testing.T, folders ...string) []sample {
	t.Helper()
	found, err := reader.Find(context.Background(), []string{sampleReports})
	if err != nil {
		t.Fatal(err)
	}
	var list []sample
	add := func(folder string, d *doc.Document) {
		c := doctest.Word(d)
		list = append(list, sample{fmt.Sprintf("%s-%d", folder, len(list)), d, c, c})
	}
	for _, src := range found.Sources {
		d := reader.Read(context.Background(), src)
		if d.Status != doc.OK {
			continue
		}
		if add("reports", d); d.Format == "docx" && !strings.Contains(src.Name, "!") {
			if list[len(list)-1].original, err = os.ReadFile(src.Name); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, dir := range folders {
		for _, m := range readMarkedIn(t, dir) {
			add(filepath.Base(dir), reader.Read(context.Background(), reader.Bytes("a.txt", time.Time{}, []byte(m.text))))
		}
	}
	return list
}

// feature is something in a document that not every format can hold.
type feature uint8

const (
	numbers feature = 1 << iota // automatic numbers in Chinese
	traces                      // tracked changes, comments, hidden text
	tables
	prompts // content controls that wait to be filled in
)

func (s *sample) has() feature {
	var f feature
	for _, b := range s.document.Blocks {
		if b.Auto > 0 {
			f |= numbers
		}
		if b.Cell != nil {
			f |= tables
		}
		for _, m := range b.Marks {
			if m.Kind == doc.Prompt {
				f |= prompts
			}
		}
	}
	for _, n := range s.document.Notices {
		if n.Kind != doc.WrongType {
			f |= traces
		}
	}
	return f
}

// TestFormats compares with files that the tests write themselves.
func TestFormats(t *testing.T) {
	folders, err := filepath.Glob("../../testdata/blind*")
	if err != nil {
		t.Fatal(err)
	}
	samples := readSamples(t, append(folders, sampleTexts)...)
	write := map[string]func(s *sample) (ext string, data []byte){
		"gb18030": func(s *sample) (string, []byte) {
			data, err := simplifiedchinese.GB18030.NewEncoder().String(doctest.Text(s.document))
			if err != nil {
				t.Fatal(err)
			}
			return ".txt", []byte(data)
		},
		"ofd": func(s *sample) (string, []byte) { return ".ofd", ofdtest.Document(s.document) },
	}
	for _, format := range doctest.Formats {
		write[format] = func(s *sample) (string, []byte) { return "." + format, doctest.Write(format, s.document) }
	}
	dir := t.TempDir()
	var originals []string
	for _, s := range samples {
		data := s.original
		if s.has()&traces != 0 {
			data = s.copy
		}
		originals = append(originals, writeFile(t, dir, s.name+".docx", data))
	}
	want := answersOf(t, originals)
	for format, write := range write {
		t.Run(format, func(t *testing.T) {
			dir := t.TempDir()
			var to []string
			for _, s := range samples {
				ext, data := write(&s)
				to = append(to, writeFile(t, dir, s.name+ext, data))
			}
			how := inOrder
			if format == "ofd" {
				how = onPaper
			}
			sameAnswers(t, want, answersOf(t, to), how)
		})
	}
}

func writeFile(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// answersOf returns what the program tells of each file, by its name without extension.
func answersOf(t *testing.T, files []string) map[string]map[string]any {
	t.Helper()
	var a struct{ Reports []map[string]any }
	args := append([]string{"check", "--fail-on", "never", "--format", "json", "--period", "2026H1"}, files...)
	if err := json.Unmarshal(runHegao(t, 0, args...), &a); err != nil {
		t.Fatal(err)
	}
	if len(a.Reports) != len(files) {
		t.Fatalf("%d reports of %d files", len(a.Reports), len(files))
	}
	all := map[string]map[string]any{}
	for _, r := range a.Reports {
		all[baseName(r["file"].(string))] = r
	}
	return all
}

func baseName(file string) string {
	return strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
}

// sameness is how much of two answers must be the same.
type sameness uint8

const (
	exactly sameness = iota
	inOrder          // but for the places: empty paragraphs are lost, rows of a table become lines
	onPaper          // and for blanks, of which those at a line's end are lost
)

// sameAnswers asserts that the program tells the same of each report.
func sameAnswers(t *testing.T, want, got map[string]map[string]any, how sameness) {
	t.Helper()
	said := 0
	for name, w := range want {
		g := got[name]
		if g == nil {
			t.Errorf("no report %s", name)
			continue
		}
		for _, key := range []string{"status", "title", "unit", "period", "profile", "sections", "parts", "metrics", "placeholders", "findings"} {
			wanted := entries(t, w[key], how)
			said += len(wanted)
			compare(t, name+": "+key, wanted, entries(t, g[key], how))
		}
	}
	if said < 20*len(want) {
		t.Errorf("only %d answers to compare", said)
	}
}

// entries writes each entry of a list, or a single value.
func entries(t *testing.T, value any, how sameness) []string {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var lines []string
	for _, v := range list {
		if m, ok := v.(map[string]any); ok {
			for _, r := range append([]any{m}, toList(m["related"])...) {
				m := r.(map[string]any)
				if m["file"] != nil {
					m["file"] = baseName(m["file"].(string))
				}
				if how != exactly {
					for _, key := range []string{"paragraph", "start", "end"} {
						delete(m, key)
					}
				}
			}
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		line := strings.TrimSpace(b.String())
		if how == onPaper {
			line = strings.Join(strings.Fields(line), "")
		}
		lines = append(lines, line)
	}
	return slices.Clip(lines)
}

func toList(v any) []any {
	list, _ := v.([]any)
	return list
}

// TestFormatsOnDisk compares with files that LibreOffice saved once.
func TestFormatsOnDisk(t *testing.T) {
	for report, saved := range map[string][]string{
		"11_档案馆.docx":    {"plain.rtf", "plain.odt"},
		"01_教育局/报告.docx": {"table.rtf", "table.odt", "report.doc"},
		"02 财政局2026年上半年党风廉政建设报告.docx": {"gaps.rtf", "gaps.odt"},
	} {
		data, err := os.ReadFile(filepath.Join(sampleReports, report))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range saved {
			as, err := os.ReadFile(filepath.Join("../../analyze/reader/testdata/word", name))
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			from, to := writeFile(t, dir, "a.docx", data), writeFile(t, dir, "a"+filepath.Ext(name), as)
			sameAnswers(t, answersOf(t, []string{from}), answersOf(t, []string{to}), exactly)
		}
	}
}
