package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "placeholder.name",
	Title:    "名称、日期没有填写",
	Severity: analyze.Error,
	Doc: `该写单位、姓名、地点、日期或其他文字的地方还是占位符：“**镇”“XX局”“某单位”“20XX年×月×日”“联系人：____”等。
这样的报告像是照着模板抄的，没有改完。请填上实际内容；为保密隐去名称的，改用“某乡镇”“有关单位”之类的说法。
警示教育案例里的“某公司”“张某”、电话号码中间的星号不算。`,
	Bad:  `⟦f⟧XX⟦/⟧局党组坚持把党的政治建设摆在首位，组织党员赴⟦f⟧**⟦/⟧廉政教育基地参观学习。`,
	Good: `市水务局党组坚持把党的政治建设摆在首位，组织党员赴清源廉政教育基地参观学习，以某公司负责人张某行贿案开展警示教育。`,
	Run:  unfilledNames,
})

func unfilledNames(p *analyze.Pass) error {
	d := p.Report.Doc
	for _, spot := range nameSpots(p.Report) {
		f := analyze.Finding{
			Span:     spot.span,
			Expected: "填写实际内容",
			Fix:      fix("填上实际内容；不需要的删去"),
		}
		around := clause(d, spot.span, 8)
		switch text := d.Text(spot.span); {
		case spot.span.Empty(): // a table cell
			f.Span, f.Severity = rowHead(d, spot.span.Block), analyze.Warning
			f.Message = "表格里" + quote(d.Text(f.Span)) + "一行的" + quote(columnHead(d, spot.span.Block)) + "没有填写"
		case spot.date:
			date := dateText(d, spot.span)
			f.Message, f.Expected, f.Fix = "日期"+quote(date)+"没有填完整", "完整的日期", fix("填上实际日期")
			if !strings.ContainsAny(date, "月日") {
				f.Message, f.Expected, f.Fix = "年份"+quote(date)+"没有填完整", "完整的年份", fix("填上实际年份")
			}
		case label(d, spot.span) != "":
			f.Message = quote(label(d, spot.span)) + "后面没有填写"
		case strings.TrimSpace(text) == "":
			f.Message = quote(around) + "里有空白没有填写"
		default:
			f.Message = quote(around) + "里的" + quote(text) + "没有填写"
			if around == strings.TrimSpace(text) {
				f.Message = quote(text) + "没有填写"
			}
		}
		p.Emit(f)
	}
	return nil
}

// A spot is one thing that was to be filled in, over one or more placeholders.
type spot struct {
	span doc.Span // from the first placeholder to the end of the last
	date bool
}

// nameSpots returns the spots of r where no number belongs. The placeholders of
// one date (20XX年×月×日) and of one name (XX市第X医院) are one spot.
func nameSpots(r *analyze.Report) []spot {
	var spots []spot
	for _, h := range r.Placeholders {
		if h.Metric >= 0 || h.Instruction || h.Kind == analyze.Alternative {
			continue
		}
		next := spot{h.Span, inDate(r.Doc, h.Span)}
		if n := len(spots); n > 0 && !h.Span.Empty() && joins(r.Doc, spots[n-1], next) {
			spots[n-1].span.End = next.span.End
			continue
		}
		spots = append(spots, next)
	}
	return spots
}

// joins reports whether b goes on where a is: only a few characters of the same
// date or name stand between them.
func joins(d *doc.Document, a, b spot) bool {
	if a.date != b.date || a.span.Block != b.span.Block || a.span.End > b.span.Start {
		return false
	}
	between := d.Blocks[a.span.Block].Text[a.span.End:b.span.Start]
	if a.date {
		return strings.IndexFunc(between, func(c rune) bool {
			return !strings.ContainsRune("年月日 　", c) && !unicode.IsDigit(c)
		}) < 0 && !strings.Contains(between, "日")
	}
	const few = 2 // characters: 市第, 镇, 县
	return utf8.RuneCountInString(between) <= few && strings.IndexFunc(between, func(c rune) bool { return !unicode.Is(unicode.Han, c) }) < 0 &&
		!strings.ContainsAny(between, "和与及")
}

// inDate reports whether the placeholder at s is a part of a date.
func inDate(d *doc.Document, s doc.Span) bool {
	after := strings.TrimLeft(d.Blocks[s.Block].Text[s.End:], " 　")
	c, _ := utf8.DecodeRuneInString(after)
	return c == '年' || c == '月' || c == '日'
}

// dateText returns the whole date around s: 20XX年×月×日.
func dateText(d *doc.Document, s doc.Span) string {
	const longest = 12 // characters of a date on either side of a placeholder
	text := d.Blocks[s.Block].Text
	part := func(c rune) bool {
		return unicode.IsDigit(c) || strings.ContainsRune("年月日〇○零一二三四五六七八九十", c)
	}
	start, end := s.Start, s.End
	for range longest {
		c, size := utf8.DecodeLastRuneInString(text[:start])
		if !part(c) {
			break
		}
		start -= size
	}
	for range longest {
		c, size := utf8.DecodeRuneInString(text[end:])
		if !part(c) && c != ' ' && c != '　' {
			break
		}
		end += size
	}
	return strings.TrimSpace(text[start:end])
}

// label returns the label that a blank at s stands after: 联系人; empty: none.
func label(d *doc.Document, s doc.Span) string {
	const longest = 10 // characters
	text := strings.TrimRight(d.Blocks[s.Block].Text[:s.Start], " 　")
	c, size := utf8.DecodeLastRuneInString(text)
	if c != '：' && c != ':' {
		return ""
	}
	end := len(text) - size
	start := end
	for range longest {
		c, size := utf8.DecodeLastRuneInString(text[:start])
		if size == 0 || stops(c) || c == ' ' || c == '　' {
			return text[start:end]
		}
		start -= size
	}
	return ""
}
