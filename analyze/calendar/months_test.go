package calendar_test

import (
	"testing"

	"hegao/analyze/calendar"
)

func TestMonthsAt(t *testing.T) {
	for _, test := range []struct {
		text string
		want calendar.Months
		rest string
	}{
		{"上半年，", calendar.FirstHalf, "，"},
		{"第三季度开展", calendar.Quarter(3), "开展"},
		{"一至三季度", calendar.Months{First: 1, Last: 9}, ""},
		{"1—6月份", calendar.FirstHalf, ""},
		{"七月至十二月，", calendar.SecondHalf, "，"},
		{"1月——6月底", calendar.FirstHalf, "底"},
		{"10月份", calendar.Months{First: 10, Last: 10}, ""},
		{"3月10日", calendar.Months{}, ""},
		{"13月", calendar.Months{}, "13月"},
		{"第五季度", calendar.Months{}, "第五季度"},
		{"6次", calendar.Months{}, "6次"},
	} {
		got, _, end := calendar.MonthsAt(test.text, 0)
		if got != test.want || test.text[end:] != test.rest {
			t.Errorf("%s: %v, then %q; want %v, then %q", test.text, got, test.text[end:], test.want, test.rest)
		}
	}
}

func FuzzMonthsAt(f *testing.F) {
	f.Add("2026年1月至6月，第二季度", 7)
	f.Fuzz(func(t *testing.T, text string, i int) {
		if i < 0 || i > len(text) {
			return
		}
		m, _, end := calendar.MonthsAt(text, i)
		if end < i || end > len(text) {
			t.Fatalf("ends at %d", end)
		}
		if m != (calendar.Months{}) && (m.First < 1 || m.Last < m.First || m.Last > 12) {
			t.Fatalf("reads %v", m)
		}
	})
}
