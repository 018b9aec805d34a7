package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "unit.drift",
	Title:    "自称前后不一",
	Severity: analyze.Warning,
	Doc: `同一份报告里，本单位一会儿自称“我局”，一会儿自称“我中心”。多半是从别的单位的报告里抄来的，没有改全。
请统一成本单位的自称；确实说的是下属单位的，写出它的名称。“我单位”“本单位”谁都可以用，不算。`,
	Bad: `一、工作开展情况
我局召开会议6次。我局开展检查3轮。⟦f⟧我中心⟦/⟧把纠治“四风”与减负结合起来。
二、下一步打算
我局将继续努力。`,
	Good: `一、工作开展情况
我局召开会议6次。我单位开展检查3轮，我县水库安全度汛。
二、下一步打算
我局将继续努力。`,
	Run: drifts,
})

// kinds are the words behind 我 by which a unit calls itself what it is.
var kinds = []string{"局", "中心", "院", "校", "镇", "乡", "街道", "委", "办", "馆", "站", "所", "处", "公司", "集团", "园", "厅", "社", "支队", "大队", "法院", "医院", "学校", "学院"}

// A selfName is one place where a unit calls itself something.
type selfName struct {
	kind string
	span doc.Span
}

func drifts(p *analyze.Pass) error {
	var names []selfName
	count := map[string]int{}
	for b := range p.Report.Doc.Blocks {
		if !p.Report.Doc.Blocks[b].Kind.Body() {
			continue
		}
		text := p.Report.Doc.Blocks[b].Text
		for i := 0; ; {
			k := strings.Index(text[i:], "我")
			if k < 0 {
				break
			}
			at := i + k
			i = at + len("我")
			kind := longestPrefix(text[i:], kinds)
			if kind == "" || inTitle(text, at) || !wordEnds(kind, text[i+len(kind):]) {
				continue
			}
			names = append(names, selfName{kind, doc.Span{Block: b, Start: at, End: i + len(kind)}})
			count[kind]++
		}
	}
	own := ownKind(p.Report.Unit, count)
	if own == "" {
		return nil
	}
	for _, n := range names {
		if n.kind == own || strings.HasSuffix(own, n.kind) || strings.HasSuffix(n.kind, own) {
			continue
		}
		p.Emit(analyze.Finding{
			Span:     n.span,
			Message:  fmt.Sprintf("别处自称%s，这里自称%s", quote("我"+own), quote("我"+n.kind)),
			Expected: quote("我" + own),
			Fix:      fix("统一自称；这一段如果是从别处抄来的，核对内容"),
		})
	}
	return nil
}

// ownKind returns what the unit is: by its name where the report calls itself so, else
// what it calls itself at least three times and three times as often as anything else.
func ownKind(unit string, count map[string]int) string {
	best, most, next := "", 0, 0
	for _, k := range kinds {
		switch n := count[k]; {
		case n > most:
			best, most, next = k, n, most
		case n > next:
			next = n
		}
	}
	for _, k := range kinds {
		if count[k] > next && strings.HasSuffix(unit, k) && count[k] == most {
			return k
		}
	}
	if most >= 2 && most >= 2*next {
		return best
	}
	return ""
}

func longestPrefix(s string, words []string) string {
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasPrefix(s, w) {
			best = w
		}
	}
	return best
}

// goesOn has for each kind the characters that make another word of it: 局 in 局部, 校 in 校园.
var goesOn = map[string]string{
	"局": "部势面限促", "校": "正对验准", "院": "子士线", "所": "有属在以谓需", "处": "于理置分罚境事方", "委": "托派任婉", "办": "理公法案事好",
	"站": "在点位立岗", "镇": "定压静", "社": "会区保", "中心": "组", "公司": "法", "馆": "藏", "园": "林丁",
}

// wordEnds reports whether the kind that ends before rest is a word of its own.
func wordEnds(kind, rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return r == utf8.RuneError || !strings.ContainsRune(goesOn[kind], r)
}
