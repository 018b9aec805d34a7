package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// named counts the points that follow an announcement and begin or end with its noun:
// “三个到位”，即人员到位、物资到位; “三个聚焦”：聚焦党建，……；聚焦项目，……. 0: none do, or it can't
// be told how many.
func named(text string, a announcement) int {
	opener, rest := a.behind(text)
	if opener == "" || a.noun == "" || (opener == "，" || opener == "。") && !a.quoted {
		return 0
	}
	if opener == "（" {
		end := strings.Index(rest, "）")
		if end < 0 {
			return 0
		}
		rest = rest[:end]
	}
	nouns := []string{a.noun}
	if short := ends(a.noun, 2); short != a.noun {
		nouns = append(nouns, short)
	}
	for _, noun := range nouns {
		first, all := runOf(rest, noun, strings.HasPrefix)
		if all == 0 {
			first, all = runOf(rest, noun, func(item, noun string) bool { return item != noun && strings.HasSuffix(item, noun) })
		}
		if all == 0 && a.quoted && utf8.RuneCountInString(noun) > 1 { // 重要工作亲自部署
			first, all = bearing(rest, noun)
		}
		switch {
		case all == 0:
		case !mayBe(all, a.count), strings.Contains(rest, noun+"等"), all != a.count && first == a.count, first > 1 && first != all:
			return 0
		default:
			return all
		}
	}
	return 0
}

// twoSides returns 2 where the announcement a in text, of so many 方面, is followed by 一方面……，另一方面……
// and no more of them; else 0.
func twoSides(text string, a announcement) int {
	const farthest = 600 // bytes
	if !strings.HasSuffix(a.noun, "方面") && !(strings.HasSuffix(a.noun, "面") && a.measure == '方') {
		return 0
	}
	rest := text[a.after:min(len(text), a.after+farthest)]
	rest, ok := strings.CutPrefix(strings.TrimLeft(rest, "：:。"), "一方面")
	if _, other, two := strings.Cut(rest, "另一方面"); !ok || !two || containsAny(other, []string{"方面，", "第三", "此外", "还有"}) {
		return 0
	}
	return 2
}

// bearing counts the items of the first clause of rest where at least three stand side by side and
// each has the noun somewhere inside: 重要工作亲自部署、重大问题亲自过问、重要案件亲自督办.
func bearing(rest, noun string) (first, all int) {
	if k := strings.IndexFunc(rest, stops); k >= 0 {
		rest = rest[:k]
	}
	items := strings.Split(rest, "、")
	for _, item := range items {
		if strings.Count(item, noun) != 1 || strings.HasPrefix(item, noun) {
			return 0, 0
		}
	}
	if len(items) < 3 {
		return 0, 0
	}
	return len(items), len(items)
}

// runOf returns how many of the items that stand side by side at the start of rest bear the noun,
// as has tells, and how many clauses of the sentence do; of the next too, where it begins with it.
func runOf(rest, noun string, has func(item, noun string) bool) (first, all int) {
	for sentence := range strings.SplitSeq(rest, "。") {
		if all > 0 && (!strings.HasPrefix(sentence, noun) || len(noun) == len("一")) {
			break
		}
		for clause := range strings.FieldsFuncSeq(sentence, stops) {
			items := strings.Split(clause, "、")
			for k, item := range items {
				leads := all == 0 && k == 0 && len(items) > 2 && strings.Contains(item, noun) && has(items[1], noun) && has(items[2], noun) // 廉洁文化进科室、进病区、进班组
				if !has(item, noun) && !leads {
					if all == 0 {
						return 0, 0
					}
					continue
				}
				all++
				if x, y, ok := cutAnd(item); ok && has(x, noun) && has(y, noun) { // 人员到位和物资到位
					all++
				}
			}
			if first == 0 {
				first = all
			}
		}
	}
	return first, all
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
