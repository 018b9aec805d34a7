package check_test

import (
	"testing"
	"time"
)

// A report given as a year begins looks back on the one before and plans its own; one that
// plans no year that it names looks back on the wrong one.
func TestYearLookedBackOn(t *testing.T) {
	const back = "一、2025年工作回顾\n全年开展检查12次，整改问题30个，队伍面貌明显改善。\n"
	for text, want := range map[string]int{
		back + "二、2026年工作安排\n继续加强检查，计划开展培训3次。\n":      0,
		back + "二、2026年下半年工作安排\n继续加强检查，计划开展培训3次。\n":   1,
		back + "二、存在的问题\n学习不够深入。\n三、下一步打算\n继续加强检查。\n": 1,
	} {
		r := read(t, "报告.txt", "清河区2026年工作报告\n"+text)
		r.Period.From = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		r.Period.To = time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
		found := of(run(t, r), "period.mismatch")
		on := 0
		for _, f := range found {
			if r.Doc.Text(f.Span) == "2025年" {
				on++
			}
		}
		if on != want {
			t.Errorf("%d findings on the heading's 2025年, want %d:\n%s", on, want, text)
		}
	}
}
