package batch

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"hegao/analyze"
	"hegao/analyze/calendar"
)

// A PeriodError is a period that can't be understood.
type PeriodError struct{ Value string }

func (e *PeriodError) Error() string { return fmt.Sprintf("period %q is not understood", e.Value) }

// ParsePeriod reads a period as the command line has it: 2026, 2026H1, 2026Q2, 2026-06 or
// 2026-01..2026-06. Any other error than a [*PeriodError] is impossible.
func ParsePeriod(s string) (analyze.Period, error) {
	from, to, ranged := strings.Cut(s, "..")
	p, ok := periodOf(from)
	if ranged && ok {
		var last analyze.Period
		last, ok = periodOf(to)
		ok = ok && len(from) == len("2026-01") && len(to) == len(from) && !last.From.Before(p.From)
		p.To = last.To
	}
	if !ok {
		return analyze.Period{}, &PeriodError{s}
	}
	return p, nil
}

// periodOf reads one period without a range.
func periodOf(s string) (analyze.Period, bool) {
	if len(s) < 4 {
		return analyze.Period{}, false
	}
	year, err := strconv.Atoi(s[:4])
	if err != nil || !plausible(year) {
		return analyze.Period{}, false
	}
	switch rest := s[4:]; {
	case rest == "":
		return months(year, calendar.Year), true
	case rest == "H1":
		return months(year, calendar.FirstHalf), true
	case rest == "H2":
		return months(year, calendar.SecondHalf), true
	case len(rest) == 2 && rest[0] == 'Q' && rest[1] >= '1' && rest[1] <= '4':
		return months(year, calendar.Quarter(int(rest[1]-'0'))), true
	case len(rest) == 3 && rest[0] == '-':
		if m, err := strconv.Atoi(rest[1:]); err == nil && m >= 1 && m <= 12 {
			return months(year, calendar.Months{First: m, Last: m}), true
		}
	}
	return analyze.Period{}, false
}

// plausible reports whether a report may speak of year.
func plausible(year int) bool { return year >= 1990 && year < 2100 }

// months returns the period of those months of year.
func months(year int, s calendar.Months) analyze.Period {
	return analyze.Period{From: date(year, s.First, 1), To: date(year, s.Last+1, 0)}
}

// date returns a day; day 0 is the last of the month before.
func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// disjoint reports whether p and q, both known, have no day in common.
func disjoint(p, q analyze.Period) bool { return p.To.Before(q.From) || q.To.Before(p.From) }

// A dated is what a report says of its own time.
type dated struct {
	title string   // the report's title
	lead  []string // the paragraphs before the first heading, and that heading
	file  string   // the file's name without its folder
	sign  string   // the date under the report
}

// period returns the time that a report speaks of: the title's word counts before the
// lead's, the lead's before the file name's. A year that the title leaves out where the half
// or quarter stands is the latest that fits the date under the report, if the lead does not
// tell another than that and the one before. A title whose year is the one before that of
// both the lead and the date was left of last year's report. Zero: unknown.
func (d dated) period() analyze.Period {
	m := inTitle(d.title)
	lead := inLead(d.lead)
	if !m.complete() { // most titles are
		m = m.and(lead).and(inTitle(d.file))
	}
	if m.months == calendar.FirstHalf && inTitle(d.title).months == (calendar.Months{}) && inTitle(d.title).year != 0 {
		if signed, ok := dateIn(d.sign); ok && signed.After(date(m.year, 10, 31)) && signed.Before(date(m.year+1, 5, 1)) {
			m.months = calendar.Year // the half was left of the report before
		}
	}
	if m.year != 0 && lead.year == m.year+1 && (lead.months == m.months || lead.months == calendar.Months{}) && !strings.Contains(d.title, "整改") {
		if signed, ok := dateIn(d.sign); ok && yearBefore(signed, m.span()) == lead.year {
			m.year = lead.year
		}
	}
	if signed, ok := dateIn(d.sign); ok && m.months != (calendar.Months{}) {
		year := yearBefore(signed, m.months)
		left := inTitle(d.title).year == 0 && m.year == year-1 // of last year's report in the lead
		if m.year == 0 || left {
			m.year = year
		}
	}
	if m.year == 0 || m.months == (calendar.Months{}) && !m.alone {
		return analyze.Period{}
	}
	return m.period()
}

// yearBefore returns the year of the latest of those months that a report signed on that day can
// look back on; reports are often signed in the last month of what they speak of.
func yearBefore(signed time.Time, s calendar.Months) int {
	if int(signed.Month()) < s.Last-1 {
		return signed.Year() - 1
	}
	return signed.Year()
}

// clearlyNot reports whether the report speaks of another time than asked: its own period
// has no day in common with it, and nothing else in its text says otherwise. The file's
// name is no such word: a file that is sent again is easily renamed.
func (d dated) clearlyNot(asked analyze.Period) bool {
	own := d.period()
	if own.From.IsZero() || !disjoint(own, asked) {
		return false
	}
	for _, m := range []mention{inTitle(d.title), inLead(d.lead)} {
		if m.year != 0 && !disjoint(m.period(), asked) {
			return false
		}
	}
	signed, ok := dateIn(d.sign)
	return !ok || signed.Before(asked.From) || signed.After(asked.To.AddDate(0, 3, 0))
}

// A mention is what a text says of a period; each half may be unknown.
type mention struct {
	year   int
	months calendar.Months
	alone  bool // the year stands for the whole of it: 2023年，我局…
}

// period returns the period of a mention with a year; the whole of it where the months are unknown.
func (m mention) period() analyze.Period {
	return months(m.year, m.span())
}

// span returns the months of a mention, of which unknown ones are the whole year.
func (m mention) span() calendar.Months {
	if m.months == (calendar.Months{}) {
		return calendar.Year
	}
	return m.months
}

// complete reports whether nothing could be added to m.
func (m mention) complete() bool {
	return m.year != 0 && m.months != (calendar.Months{}) && m.months != calendar.Year
}

// and returns m, completed from n where n does not speak of another year.
func (m mention) and(n mention) mention {
	if m.year != 0 && n.year != 0 && m.year != n.year {
		return m
	}
	m.year = max(m.year, n.year)
	if m.months == (calendar.Months{}) || m.months == calendar.Year && n.months != (calendar.Months{}) {
		m.months = n.months // 2026年度…情况报告（上半年）
	}
	m.alone = m.alone || n.alone
	return m
}

// inTitle returns what a title or a file's name says, wherever it says so.
func inTitle(s string) mention {
	var m mention
	for _, e := range expressions(fold(s)) {
		m = m.and(e.mention)
	}
	return m
}

// inLead returns what the first paragraphs say where they speak of the report as a whole:
// at their start, as a clause of their own (根据要求，2026年上半年，我局…), or in 现将…情况报告如下.
func inLead(paragraphs []string) mention {
	var m mention
	for _, p := range paragraphs {
		text := fold(p)
		if told := toldTime(text); told != (mention{}) {
			return told
		}
		announced := strings.Index(text, "现将")
		start := 0
		for clause := range strings.SplitSeq(text, "，") { // no expression goes on behind one
			e, end := expressionAt(clause, 0)
			if last := start+len(clause) == len(text); start == 0 || end == len(clause) && !last {
				m = m.and(e)
			}
			if k := announced - start; k >= 0 && k < len(clause) {
				told := clause[k:]
				if end := strings.IndexAny(told, "。《"); end >= 0 {
					told = told[:end]
				}
				for _, e := range expressions(told) {
					m = m.and(e.mention)
				}
			}
			start += len(clause) + len("，")
		}
	}
	return m
}

// toldTime returns the time that text says in so many words the report is on: 本次述职的时间范围为2026年
// 1月至6月.
func toldTime(text string) mention {
	const near = 4 * 3 // bytes
	for _, w := range []string{"时间范围", "报告期", "统计区间", "统计期间", "统计时段", "起止时间"} {
		_, rest, ok := strings.Cut(text, w)
		if !ok {
			continue
		}
		if list := expressions(rest[:min(len(rest), 20*3)]); len(list) > 0 && list[0].start <= near && list[0].year != 0 && list[0].months != (calendar.Months{}) {
			return list[0].mention
		}
	}
	return mention{}
}
