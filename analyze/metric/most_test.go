package metric_test

import (
	"strings"
	"testing"
)

// What is too large for a report, or for a paragraph, is read as far as one would go.
func TestNoReport(t *testing.T) {
	const longest, most = 256 << 10, 100_000
	r := read(t, strings.Repeat("召开会议*次，", longest), "参会12人次。")
	n := len(r.Placeholders)
	if last := r.Placeholders[n-1].Span; last.Block != 0 || last.End > longest || last.End < longest-100 {
		t.Errorf("the last placeholder of a paragraph without end is at %+v", last)
	}
	if m := r.Metrics[len(r.Metrics)-1]; r.Doc.Text(m.Span) != "12人次" {
		t.Errorf("behind it, %q is found last", r.Doc.Text(m.Span))
	}
	lines := make([]string, most)
	for i := range lines {
		lines[i] = "召开会议*次，参会12人次。"
	}
	r = read(t, lines...)
	if n := len(r.Placeholders) + len(r.Metrics); n < most || n > most+10 {
		t.Errorf("%d placeholders and metrics in %d lines", n, most)
	}
}
