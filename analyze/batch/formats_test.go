package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/reader"
)

// answers writes what is found in a report, places aside.
func answers(r *analyze.Report) string {
	var b strings.Builder
	for _, s := range r.Sections {
		fmt.Fprintln(&b, "section", s.Level, s.Number, s.Title, s.Parts)
	}
	for _, m := range r.Metrics {
		fmt.Fprintln(&b, "metric", m.Name, m.Key, r.Doc.Text(m.Span), m.Qualifier, m.Modality, m.Section)
	}
	for _, p := range r.Placeholders {
		fmt.Fprintln(&b, "placeholder", r.Doc.Text(p.Span), p.Kind, p.Metric)
	}
	for _, f := range r.Findings {
		if !strings.HasPrefix(f.Rule, "file.") {
			fmt.Fprintln(&b, "finding", f.Rule, f.Severity, f.Message)
		}
	}
	return b.String()
}

// textOf writes a document as a text file: a paragraph a line, a row of a table a line.
func textOf(d *doc.Document) string {
	var b strings.Builder
	for i, block := range d.Blocks {
		switch before := d.Blocks[max(i-1, 0)].Cell; {
		case !block.Kind.Body():
			continue
		case i == 0:
		case block.Cell != nil && before != nil && before.Row == block.Cell.Row && before.Table == block.Cell.Table:
			b.WriteString("\t")
		default:
			b.WriteString("\n")
		}
		b.WriteString(block.Text)
	}
	return b.String() + "\n"
}

// The same report gives the same answers, whichever program saved it.
func TestFormatsGiveEqualAnswers(t *testing.T) {
	all := ""
	for name, file := range map[string]string{
		"plain": "11_档案馆.docx",
		"table": "01_教育局/报告.docx",
		"gaps":  "02 财政局2026年上半年党风廉政建设报告.docx",
	} {
		whole, err := os.ReadFile(filepath.Join("../../testdata/reports", file))
		if err != nil {
			t.Fatal(err)
		}
		d := reader.Read(context.Background(), reader.Bytes(file, time.Time{}, whole))
		want := answersIn(t, "a.docx", whole)
		all += want
		if got := answersIn(t, "a.txt", []byte(textOf(d))); got != want {
			t.Errorf("%s.txt: got\n%s\nwant\n%s", name, got, want)
		}
		for _, ext := range []string{".rtf", ".odt"} {
			data, err := os.ReadFile("../reader/testdata/word/" + name + ext)
			if err != nil {
				t.Fatal(err)
			}
			if got := answersIn(t, "a"+ext, data); got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", name+ext, got, want)
			}
		}
	}
	for _, kind := range []string{"section", "metric", "placeholder", "finding"} {
		if !strings.Contains(all, kind+" ") {
			t.Errorf("no %s to compare", kind)
		}
	}
}

// answersIn writes what is found in a file.
func answersIn(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	b := run(t, []string{path}, Options{Period: "2026H1"})
	if len(b.Reports) != 1 || b.Reports[0].Doc.Format != strings.TrimPrefix(name, "a.") {
		t.Fatalf("%s: %d reports", name, len(b.Reports))
	}
	return answers(b.Reports[0])
}
