package check

import (
	"slices"
	"strings"
	"unicode"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// zeroWords are what a zero report says.
var zeroWords = []string{"无", "暂无", "没有", "略", "无此项工作", "无此情况", "无相关情况", "不涉及"}

// emptyParams are the parameters of section.empty.
type emptyParams struct {
	Zero []string `toml:"zero"` // what says that there is nothing to report
}

var _ = register(&analyze.Check{
	ID:       "section.empty",
	Title:    "标题下没有内容",
	Severity: analyze.Error,
	Doc: `标题写了，下面一个字也没有，紧接着就是另一个标题，或者全文到此为止。多半是从提纲写起，这一节忘了写，或者复制时漏了。
请补写内容；确实不需要这一节的，连标题一起删去，并把后面的编号顺下来。
只写了“无”“暂无”的，可能是零报告，只提请核实。`,
	Bad: `一、上半年工作开展情况
上半年，我局紧扣年度目标，推进各项重点任务。
⟦f⟧二、存在的问题⟦/⟧
三、下半年工作打算
继续推进在建项目，按月调度进度。`,
	Good: `一、上半年工作开展情况
（一）项目建设
上半年，我局紧扣年度目标，推进各项重点任务。
二、存在的问题
部分项目前期手续办理偏慢。
三、下半年工作打算
继续推进在建项目，按月调度进度。`,
	Params: func() any { return &emptyParams{Zero: zeroWords} },
	Run:    emptySections,
})

func emptySections(p *analyze.Pass) error {
	zero := p.Params.(*emptyParams).Zero
	sections := p.Report.Sections
	for i := range sections {
		s := &sections[i]
		if s.Level == 0 || hasChildren(sections, i) {
			continue
		}
		text := bare(p.Report.Doc, content(p.Report, s))
		switch {
		case text == "" && mustHaveBody(p.Report, i):
			p.Emit(analyze.Finding{
				Span:     s.Span,
				Message:  quote(s.Number+s.Title) + "下面没有内容",
				Expected: "标题下面有正文",
				Fix:      fix("补写这一节；确实没有要写的，写明“无”并说明原因，或者删去标题、顺下编号"),
			})
		case slices.Contains(zero, text):
			p.Emit(analyze.Finding{
				Severity: analyze.Warning,
				Span:     s.Span,
				Message:  quote(s.Number+s.Title) + "下面只写了" + quote(text),
				Fix:      fix("核实是否确实没有；没有的，用一句话说明"),
			})
		}
	}
	return nil
}

// hasChildren reports whether the section at i is followed by one inside it.
func hasChildren(sections []analyze.Section, i int) bool {
	return i+1 < len(sections) && sections[i+1].Level > sections[i].Level
}

// mustHaveBody reports whether the section at i is one that a text belongs under.
// A list of bare points (1. 加强学习 2. 严格管理) looks like a row of empty
// sections and is none; so a section must be a required part, of the outermost
// level, or stand among sections that all have a text.
func mustHaveBody(r *analyze.Report, i int) bool {
	s := &r.Sections[i]
	if sentence(s.Title) {
		return false
	}
	if siblings := siblings(r.Sections, i); len(siblings) > 0 {
		empty := 0
		for _, k := range siblings {
			if !hasChildren(r.Sections, k) && bare(r.Doc, content(r, &r.Sections[k])) == "" {
				empty++
			}
		}
		return empty == 0 || s.Level == 1 && empty < len(siblings)
	}
	return s.Level == 1 || len(s.Parts) > 0
}

// sentence reports whether a heading reads like a sentence: it says what there is to say by itself.
func sentence(title string) bool {
	return strings.ContainsAny(title, "。；：;:！") && !strings.HasSuffix(title, "：") && !strings.HasSuffix(title, ":")
}

// siblings returns the other sections beside the one at i: of its level, in the same parent.
func siblings(sections []analyze.Section, i int) []int {
	var found []int
	level := sections[i].Level
	for k := i - 1; k >= 0 && sections[k].Level >= level; k-- {
		if sections[k].Level == level {
			found = append(found, k)
		}
	}
	for k := i + 1; k < len(sections) && sections[k].Level >= level; k++ {
		if sections[k].Level == level {
			found = append(found, k)
		}
	}
	return found
}

// bare returns the running text of a range without white space and without the
// punctuation at its ends.
func bare(d *doc.Document, r doc.Range) string {
	var b strings.Builder
	for s := range pieces(d, r) {
		for _, c := range d.Text(s) {
			if !unicode.IsSpace(c) {
				b.WriteRune(c)
			}
		}
		if b.Len() > 200 { // no need to read on: it is not empty
			break
		}
	}
	return strings.TrimFunc(b.String(), unicode.IsPunct)
}
