package main_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hegao/analyze/doc"
	"hegao/analyze/reader"
	"hegao/cmd/internal/cli"
)

// The sample batch; testdata/reports.md tells what is in it.
const (
	sampleReports  = "../../testdata/reports"
	sampleRoster   = "../../testdata/roster.xlsx"
	sampleExpected = "../../testdata/reports.expected"
	sampleMarked   = "../../testdata/marked" // the text of the readable ones, with labels
	sampleTexts    = "../../testdata/texts"  // labelled texts of other kinds
)

// runHegao runs the command line args, which must end with code, and returns what it prints.
func runHegao(t *testing.T, code int, args ...string) []byte {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := cli.Run(context.Background(), args, &stdout, &stderr); got != code {
		t.Fatalf("hegao %s: exit code %d, want %d\n%s", strings.Join(args, " "), got, code, &stderr)
	}
	return stdout.Bytes()
}

// An answer is what the tests look at in the JSON of `hegao check`.
type answer struct {
	Reports []answerReport `json:"reports"`
	Units   []struct {
		Name   string   `json:"name"`
		Status string   `json:"status"`
		Files  []string `json:"files"`
	} `json:"units"`
	Ignored  []string        `json:"ignored"`
	Findings []answerFinding `json:"findings"`
}

type answerReport struct {
	File     string `json:"file"`
	Unit     string `json:"unit"`
	Status   string `json:"status"`
	Sections []struct {
		Level  int    `json:"level"`
		Number string `json:"number"`
		Title  string `json:"title"`
	} `json:"sections"`
	Parts   map[string]string `json:"parts"`
	Metrics []struct {
		Value     *float64 `json:"value"`
		ValueMax  *float64 `json:"value_max"`
		Measure   string   `json:"measure"`
		Name      string   `json:"name"`
		Qualifier string   `json:"qualifier"`
		Modality  string   `json:"modality"`
	} `json:"metrics"`
	Placeholders []struct {
		Text string `json:"text"`
		Kind string `json:"kind"`
	} `json:"placeholders"`
	Findings []answerFinding `json:"findings"`
}

type answerFinding struct {
	Rule    string `json:"rule"`
	Text    string `json:"text"`
	Message string `json:"message"`
	Fix     string `json:"fix"`
}

// checkSamples runs the program on the sample batch.
func checkSamples(t *testing.T) answer {
	t.Helper()
	stdout := runHegao(t, 1, "check", "--format", "json", "--roster", sampleRoster, "--period", "2026H1", sampleReports)
	var a answer
	if err := json.Unmarshal(stdout, &a); err != nil {
		t.Fatal(err)
	}
	for i := range a.Reports {
		a.Reports[i].File = sampleName(a.Reports[i].File)
	}
	for i := range a.Units {
		for k, f := range a.Units[i].Files {
			a.Units[i].Files[k] = sampleName(f)
		}
	}
	return a
}

// sampleName returns a file's name as reports.expected has it.
func sampleName(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(filepath.ToSlash(name), sampleReports), "/")
}

// An expectation is one line of reports.expected.
type expectation struct{ file, rule, text string }

func readExpected(t *testing.T) []expectation {
	t.Helper()
	f, err := os.Open(sampleExpected)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []expectation
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		col := strings.Split(lines.Text(), "\t")
		if len(col) != 3 {
			t.Fatalf("%s: %q has not three columns", sampleExpected, lines.Text())
		}
		list = append(list, expectation{col[0], col[1], col[2]})
	}
	return list
}

// meets reports whether f, found in file, is what e expects.
func (e expectation) meets(file string, f answerFinding) bool {
	if e.file != file || e.rule != f.Rule {
		return false
	}
	words := strings.Fields(e.text)
	return e.text == f.Text || len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(f.Message, w) })
}

func TestSamplesFindings(t *testing.T) {
	a := checkSamples(t)
	missing := readExpected(t)
	look := func(file string, findings []answerFinding) {
		for _, f := range findings {
			i := slices.IndexFunc(missing, func(e expectation) bool { return e.meets(file, f) })
			if i < 0 {
				t.Errorf("surplus: %s: %s %q: %s", file, f.Rule, f.Text, f.Message)
				continue
			}
			missing = slices.Delete(missing, i, i+1)
		}
	}
	for _, r := range a.Reports {
		look(r.File, r.Findings)
	}
	look("-", a.Findings)
	for _, e := range missing {
		t.Errorf("missing: %s: %s %q", e.file, e.rule, e.text)
	}
}

func TestSamplesUnits(t *testing.T) {
	a := checkSamples(t)
	want := map[string]string{"岚溪县林业局": "missing", "岚溪县融媒体中心": "exempt", "岚溪县统计局": "unreadable", "岚溪县农业农村局": "late"}
	for _, u := range a.Units {
		status, files := "submitted", 1
		if s := want[u.Name]; s != "" {
			status = s
		}
		if status == "missing" || status == "exempt" {
			files = 0
		}
		if u.Status != status || len(u.Files) != files {
			t.Errorf("%s is %s with files %q, want %s with %d", u.Name, u.Status, u.Files, status, files)
		}
	}
	if len(a.Units) != 21 {
		t.Errorf("%d units, want 20 of the roster and one beside it", len(a.Units))
	}
	for _, m := range readMarked(t) {
		if got := findReport(t, a, m.head["file"]).Unit; got != m.head["unit"] {
			t.Errorf("%s is of %q, want %q", m.head["file"], got, m.head["unit"])
		}
	}
	if len(a.Ignored) != 3 {
		t.Errorf("ignored %q, want three files", a.Ignored)
	}
}

// TestSamplesRosters gives the roster as a workbook and as CSV: the same list.
func TestSamplesRosters(t *testing.T) {
	var answers [][]byte
	for _, roster := range []string{sampleRoster, strings.TrimSuffix(sampleRoster, ".xlsx") + ".csv"} {
		answers = append(answers, runHegao(t, 1, "check", "--format", "json", "--roster", roster, "--period", "2026H1", sampleReports))
	}
	if !bytes.Equal(answers[0], answers[1]) {
		t.Error("the workbook and the CSV file give different results")
	}
}

// leastNamed is the share of metrics that must be called what their label says. People
// differ in what they call a number, so not every name is a matter of right and wrong.
const leastNamed = 0.92

// TestSamplesLabels compares what the program reads in each sample with its labels.
func TestSamplesLabels(t *testing.T) { compareAll(t, checkSamples(t), readMarked(t)) }

// checkTexts returns what the program says of labelled texts, each in a file of its own.
func checkTexts(t *testing.T, texts []marked) (a answer) {
	t.Helper()
	dir := t.TempDir()
	for _, m := range texts {
		if err := os.WriteFile(filepath.Join(dir, m.head["file"]), []byte(m.text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := json.Unmarshal(runHegao(t, 0, "check", "--fail-on", "never", "--format", "json", dir), &a); err != nil {
		t.Fatal(err)
	}
	for i := range a.Reports {
		a.Reports[i].File = filepath.Base(a.Reports[i].File)
	}
	return a
}

// TestTexts does the same for labelled texts of other kinds, as plain text. In those that
// are clean nothing may be found.
func TestTexts(t *testing.T) {
	texts := readMarkedIn(t, sampleTexts)
	a := checkTexts(t, texts)
	compareAll(t, a, texts)
	for _, m := range texts {
		if m.head["clean"] == "true" {
			for _, f := range findReport(t, a, m.head["file"]).Findings {
				t.Errorf("%s is clean: surplus %s %q: %s", m.head["file"], f.Rule, f.Text, f.Message)
			}
		}
	}
}

// compareAll compares reports with their labels.
func compareAll(t *testing.T, a answer, texts []marked) {
	right, all := 0, 0 // names of metrics
	for _, m := range texts {
		t.Run(m.head["file"], func(t *testing.T) {
			n := compareLabels(t, findReport(t, a, m.head["file"]), m)
			right, all = right+n, all+len(m.names)
		})
	}
	if t.Logf("%d of %d metrics are called as labelled", right, all); float64(right) < leastNamed*float64(all) {
		t.Errorf("less than %.2f of the metrics are called as labelled", leastNamed)
	}
}

// compareLabels returns how many of the metrics of r are called as labelled; all else must
// be as labelled.
func compareLabels(t *testing.T, r answerReport, m marked) (right int) {
	var headings, metrics, placeholders []string
	for _, s := range r.Sections {
		headings = append(headings, fmt.Sprintf("h%d %s", s.Level, squeeze(s.Number+s.Title)))
	}
	for _, x := range r.Metrics {
		metrics = append(metrics, metricLine(x.Value, x.ValueMax, x.Measure, x.Qualifier, x.Modality))
	}
	for _, p := range r.Placeholders {
		placeholders = append(placeholders, p.Kind+" "+p.Text)
	}
	compare(t, "heading", m.headings, headings)
	compare(t, "metric", m.metrics, metrics)
	compare(t, "placeholder", m.placeholders, placeholders)
	for i, want := range m.names[:min(len(m.names), len(r.Metrics))] {
		if got := r.Metrics[i].Name; sameName(want, got) {
			right++
		} else {
			t.Logf("metric %s is called %q, want %q", metrics[i], got, want)
		}
	}
	for part := range strings.FieldsSeq(m.head["parts"]) {
		id, want, _ := strings.Cut(part, "=")
		if got := r.Parts[id]; (got == "absent") != (want == "absent") {
			t.Errorf("part %s is %s, want %s", id, got, want)
		}
	}
	return right
}

// TestSamplesText reads the samples and compares their running text with the marked copy.
func TestSamplesText(t *testing.T) {
	found, err := reader.Find(context.Background(), []string{sampleReports})
	if err != nil {
		t.Fatal(err)
	}
	marked := map[string]marked{}
	for _, m := range readMarked(t) {
		marked[m.head["file"]] = m
	}
	for _, src := range found.Sources {
		m, ok := marked[sampleName(src.Name)]
		if !ok {
			continue // the one that can't be read
		}
		delete(marked, m.head["file"])
		var text strings.Builder
		for _, b := range reader.Read(context.Background(), src).Blocks {
			if b.Kind.Body() && b.Kind != doc.TableCell {
				text.WriteString(b.Text)
			}
		}
		want, got := squeeze(m.text), squeeze(text.String())
		if strings.HasSuffix(src.Name, ".md") {
			markup := strings.NewReplacer("#", "", "*", "", "-", "")
			want, got = markup.Replace(want), markup.Replace(got)
		}
		if want != got {
			t.Errorf("%s differs from its marked copy:\n%s", src.Name, firstDifference(want, got))
		}
	}
	for file := range marked {
		t.Errorf("%s is not among the samples", file)
	}
}

func findReport(t *testing.T, a answer, file string) answerReport {
	t.Helper()
	for _, r := range a.Reports {
		if r.File == file {
			return r
		}
	}
	t.Fatalf("no report %q in the answer", file)
	return answerReport{}
}

// compare tells what is missing and what is surplus in got, in order.
func compare(t *testing.T, what string, want, got []string) {
	t.Helper()
	for len(want) > 0 && len(got) > 0 {
		if want[0] == got[0] {
			want, got = want[1:], got[1:]
			continue
		}
		ahead, back := slices.Index(got, want[0]), slices.Index(want, got[0])
		if ahead < 0 || back >= 0 && back <= ahead {
			t.Errorf("missing %s %q", what, want[0])
			want = want[1:]
		} else {
			t.Errorf("surplus %s %q", what, got[0])
			got = got[1:]
		}
	}
	for _, s := range want {
		t.Errorf("missing %s %q", what, s)
	}
	for _, s := range got {
		t.Errorf("surplus %s %q", what, s)
	}
}

// metricLine writes a metric the way that the tests compare it.
func metricLine(value, upper *float64, measure, qualifier, modality string) string {
	number := func(f *float64) string {
		if f == nil {
			return "?"
		}
		return strconv.FormatFloat(*f, 'f', -1, 64)
	}
	s := number(value)
	if upper != nil {
		s += "-" + number(upper)
	}
	return s + measure + " " + qualifier + " " + modality
}

// squeeze returns s without white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// firstDifference shows where two texts part.
func firstDifference(want, got string) string {
	w, g := []rune(want), []rune(got)
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		i++
	}
	cut := func(r []rune) string { return string(r[max(0, i-15):min(len(r), i+25)]) }
	return fmt.Sprintf("want …%s…\ngot  …%s…", cut(w), cut(g))
}

// sameName reports whether got names what want names: one holds the other, or they share
// 70 % of their characters. People differ in how much of a phrase they take for the name.
func sameName(want, got string) bool {
	if want == "" || got == "" {
		return want == got
	}
	w, g := []rune(want), []rune(got)
	row := make([]int, len(g)+1) // longest common subsequence
	for _, c := range w {
		diagonal := 0
		for j, d := range g {
			above := row[j+1]
			if c == d {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	n := row[len(g)]
	short := min(len(w), len(g))
	return 20*n >= 7*(len(w)+len(g)) || n >= 2 && 10*n >= 9*short && 2*len(g) <= max(32, 5*len(w))
}
