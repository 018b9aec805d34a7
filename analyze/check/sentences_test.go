package check_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSentences goes through the sentence patterns by which reports tell sums and rates, each
// with a contradiction and without: every one is found, and nothing else. ⏎ ends a paragraph.
func TestSentences(t *testing.T) {
	var data []byte
	files, _ := filepath.Glob("testdata/sentences/*.txt")
	for _, file := range files {
		lines, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		data = append(data, lines...)
	}
	tried := 0
	for line := range strings.Lines(string(data)) {
		want, sentence, _ := strings.Cut(strings.TrimSpace(line), " ")
		if want == "" || want == "#" {
			continue
		}
		tried++
		sentence = strings.ReplaceAll(sentence, "⏎", "\n")
		r := read(t, "报告.txt", "青禾县水务局2025年工作总结\n一、工作开展情况\n"+sentence+"\n二、存在的问题\n人员力量不足。\n三、下一步打算\n继续努力。\n")
		run(t, r)
		var found []string
		for _, f := range r.Findings {
			switch area, _, _ := strings.Cut(f.Rule, "."); area {
			case "sum", "percent", "value", "enumeration", "numbering":
				found = append(found, f.Rule)
			}
		}
		if got := strings.Join(found, " "); got != strings.Trim(want, "=") {
			t.Errorf("%s: found %q, want %q", sentence, got, want)
		}
	}
	if tried < 100 {
		t.Errorf("only %d sentences", tried)
	}
}
