package check_test

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestPeriods goes through reports that tell what was done at another time than theirs, and others
// that rightly do: every one is found, and nothing else. ⏎ ends a paragraph.
func TestPeriods(t *testing.T) {
	data, err := os.ReadFile("testdata/periods.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for line := range strings.Lines(string(data)) {
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if fields[0] == "#" {
			continue
		}
		tried++
		from, to, _ := strings.Cut(fields[1], "/")
		text := strings.ReplaceAll(fields[2], "⏎", "\n")
		r := read(t, "报告.txt", text+"\n")
		r.Period.From, _ = time.Parse(time.DateOnly, from)
		r.Period.To, _ = time.Parse(time.DateOnly, to)
		want := 0
		if fields[0] != "=" {
			want = 1
		}
		if found := of(run(t, r), "period.mismatch"); len(found) != want {
			t.Errorf("%s: %d findings, want %d: %v", text, len(found), want, found)
		}
	}
	if tried < 20 {
		t.Errorf("only %d reports", tried)
	}
}
