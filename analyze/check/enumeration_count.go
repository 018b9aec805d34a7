package check

import (
	"fmt"
	"sort"
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
	Doc: `写明了有几个方面、几个层面、几项工作，前面或后面列举出来的却不是这个数。多半是删改列举时没有改数，或者漏了一项。
请数一数，改正个数，或者补上漏掉的一项。列举后面带“等”的不算。`,
	Bad: `一、工作开展情况
从党组班子、机关科室、下属单位⟦f⟧四个⟦/⟧层面压茬推进。
重点抓了⟦f⟧三个⟦/⟧方面的工作：一是抓学习。组织培训。二是抓监督。开展检查。
重点抓好以下⟦f⟧五项⟦/⟧工作：一是抓隐患；二是抓运输；三是抓管理；四是抓防控。`,
	Good: `一、工作开展情况
从党组班子、机关科室和下属单位三个层面压茬推进，抓好学习、检视、整改等五个环节。
重点抓了两个方面的工作：一是抓学习。组织培训。二是抓监督。开展检查。
完成三项工作：一是抓学习；二是抓监督；三是抓整改。全年督办五项工作。`,
	Run: enumerationCounts,
})

// aspects are the nouns by which a text announces how many points it makes.
var aspects = []string{"方面", "层面", "环节", "维度", "板块", "步骤", "关键点", "着力点", "重点"}

// systems are the nouns that announce points by 项 too, where the list stands before them.
var systems = []string{"机制", "制度", "体系"}

// tasks are the nouns that announce points only where the list follows behind a colon at once.
var tasks = []string{"重点工作", "主要工作", "重点任务", "主要任务", "具体措施", "突出问题", "主要问题", "工作", "任务", "措施", "举措", "事", "实事", "问题", "原因", "要求", "建议", "不足", "行动"}

func enumerationCounts(p *analyze.Pass) error {
	for b := range p.Report.Doc.Blocks {
		block := &p.Report.Doc.Blocks[b]
		if !block.Kind.Body() || block.Kind == doc.TableCell {
			continue
		}
		for _, a := range announcements(block.Text) {
			n := 0
			if !a.task {
				n = listed(block.Text[:a.start], a.count)
			}
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
	task       bool // noun is one of tasks
}

// announcements returns the numbers of points that text announces, in reading order.
func announcements(text string) []announcement {
	var list []announcement
	previous := rune(0)
	for i, r := range text {
		before := previous
		previous = r
		if !numeral.Starts(before) || !strings.ContainsRune("个项件条大点", r) {
			continue
		}
		rest := text[i+utf8.RuneLen(r):]
		a := announcement{noun: longestPrefix(rest, aspects)}
		if a.noun == "" && (r == '个' || r == '项') {
			a.noun = longestPrefix(rest, systems)
		}
		if r != '个' && r != '项' || a.noun == "" {
			a.noun, a.task = longestPrefix(rest, tasks), true
		}
		if a.noun == "" {
			continue
		}
		if c, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest[len(a.noun):], " 　")); a.task && c != '：' && c != ':' {
			continue
		}
		a.end = i + utf8.RuneLen(r)
		a.after = a.end + len(a.noun)
		if a.start, a.count = countBefore(text[:i]); a.count >= 2 && a.count <= 20 {
			list = append(list, a)
		}
	}
	return list
}

// countBefore returns the number that head ends in and where it starts; 0 for none, and
// for an ordinal.
func countBefore(head string) (start, count int) {
	start = len(head)
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(head[:start])
		if !numeral.Starts(r) {
			break
		}
		start -= size
	}
	n, ok := numeral.Int(head[start:])
	if !ok || strings.HasSuffix(head[:start], "第") {
		return start, 0
	}
	return start, n
}

// listOpeners are the words that a list before its announcement starts with.
var listOpeners = []string{"从", "围绕", "聚焦", "按照", "紧扣", "在", "突出", "建立", "健全", "完善", "构建", "形成"}

// listed counts what is listed right before the announcement: A、B、C三个层面. 0: nothing
// is, or it can't be told. want is the count that is announced: 和 may part two items or
// stand inside one.
func listed(before string, want int) int {
	const farthest = 400 // bytes
	before = strings.TrimRight(before[max(0, len(before)-farthest):], " 　")
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
	if longestPrefix(list, listOpeners) == "" {
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
	at := doc.Pos{Block: b, Off: a.after}
	next := sort.Search(len(r.Enumerations), func(i int) bool { return !rangeOf(r.Enumerations[i].Items[0].Span).From.Before(at) })
	if next == len(r.Enumerations) {
		return 0
	}
	e := r.Enumerations[next]
	first := e.Items[0]
	const farthest = 100 // bytes
	if first.Span.Block != b || first.Span.Start-a.after > farthest || first.Ordinal != 1 || e.Family == "首先" || e.Family == "一方面" {
		return 0
	}
	gap := strings.TrimSpace(text[a.after:first.Span.Start])
	switch {
	case a.task && gap != "：" && gap != ":":
		return 0
	case utf8.RuneCountInString(gap) > 16 || strings.ContainsAny(gap, "。；") || !strings.ContainsAny(gap, "：:") || containsAny(gap, []string{"包括", "比如", "例如", "主要"}):
		return 0
	}
	last := e.Items[len(e.Items)-1].Ordinal
	if len(e.Items) == 1 { // no enumeration yet
		return 0
	}
	if len(e.Items) == a.count { // what is wrong with their numbers is another fault
		return a.count
	}
	return last
}
