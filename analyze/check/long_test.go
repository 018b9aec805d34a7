package check_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/check"
)

// TestLongLines checks lines of hundreds of kilobytes: the time grows with the length, not
// with its square.
func TestLongLines(t *testing.T) {
	const short, times = 50_000, 4 // bytes; how much longer the long line is
	cost := func(line string, size int) time.Duration {
		r := read(t, "报告.txt", "关于2025年上半年工作情况的报告\n一、工作情况\n"+strings.Repeat(line, size/len(line))+"\n")
		r.Unit = "青禾县水务局"
		r.Period.From = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
		r.Period.To = time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC)
		best := time.Hour
		for range 3 {
			r.Findings = nil
			start := time.Now()
			run(t, r)
			best = min(best, time.Since(start))
		}
		return best
	}
	for _, line := range []string{
		"共26件，其中办结20件、在办7件，", "2024年上半年，", "《2024年上半年", "我局开展工作", "县林业局召开会议2次。",
		"四个方面：一是抓学习", "三项工作", "三个方面", "从班子、机关三个层面", "完成25个，整改率92.9%，",
		"虽然全年召开警示教育大会4次，", "6月31日", "三是抓", "二、抓", "合计|3个|",
	} {
		a, b := cost(line, short), cost(line, short*times)
		if b > 3*times*a+200*time.Millisecond {
			t.Errorf("%q: %v for %d bytes, %v for %d times as many", line, a, short, b, times)
		}
	}
}

// TestManyFigures checks reports in which every thing is told, told again with another number
// and referred to, in text and in a table: the time grows with their number, not with its square.
func TestManyFigures(t *testing.T) {
	const few, times = 100, 8
	cost := func(things int) time.Duration {
		var text strings.Builder
		text.WriteString("关于2025年上半年工作情况的报告\n一、工作情况\n")
		for i := range things {
			thing := string([]rune{'一' + rune(i), '丁' + rune(i%7)})
			fmt.Fprintf(&text, "上半年开展%[1]s专项检查%[2]d次，制定%[1]s整改措施%[3]d条。\n", thing, i%9+11, i%5+21)
			fmt.Fprintf(&text, "虽然上半年开展%[1]s专项检查%[2]d次，但制定的%[3]d条%[1]s整改措施没有落实。\n", thing, i%9+12, i%5+22)
		}
		r := read(t, "报告.txt", text.String())
		r.Period.From = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
		r.Period.To = time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC)
		conflict, _ := check.Get("value.conflict")
		r.Profile = &analyze.Profile{Disabled: map[string]bool{}}
		for _, c := range check.All() {
			r.Profile.Disabled[c.ID] = c != conflict
		}
		best := time.Hour
		for range 5 {
			r.Findings = nil
			start := time.Now()
			run(t, r)
			best = min(best, time.Since(start))
		}
		if len(r.Findings) < things {
			t.Fatalf("%d conflicts, want one a thing and more: %d", len(r.Findings), things)
		}
		return best
	}
	var a, b time.Duration
	for range 3 { // what else the machine does may slow one of the two
		if a, b = cost(few), cost(few*times); b <= 2*times*a {
			return
		}
	}
	t.Errorf("%d things: %v, %d times as many: %v", few, a, times, b)
}
