package batch

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/doc"
)

const (
	mutations  = 1000
	leastFound = 0.97 // the share of edits that must be found at their place, with nothing new elsewhere
)

// TestMutations spoils reports with nothing wrong in them by one random edit each, as a
// clerk would by a slip: every edit is found by its rule at its place, and nothing new is
// found anywhere else.
func TestMutations(t *testing.T) {
	sources := cleanSources(t)
	dice := rand.New(rand.NewPCG(2026, 7))
	var edits []edit
	for len(edits) < mutations {
		kind := mutators[len(edits)%len(mutators)]
		var all []edit
		for tries := 0; all == nil; tries++ {
			if tries > 100*len(sources) {
				t.Fatalf("%s: no report that it can spoil", kind.name)
			}
			s := sources[dice.IntN(len(sources))]
			all = kind.edits(s, dice)
		}
		e := all[dice.IntN(len(all))]
		e.kind = kind.name
		edits = append(edits, e)
	}
	var files []file
	for i, e := range edits {
		files = append(files, file{name: fmt.Sprintf("%04d.txt", i), text: e.text})
	}
	b := run(t, []string{submit(t, files...)}, Options{Roster: rosterOf(sources)})
	made, found := map[string]int{}, map[string]int{}
	total := 0
	for i, e := range edits {
		made[e.kind]++
		if complaint := e.judge(b.Reports[i]); complaint != "" {
			t.Logf("%s of %s, line %d: %s\n\t%s", e.kind, e.source.name, e.line, complaint, e.what)
			continue
		}
		found[e.kind]++
		total++
	}
	for _, kind := range slices.Sorted(maps.Keys(made)) {
		t.Logf("%-12s %4d of %4d", kind, found[kind], made[kind])
	}
	t.Logf("%-12s %4d of %4d", "all", total, len(edits))
	if float64(total) < leastFound*float64(len(edits)) {
		t.Errorf("%d of %d edits are found, want %.2f", total, len(edits), leastFound)
	}
}

// A source is a labelled report.
type source struct {
	name   string
	unit   string
	clean  bool // nothing is wrong in it
	lines  []string
	report *analyze.Report // what is found in it, if it is clean
}

// marks are the labels in a report; the text between them stays.
var marks = regexp.MustCompile(`⟦[^⟧]*⟧`)

// cleanSources reads the project's reports that are labelled clean, and what is found in them.
func cleanSources(t testing.TB) []*source {
	t.Helper()
	var list []*source
	var files []file
	for _, s := range sources(t, "../../testdata/*", "../check/testdata/clean") {
		if s.clean {
			files = append(files, file{name: fmt.Sprintf("%04d.txt", len(list)), text: s.text()})
			list = append(list, s)
		}
	}
	if len(list) < 10 {
		t.Fatalf("only %d clean reports", len(list))
	}
	for i, r := range run(t, []string{submit(t, files...)}, Options{Roster: rosterOf(list)}).Reports {
		list[i].report = r
	}
	return list
}

// sources reads the labelled reports in the folders that the patterns match.
func sources(t testing.TB, patterns ...string) []*source {
	t.Helper()
	var list []*source
	for _, pattern := range patterns {
		paths, _ := filepath.Glob(filepath.Join(pattern, "*.mark.txt"))
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text := string(data)
			s := &source{name: filepath.Base(path)}
			for strings.HasPrefix(text, "%") {
				line, rest, _ := strings.Cut(text, "\n")
				if unit, ok := strings.CutPrefix(line, "%unit:"); ok {
					s.unit = strings.TrimSpace(unit)
				}
				s.clean = s.clean || line == "%clean: true"
				text = rest
			}
			s.lines = strings.Split(marks.ReplaceAllString(text, ""), "\n")
			list = append(list, s)
		}
	}
	return list
}

func rosterOf(sources []*source) []analyze.RosterUnit {
	var roster []analyze.RosterUnit
	seen := map[string]bool{}
	for _, s := range sources {
		if s.unit != "" && !seen[s.unit] {
			seen[s.unit] = true
			roster = append(roster, analyze.RosterUnit{Name: s.unit})
		}
	}
	return roster
}

func (s *source) text() string { return strings.Join(s.lines, "\n") }

// An edit is a report with one slip in it.
type edit struct {
	kind   string
	source *source
	what   string
	text   string
	line   int      // where the slip is found; 0: anywhere
	rules  []string // one of them finds it
	also   []string // rules that may find what follows from it, there or elsewhere
}

// replaced returns s with the text at p replaced; ok is false where the text spans lines.
func (s *source) replaced(p doc.Place, old, new string) (e edit, ok bool) {
	line := []rune(s.lines[p.Paragraph-1])
	if p.End > len(line) || string(line[p.Start:p.End]) != old {
		return e, false
	}
	lines := slices.Clone(s.lines)
	lines[p.Paragraph-1] = string(line[:p.Start]) + new + string(line[p.End:])
	from, to := max(0, p.Start-20), min(len(line), p.End+20)
	what := string(line[from:p.Start]) + "[" + old + "→" + new + "]" + string(line[p.End:to])
	return edit{source: s, what: what, text: strings.Join(lines, "\n"), line: p.Paragraph}, true
}

// inside returns the place of text[i:i+len(part)] for a text that stands at p.
func inside(p doc.Place, text, part string) doc.Place {
	before, _, _ := strings.Cut(text, part)
	start := p.Start + utf8.RuneCountInString(before)
	return doc.Place{Paragraph: p.Paragraph, Start: start, End: start + utf8.RuneCountInString(part)}
}

// judge tells what is wrong with the findings on the edited report; empty: nothing.
func (e *edit) judge(r *analyze.Report) string {
	known := map[string]int{}
	for _, f := range e.source.report.Findings {
		known[knownBy(e.source.report, f)]++
	}
	hit := false
	for _, f := range r.Findings {
		if c, ok := check.Get(f.Rule); !ok || c.Run == nil {
			continue // across reports: all of these are of few units
		}
		if k := knownBy(r, f); known[k] > 0 {
			known[k]--
			continue
		}
		line := 0
		if !f.Span.Empty() {
			line = r.Doc.Place(f.Span).Paragraph
		}
		switch {
		case slices.Contains(e.rules, f.Rule) && (e.line == 0 || line == 0 || line == e.line):
			hit = true
		case slices.Contains(e.also, f.Rule):
		default:
			return fmt.Sprintf("surplus %s in line %d: %s", f.Rule, line, f.Message)
		}
	}
	if !hit {
		return "missed " + strings.Join(e.rules, " or ")
	}
	return ""
}

// knownBy is what a finding is known by in two versions of a report.
func knownBy(r *analyze.Report, f analyze.Finding) string {
	if f.Span.Empty() {
		return f.Rule + f.Message
	}
	return f.Rule + r.Doc.Text(f.Span)
}
