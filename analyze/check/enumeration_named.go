package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// named counts the points that follow an announcement and all end in its noun, or start with it:
// “三个到位”，即人员到位、物资到位; “四个一”制度：一日一巡查、一月一演练. 0: none do, or not all.
func named(text string, a announcement) int {
	const few, farthest = 8 * 3, 300 // bytes
	rest, quoted := strings.CutPrefix(text[a.after:min(len(text), a.after+farthest)], "”")
	if i := strings.IndexFunc(rest, func(r rune) bool { return stops(r) || r == '（' || r == '—' }); quoted && i > 0 && i <= few {
		rest = rest[i:]
	}
	opener := longestPrefix(rest, []string{"，即", "，就是", "：", "——", "（", "，做到"})
	if opener == "" {
		return 0
	}
	rest = rest[len(opener):]
	if end := strings.IndexAny(rest, "。；）"); end >= 0 {
		rest = rest[:end]
	}
	items := strings.FieldsFunc(rest, func(r rune) bool { return r == '、' || r == '，' })
	n, first := 0, strings.HasPrefix(rest, a.noun)
	for _, item := range items {
		switch {
		case item == a.noun || first && !strings.HasPrefix(item, a.noun) || !first && !strings.HasSuffix(item, a.noun):
			return 0
		case !first && strings.Count(item, a.noun) > 1: // 人员到位和物资到位
			n += strings.Count(item, a.noun)
		default:
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return n
}

// sloganNoun returns the two characters behind 三个 by which points may be named that follow
// at once: 到位 of 做到三个到位：.
func sloganNoun(rest string) string {
	end := 0
	for range 2 {
		_, size := utf8.DecodeRuneInString(rest[end:])
		end += size
	}
	if longestPrefix(rest[end:], []string{"，即", "：", "——", "（"}) == "" || strings.ContainsFunc(rest[:end], stops) {
		return ""
	}
	return rest[:end]
}

// ordinals counts the points that are told one by one behind an announcement: 三件事。第一件，…….
// 第二件，……. 0: none are, or it can't be told how many.
func ordinals(r *analyze.Report, b int, a announcement) int {
	text := r.Doc.Blocks[b].Text
	_, size := utf8.DecodeLastRuneInString(text[:a.end])
	measure := text[a.end-size : a.end]
	const near, farthest, most = 24 * 3, 6000, 30 // bytes, bytes, blocks
	rest := text[a.after:min(len(text), a.after+farthest)]
	if first := "第一" + measure; !opensClause(rest[:min(len(rest), near)], first) && (b+1 == len(r.Doc.Blocks) || !strings.HasPrefix(r.Doc.Blocks[b+1].Text, first)) {
		return 0
	}
	stop := min(len(r.Doc.Blocks), b+most)
	for i := range r.Sections {
		if s := r.Sections[i].Span; s.Block > b {
			stop = min(stop, s.Block)
			break
		}
	}
	n := 0
	for at := b; at < stop; at++ {
		if at > b {
			rest = r.Doc.Blocks[at].Text
			rest = rest[:min(len(rest), farthest)]
			if r.Doc.Blocks[at].Kind == doc.TableCell {
				break
			}
		}
		for opensClause(rest, "第"+hanNumber(n+1)+measure) {
			n++
		}
		for _, w := range []string{"还有一", "另一", "另外一", "最后一"} {
			if strings.Contains(rest, w+measure) {
				return 0
			}
		}
	}
	if n < 2 {
		return 0
	}
	return n
}
