package check_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hegao/analyze"
)

var hanDigits = []string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// TestNumbering writes the same numbers as headings and as an enumeration. Faults
// are given as the item's index with g (gap) or d (duplicate), capital: an error.
func TestNumbering(t *testing.T) {
	for _, c := range []struct{ numbers, headings, enumeration string }{
		{"1 2 3 4", "", ""},
		{"1 3 4", "G1", "G1"},
		{"1 2 5", "G2", "G2"},
		{"1 2 2 3", "D2", "D2"},
		{"1 2 2 4", "D2", "D2"}, // the second 二 should be 三
		{"1 2 2 3 3 4", "D2 D4", "D2 D4"},
		{"1 3 3 4", "G1", "G1"}, // the first 三 should be 二
		{"1 2 3 2 5", "D3", "D3"},
		{"1 3 2 4", "g2", "g2"},
		{"2 3 4", "G0", "g0"},
		{"1 2 1 2", "", ""},
		{"1 2 1 3", "G3", "g3"},
		{"1 1 2", "D1", "g0"}, // two enumerations, one of them 一是 alone
	} {
		var numbers []int
		for n := range strings.FieldsSeq(c.numbers) {
			v, _ := strconv.Atoi(n)
			numbers = append(numbers, v)
		}
		headings := "关于2026年上半年工作情况的报告\n"
		enumeration := headings + "一、存在的问题\n"
		for i, n := range numbers {
			headings += fmt.Sprintf("%s、推进重点任务之%c\n开展检查，推动落实。\n", hanDigits[n], '甲'+rune(i))
			enumeration += fmt.Sprintf("%s是推动任务落实不够；", hanDigits[n])
		}
		if got := numberingFaults(t, headings, func(r *analyze.Report) (at []int) {
			for _, s := range r.Sections {
				if s.Level == 1 {
					at = append(at, s.Span.Block)
				}
			}
			return at
		}, func(f analyze.Finding) int { return f.Span.Block }); got != c.headings {
			t.Errorf("headings %s: got %q, want %q", c.numbers, got, c.headings)
		}
		if got := numberingFaults(t, enumeration, func(r *analyze.Report) (at []int) {
			for _, e := range r.Enumerations {
				for _, it := range e.Items {
					at = append(at, it.Span.Start)
				}
			}
			return at
		}, func(f analyze.Finding) int { return f.Span.Start }); got != c.enumeration {
			t.Errorf("enumeration %s: got %q, want %q", c.numbers, got, c.enumeration)
		}
	}
}

// numberingFaults runs the checks on text and writes its numbering findings by the
// index of the item, of those that items lists, which stands where the finding does.
func numberingFaults(t *testing.T, text string, items func(*analyze.Report) []int, place func(analyze.Finding) int) string {
	t.Helper()
	r := read(t, "报告.txt", text)
	at := items(r)
	var faults []string
	for _, f := range run(t, r) {
		letter, ok := map[string]string{"numbering.gap": "g", "numbering.duplicate": "d"}[f.Rule]
		if !ok {
			continue
		}
		if f.Severity == analyze.Error {
			letter = strings.ToUpper(letter)
		}
		faults = append(faults, fmt.Sprint(letter, slices.Index(at, place(f))))
	}
	return strings.Join(faults, " ")
}

// TestNumberingMeantSo holds what looks like a fault and is none.
func TestNumberingMeantSo(t *testing.T) {
	for _, text := range []string{
		// Counted through, over the sections above.
		"一、工作情况\n（一）抓学习\n开展学习6次。\n（二）抓落实\n开展督查2次。\n二、其他情况\n（三）抓作风\n开展检查3次。\n（四）抓队伍\n开展培训4次。",
		// A new count in every section and paragraph.
		"一、工作情况\n一是抓学习；二是抓落实。\n一是抓作风；二是抓队伍。\n二、存在的问题\n一是力量不足；二是经验不足。",
		// The number is there, in another form.
		"一、存在的问题\n一是力量不足。其次，经验不足。三是经费不足。",
		"一、存在的问题\n第一，力量不足；二是经验不足；三是经费不足。",
		"现将情况报告如下。一、总体情况良好，开展学习6次。\n二、存在的问题\n力量不足。\n三、下一步打算\n加强学习。",
		// No markers.
		"一、工作情况\n首先学习业务，统一是前提，落实是关键，唯一是标准，之一是责任。",
		"一、工作情况\n对照八项规定，第3期简报被转发，三是一个吉利数字。",
		// Headings inside headings.
		"第一部分 工作情况\n一、抓学习\n开展学习6次。\n二、抓落实\n开展督查2次。\n第二部分 工作计划\n一、抓学习\n开展学习6次。\n二、抓落实\n开展督查2次。",
	} {
		r := read(t, "报告.txt", "关于2026年上半年工作情况的报告\n"+text)
		for _, f := range run(t, r) {
			if strings.HasPrefix(f.Rule, "numbering.") {
				t.Errorf("%q: %s", text, f.Message)
			}
		}
	}
}

// TestNumberingLetters wants the missing number named in the style of the others.
func TestNumberingLetters(t *testing.T) {
	for _, c := range []struct {
		numbers []string
		missing string
	}{
		{[]string{"A.", "B.", "D."}, "缺“C.”"},
		{[]string{"I.", "II.", "IV."}, "缺“III.”"},
		{[]string{"Ⅰ、", "Ⅱ、", "Ⅳ、"}, "缺“Ⅲ、”"},
	} {
		text := "关于2026年上半年工作情况的报告\n"
		for _, n := range c.numbers {
			text += n + "推进重点任务\n开展检查，推动落实，各项任务进展顺利。\n"
		}
		found := of(run(t, read(t, "报告.txt", text)), "numbering.gap")
		if len(found) != 1 || !strings.Contains(found[0].Message, c.missing) {
			t.Errorf("%q: %+v", c.numbers, found)
		}
	}
}
