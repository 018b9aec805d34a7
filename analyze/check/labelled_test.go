package check_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/check"
)

// contradictions are the areas of rules that only a planted fault may break.
const contradictions = "numbering. sum. value. percent. enumeration. date. period. unit."

// TestLabelled runs the checks on labelled reports: those of the project and those beside
// it. No other contradictions are found than the planted ones, and of those all but one in
// twenty, or of a small set one; a report
// labelled clean has no error and hardly a warning.
func TestLabelled(t *testing.T) {
	const most = 0.05
	missed := map[string]float64{"blind11": 0.13}
	sets, _ := filepath.Glob("../../testdata/*/*.mark.txt")
	for i := range sets {
		sets[i] = filepath.Dir(sets[i])
	}
	for _, dir := range append(slices.Compact(sets), "testdata/clean", "../../../shared/gold/dev") {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			files, _ := filepath.Glob(filepath.Join(dir, "*.mark.txt"))
			if len(files) == 0 {
				if strings.Contains(dir, "shared") {
					t.Skip("the labelled reports are not beside this project")
				}
				t.Fatal("no labelled reports in ", dir)
			}
			var sum outcome
			for _, file := range files {
				o := checkLabelled(t, file)
				sum.clean += o.clean
				sum.warnings += o.warnings
				sum.planted += o.planted
				sum.missed += o.missed
			}
			t.Logf("%d of %d planted faults missed, %d warnings on %d clean reports", sum.missed, sum.planted, sum.warnings, sum.clean)
			if sum.warnings*2 > sum.clean {
				t.Errorf("%d warnings on %d clean reports", sum.warnings, sum.clean)
			}
			if float64(sum.missed) > max(most, missed[filepath.Base(dir)])*float64(sum.planted) {
				t.Errorf("%d of %d planted faults missed", sum.missed, sum.planted)
			}
		})
	}
}

// An outcome counts reports labelled clean and the warnings on them, and planted faults.
type outcome struct{ clean, warnings, planted, missed int }

// checkLabelled compares what is found in a labelled report with its labels.
func checkLabelled(t *testing.T, file string) outcome {
	t.Helper()
	var o outcome
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, head, faults := labels(string(data))
	clean := head["clean"] == "true"
	if clean {
		o.clean = 1
	}
	for _, n := range faults {
		o.planted += n
	}
	r := read(t, strings.TrimSuffix(filepath.Base(file), ".mark.txt")+".txt", text)
	r.Unit = head["unit"]
	if from, to, ok := strings.Cut(head["period"], "/"); ok {
		r.Period.From, _ = time.Parse(time.DateOnly, from)
		r.Period.To, _ = time.Parse(time.DateOnly, to)
	}
	for _, f := range run(t, r) {
		if clean && f.Severity == analyze.Error {
			t.Errorf("%s is clean: %s %s", r.Doc.Name, f.Rule, f.Message)
		}
		if clean && f.Severity == analyze.Warning {
			t.Logf("%s: %s %s", r.Doc.Name, f.Rule, f.Message)
			o.warnings++
		}
		if f.Rule == "section.empty" && f.Severity == analyze.Error || strings.Contains(contradictions, strings.TrimRight(f.Rule, "abcdefghijklmnopqrstuvwxyz")) {
			place := fault{r.Doc.Place(f.Span).Paragraph, f.Rule}
			if faults[place] == 0 {
				t.Errorf("%s:%d: surplus %s: %s", r.Doc.Name, place.line, f.Rule, f.Message)
			}
			faults[place]--
		}
	}
	for place, n := range faults {
		if _, ok := check.Get(place.rule); ok && n > 0 {
			t.Logf("%s:%d: missed %s", r.Doc.Name, place.line, place.rule)
			o.missed += n
		}
	}
	return o
}

type fault struct {
	line int
	rule string
}

var (
	faultMark = regexp.MustCompile(`⟦f ([a-z.]+)⟧`)
	anyMark   = regexp.MustCompile(`⟦[^⟧]*⟧`)
)

// labels takes the marks out of a labelled report.
func labels(marked string) (text string, head map[string]string, faults map[fault]int) {
	head, faults = map[string]string{}, map[fault]int{}
	for strings.HasPrefix(marked, "%") {
		line, rest, _ := strings.Cut(marked, "\n")
		key, value, _ := strings.Cut(line[1:], ":")
		head[key] = strings.TrimSpace(value)
		marked = rest
	}
	for i, line := range strings.Split(marked, "\n") {
		for _, m := range faultMark.FindAllStringSubmatch(line, -1) {
			faults[fault{i + 1, m[1]}]++
		}
	}
	return anyMark.ReplaceAllString(marked, ""), head, faults
}
