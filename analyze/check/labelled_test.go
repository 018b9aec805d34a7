package check_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/check"
)

// contradictions are the areas of rules that only a planted fault may break.
const contradictions = "numbering. sum. value. percent. enumeration. date. period. unit."

// TestLabelled runs the checks on the labelled reports beside the project. The
// planted faults of the rules that exist are found, no other fault of that kind is; a report labelled clean has no error and hardly a warning.
func TestLabelled(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/gold/dev/*.mark.txt")
	if len(files) == 0 {
		t.Skip("the labelled reports are not beside this project")
	}
	clean, warnings := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, head, faults := labels(string(data))
		isClean := head["clean"] == "true"
		r := read(t, strings.TrimSuffix(filepath.Base(file), ".mark.txt")+".txt", text)
		r.Unit = head["unit"]
		if from, to, ok := strings.Cut(head["period"], "/"); ok {
			r.Period.From, _ = time.Parse(time.DateOnly, from)
			r.Period.To, _ = time.Parse(time.DateOnly, to)
		}
		if isClean {
			clean++
		}
		for _, f := range run(t, r) {
			if isClean && f.Severity == analyze.Error {
				t.Errorf("%s is clean: %s %s", r.Doc.Name, f.Rule, f.Message)
			}
			if isClean && f.Severity == analyze.Warning {
				warnings++
			}
			if f.Rule == "section.empty" || strings.Contains(contradictions, strings.TrimRight(f.Rule, "abcdefghijklmnopqrstuvwxyz")) {
				place := fault{r.Doc.Place(f.Span).Paragraph, f.Rule}
				if faults[place] == 0 {
					t.Errorf("%s:%d: surplus %s: %s", r.Doc.Name, place.line, f.Rule, f.Message)
				}
				faults[place]--
			}
		}
		for place, n := range faults {
			if _, ok := check.Get(place.rule); ok && n > 0 {
				t.Errorf("%s:%d: missed %s", r.Doc.Name, place.line, place.rule)
			}
		}
	}
	if warnings*2 > clean {
		t.Errorf("%d warnings on %d clean reports", warnings, clean)
	}
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
