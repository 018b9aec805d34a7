package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "signature.missing",
	Title:    "没有落款或日期",
	Severity: analyze.Warning,
	Doc: `文末没有报送单位的名称，或者没有成文日期。
没有落款和日期，说不清是谁、什么时候报的。请在文末补上。日期写在标题下面的（如“（2026年7月3日）”）也可以。`,
	Bad: `⟦f⟧〔整篇报告〕⟦/⟧
关于2026年上半年工作情况的报告
一、工作开展情况
召开专题会议2次，推进各项重点任务。
二、下一步打算
继续推进在建项目，按月调度进度。`,
	Good: `关于2026年上半年工作情况的报告
一、工作开展情况
召开专题会议2次，推进各项重点任务。
二、下一步打算
继续推进在建项目，按月调度进度。
市水务局
2026年7月3日`,
	Run: missingSignature,
})

func missingSignature(p *analyze.Pass) error {
	s := p.Report.Signature
	unit, date := !s.Unit.Empty(), !s.Date.Empty()
	if unit && date || damaged(p.Report.Doc) || datedOnTop(p.Report) {
		return nil
	}
	f := analyze.Finding{Expected: "文末写明报送单位和成文日期", Fix: fix("在文末补上单位名称和日期")}
	switch {
	case unit:
		f.Span, f.Message, f.Fix = s.Unit, "落款没有日期", fix("在单位名称下面补上成文日期")
	case date:
		f.Span, f.Message, f.Fix = s.Date, "落款只有日期，没有署名", fix("在日期上面补上单位名称；个人的报告补上姓名")
	default:
		f.Message = "文末没有落款和日期"
	}
	p.Emit(f)
	return nil
}

// datedOnTop reports whether a date stands under the title, as in speeches and in
// reports to a meeting: （2026年7月3日）.
func datedOnTop(r *analyze.Report) bool {
	const lines, short = 6, 60 // paragraphs looked at; characters of a line that is no sentence
	from := 0                  // the title
	if len(r.Sections) > 0 && r.Sections[0].Level == 0 {
		from = r.Sections[0].Span.Block
	}
	seen := 0
	for _, b := range r.Doc.Blocks[from:] {
		line := strings.TrimSpace(b.Text)
		if line == "" || !b.Kind.Body() {
			continue
		}
		if seen++; seen > lines {
			return false
		}
		if utf8.RuneCountInString(line) <= short && holdsDate(line) && !strings.ContainsAny(line, "，。；") {
			return true
		}
	}
	return false
}

// holdsDate reports whether line holds a day: 2026年7月3日, 2026-07-03.
func holdsDate(line string) bool {
	shape := strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return -1
		case unicode.IsDigit(c) || strings.ContainsRune("〇○一二三四五六七八九十", c):
			return '0'
		case c == '-' || c == '.' || c == '/':
			return '-'
		}
		return c
	}, line)
	for strings.Contains(shape, "00") {
		shape = strings.ReplaceAll(shape, "00", "0")
	}
	return strings.Contains(shape, "0年0月0日") || strings.Contains(shape, "0-0-0")
}
