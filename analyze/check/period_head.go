package check

import (
	"slices"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// older are words by which a heading speaks of what was found at another time; tellsWork, those
// in which one ends that tells what was done.
var (
	older     = []string{"反馈", "整改", "巡察", "巡视", "审计", "考核", "考评", "对比", "比较", "同期", "遗留", "结转", "督查"}
	tellsWork = []string{"情况", "成效", "回顾", "做法", "成绩", "总结"}
)

// opensHeading reports whether before ends in a number of the first level behind a full stop, and
// rest is a title of what was done: headings that stand in one paragraph.
func opensHeading(before, rest string) bool {
	head, ok := strings.CutSuffix(before, "、")
	trimmed := strings.TrimRightFunc(head, numeral.Starts)
	rest, _, _ = strings.Cut(rest, "。")
	return ok && trimmed != head && strings.HasSuffix(trimmed, "。") && hasSuffix(rest, tellsWork) && !containsAny(rest, older) && !strings.ContainsFunc(rest, stops)
}

// looksBack reports whether r, written at the end of its time or later, tells under headings
// before s what was done and what was wrong.
func looksBack(r *analyze.Report, s *analyze.Section) bool {
	const early = 61 // days
	if signed := signedOn(r); signed.IsZero() || signed.Before(r.Period.To.AddDate(0, 0, -early)) {
		return false
	}
	main := 0 // headings before it
	for i := range r.Sections {
		if before := &r.Sections[i]; before.Level == 1 && before.Span.Block < s.Span.Block {
			if slices.Contains(before.Parts, "problems") {
				return s.Level == 1
			}
			main++
		}
	}
	return main > 1 && s.Level == 1 && s == &r.Sections[len(r.Sections)-1]
}

// headPeriod finds in the heading of the plan that follows a report the time that is over:
// 2026年上半年 or 上半年 behind a report on it, 下半年 behind one on a whole year.
func headPeriod(p *analyze.Pass, s *analyze.Section) {
	period := p.Report.Period
	text := p.Report.Doc.Text(s.Span)
	if word := donePart(p.Report, s, text); word != "" {
		i := s.Span.Start + strings.Index(text, word)
		emitPeriod(p, doc.Span{Block: s.Span.Block, Start: i, End: i + len(word)}, "在标题里")
		return
	}
	plan := len(s.Parts) == 1 && s.Parts[0] == "plan"
	if !plan && !closes(p.Report, s) || containsAny(text, []string{"情况", "完成", "落实"}) {
		return
	}
	list := days(text)
	word := ""
	switch {
	case len(list) == 1 && list[0].year == period.To.Year() && list[0].names(period) && looksBack(p.Report, s):
		word = text[list[0].start:list[0].end]
	case len(list) > 0 || !plan:
	case period.From.Month() == 1 && period.To.Month() == 12:
		word = "下半年"
	case looksBack(p.Report, s):
		word = partOfYear(period)
	}
	if i := strings.Index(text, word); word != "" && i >= 0 {
		emitPeriod(p, doc.Span{Block: s.Span.Block, Start: s.Span.Start + i, End: s.Span.Start + i + len(word)}, "写在今后打算的标题里")
	}
}

// donePart returns the half of the year that text, the heading of s, names for what was done, where
// the period has nothing of it: 下半年主要工作完成情况 in a report on the first; 上半年工作情况 in one on a
// whole year that tells no other half there, but of all the year. Empty: it names none.
func donePart(r *analyze.Report, s *analyze.Section, text string) string {
	period, word := r.Period, ""
	if !containsAny(text, tellsWork) || containsAny(text, older) || containsAny(text, ahead) || containsAny(text, []string{"去年", "上年", "明年"}) || len(days(text)) > 0 {
		return ""
	}
	half := halfOf(period)
	year := period.From.Month() == 1 && period.To.Month() == 12
	switch {
	case (half == 1 || quarterOf(period) == 1 || quarterOf(period) == 2) && strings.Contains(text, "下半年"):
		word = "下半年"
	case half == 2 && strings.Contains(text, "上半年"), year && s.Level == 1 && strings.Contains(text, "上半年"):
		word = "上半年"
	default:
		return ""
	}
	all := false
	for i := range r.Sections {
		other := &r.Sections[i]
		if title := r.Doc.Text(other.Span); other != s && other.Level > 0 && !slices.Contains(other.Parts, "plan") && !containsAny(title, ahead) && containsAny(title, []string{"上半年", "下半年", "季度"}) {
			return ""
		}
	}
	for piece := range pieces(r.Doc, s.Body) {
		all = all || containsAny(r.Doc.Text(piece), []string{"全年", "一年来"})
	}
	if year && !all {
		return ""
	}
	if i := strings.Index(text, "今年"+word); i >= 0 {
		word = "今年" + word
	}
	return word
}

// partOfYear returns what a half or a quarter is called within its year; empty: p is none.
func partOfYear(p analyze.Period) string {
	switch {
	case halfOf(p) == 1:
		return "上半年"
	case halfOf(p) == 2:
		return "下半年"
	case quarterOf(p) > 0:
		return hanNumber(quarterOf(p)) + "季度"
	}
	return ""
}

// closes reports whether s is the last of the main headings and names work, so that behind
// problems it must be work to come.
func closes(r *analyze.Report, s *analyze.Section) bool {
	return s.Level == 1 && s == &r.Sections[len(r.Sections)-1] && hasSuffix(s.Title, []string{"工作", "任务", "举措", "安排", "思路"})
}
