package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	texts, rows := textsAndRows(p.Report)
	for i := range sections {
		s, text := &sections[i], texts[i]
		switch {
		case text == "" && mustHaveBody(s, rows[i]) && !isPoint(p.Report.Doc, s):
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

// A row is the sections of one level under one heading.
type row struct{ sections, empty int }

// textsAndRows returns what stands under each heading (see bare; "…" for the title and
// for a heading that has others under it), and the row that each section belongs to.
func textsAndRows(r *analyze.Report) (texts []string, rows []*row) {
	var open []*row // by level: the row that the last section of that level belongs to
	for i := range r.Sections {
		s := &r.Sections[i]
		text := "…"
		if hasChildren := i+1 < len(r.Sections) && r.Sections[i+1].Level > s.Level; s.Level > 0 && !hasChildren {
			text = bare(r.Doc, content(r, s))
		}
		for len(open) <= s.Level {
			open = append(open, nil)
		}
		open = open[:s.Level+1] // a heading ends the rows of deeper levels
		if open[s.Level] == nil {
			open[s.Level] = &row{}
		}
		open[s.Level].sections++
		if text == "" {
			open[s.Level].empty++
		}
		texts, rows = append(texts, text), append(rows, open[s.Level])
	}
	return texts, rows
}

// mustHaveBody reports whether a text belongs under s, which has none. A list of
// bare points (1. 加强学习 2. 严格管理) looks like a row of empty sections and is none:
// most of the row must have a text, on the outermost level some of it; a section by
// itself must be a required part or of the outermost level.
func mustHaveBody(s *analyze.Section, r *row) bool {
	switch {
	case saysItAll(s.Title):
		return false
	case r.sections == 1:
		return s.Level == 1 || len(s.Parts) > 0
	}
	return 2*r.empty <= r.sections || s.Level == 1 && r.empty < r.sections
}

// isPoint reports whether the heading of s is a sentence with a full stop, a point like those
// before it that had more to say: （三）加强宣传。 A part of the report by itself is none.
func isPoint(d *doc.Document, s *analyze.Section) bool {
	return strings.HasPrefix(d.Blocks[s.Span.Block].Text[s.Span.End:], "。") && (s.Level > 1 || len(s.Parts) == 0)
}

// saysItAll reports whether a heading reads like a sentence: it says what there is to say by itself.
func saysItAll(title string) bool {
	return strings.ContainsAny(title, "。；;！") || strings.ContainsAny(strings.TrimRight(title, "：:"), "：:")
}

// bare returns the running text of a range without white space and without the
// punctuation at its ends; "…" for a long one.
func bare(d *doc.Document, r doc.Range) string {
	const enough = 120 // bytes
	text, n := "", 0
	for s := range pieces(d, r) {
		for _, c := range d.Text(s) {
			if common(c) || !unicode.IsSpace(c) {
				n += utf8.RuneLen(c)
			}
			if n > enough {
				return "…"
			}
		}
		text += strings.Join(strings.Fields(d.Text(s)), "")
	}
	return strings.TrimFunc(text, unicode.IsPunct)
}
