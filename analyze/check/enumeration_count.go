package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

var _ = register(&analyze.Check{
	ID:       "enumeration.count",
	Title:    "列举的个数不符",
	Severity: analyze.Warning,
	Doc: `写明了有几个方面、几个层面，前面或后面列举出来的却不是这个数。多半是删改列举时没有改数，或者漏了一项。
请数一数，改正个数，或者补上漏掉的一项。列举后面带“等”的不算。`,
	Bad: `一、工作开展情况
从党组班子、机关科室、下属单位⟦f⟧四个⟦/⟧层面压茬推进。
重点抓了⟦f⟧三个⟦/⟧方面的工作：一是抓学习。组织培训。二是抓监督。开展检查。`,
	Good: `一、工作开展情况
从党组班子、机关科室和下属单位三个层面压茬推进，抓好学习、检视、整改等五个环节。
重点抓了两个方面的工作：一是抓学习。组织培训。二是抓监督。开展检查。`,
	Run: enumerationCounts,
})

// aspects are the nouns by which a text announces how many points it makes.
var aspects = []string{"方面", "层面", "环节", "维度", "板块", "步骤", "关键点", "着力点", "重点"}

func enumerationCounts(p *analyze.Pass) error {
	for b := range p.Report.Doc.Blocks {
		block := &p.Report.Doc.Blocks[b]
		if !block.Kind.Body() || block.Kind == doc.TableCell {
			continue
		}
		for _, a := range announcements(block.Text) {
			n := listed(block.Text[:a.start], a.count)
			if n == 0 {
				n = introduced(p.Report, b, a)
			}
			if n == 0 || n == a.count {
				continue
			}
			p.Emit(analyze.Finding{
				Span:     doc.Span{Block: b, Start: a.start, End: a.end},
				Message:  fmt.Sprintf("写的是%s，列举出来的是%d个", quote(block.Text[a.start:a.end]+a.noun), n),
				Expected: "个数与列举一致",
				Fix:      fix("数一数列举的内容，改正个数或者补上漏掉的一项"),
			})
		}
	}
	return nil
}

// An announcement is a number of points that the text says it makes: 四个 of 四个层面.
type announcement struct {
	start, end int // bytes: number and measure
	after      int // behind the noun
	count      int
	noun       string
}

func announcements(text string) []announcement {
	var list []announcement
	for _, noun := range aspects {
		for i := 0; ; {
			k := strings.Index(text[i:], noun)
			if k < 0 {
				break
			}
			at := i + k
			i = at + len(noun)
			head, measured := strings.CutSuffix(text[:at], "个")
			if !measured {
				continue
			}
			start := len(head)
			for start > 0 {
				r, size := utf8.DecodeLastRuneInString(head[:start])
				if !numeral.Starts(r) {
					break
				}
				start -= size
			}
			n, ok := numeral.Int(head[start:])
			if !ok || n < 2 || n > 20 || strings.HasSuffix(head[:start], "第") {
				continue
			}
			list = append(list, announcement{start, at, i, n, noun})
		}
	}
	return list
}

// listed counts what is listed right before the announcement: A、B、C三个层面. 0: nothing
// is, or it can't be told. want is the count that is announced: 和 may part two items or
// stand inside one.
func listed(before string, want int) int {
	before = strings.TrimRight(before, " 　")
	start := 0
	if i := strings.LastIndexAny(before, "，。；：！？（）”》,;:"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		start = i + size
	}
	list := before[start:]
	if strings.HasSuffix(list, "等") || strings.HasSuffix(list, "的") || !strings.Contains(list, "、") {
		return 0
	}
	items := strings.Split(list, "、")
	if !strings.HasPrefix(list, "从") && !strings.HasPrefix(list, "围绕") && !strings.HasPrefix(list, "聚焦") && !strings.HasPrefix(list, "按照") && !strings.HasPrefix(list, "紧扣") && !strings.HasPrefix(list, "在") && !strings.HasPrefix(list, "突出") {
		return 0
	}
	for _, item := range items[1:] {
		if n := utf8.RuneCountInString(item); n == 0 || n > 16 || containsAny(item, []string{"从", "围绕", "聚焦", "着力", "推进", "抓好"}) {
			return 0
		}
	}
	n := len(items)
	last := items[n-1]
	for _, and := range []string{"和", "以及", "及", "与"} {
		if strings.Contains(last, and) {
			if n+1 == want || n == want {
				return want
			}
			return n + 1
		}
	}
	return n
}

// introduced counts the items of the enumeration that starts right behind the
// announcement in the same paragraph; 0: none does.
func introduced(r *analyze.Report, b int, a announcement) int {
	text := r.Doc.Blocks[b].Text
	for _, e := range r.Enumerations {
		first := e.Items[0]
		if first.Span.Block != b || first.Span.Start < a.after || first.Ordinal != 1 || e.Family == "首先" || e.Family == "一方面" {
			continue
		}
		gap := text[a.after:first.Span.Start]
		if utf8.RuneCountInString(gap) > 16 || strings.ContainsAny(gap, "。；") || !strings.ContainsAny(gap, "：:") {
			continue
		}
		return e.Items[len(e.Items)-1].Ordinal
	}
	return 0
}
