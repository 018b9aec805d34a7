package metric

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/numeral"
)

// qualify reads the words around a quantity that say how exact it is meant.
func (l *line) qualify(q quantity) quantity {
	q.clause, q.sentence = l.clauseStart(q.start), l.sentenceStart(q.start)
	q.qualStart, q.qualEnd = q.start, q.end
	q.qualifier = analyze.Exact
	switch q.bound {
	case numeral.More:
		q.qualifier = analyze.More
	case numeral.Around:
		q.qualifier = analyze.About
	}
	before := l.text[:l.trimSpace(q.start)]
	if w := beforeNumber().suffix(before); w != "" && (utf8.RuneCountInString(w) > 1 || !l.splits(len(before), w)) {
		meant := qualifiersBefore[w]
		if meant == analyze.Less && q.qualifier == analyze.More { // 近百余场
			meant = analyze.About
		}
		q.qualifier = meant
		q.qualStart = len(before) - len(w)
		if q.qualStart < q.clause { // a tab stands between
			q.clause = l.clauseStart(q.qualStart)
		}
	}
	if q.qualifier == analyze.Exact && l.kinds(stretch{q.clause, q.start})&few != 0 {
		clause := l.text[q.clause:q.start]
		if k := max(lastIndex(clause, "至少"), lastIndex(clause, "少说")); k >= 0 && !strings.ContainsFunc(clause[k:], isDigit) { // 每季度至少召开1次
			q.qualifier = analyze.More
		}
	}
	if q.qualifier == analyze.Exact && strings.HasSuffix(before[min(q.clause, len(before)):], "的") { // 不到总数的三成
		clause := l.text[q.clause:q.start]
		for _, w := range []string{"不足", "不到", "不超过", "不低于", "不少于", "不高于", "超过", "突破", "接近"} {
			if k := lastIndex(clause, w); (k == 0 && clause != w+"的" || k > 0 && (q.measure == "%" || q.measure == "成" || q.measure == "")) && !strings.ContainsFunc(clause[k:], isDigit) {
				q.qualifier = qualifiersBefore[w]
				break
			}
		}
	}
	after := l.skipSpace(q.end)
	if w := afterNumber().prefix(l.text[after:]); w != "" {
		q.qualifier = qualifiersAfter[w]
		q.qualEnd = after + len(w)
	}
	if q.qualEnd == q.end && strings.HasPrefix(l.text[q.end:], "多") && ends(l.at(q.end+len("多"))) { // 平均每月两轮多
		q.qualifier = analyze.More
		q.qualEnd += len("多")
	}
	if q.bound == numeral.Between {
		q.qualifier = analyze.RangeOf
	}
	return q
}

// splits reports whether the one-character word that ends at byte end is part of a longer word: 附近, 节约.
func (l *line) splits(end int, word string) bool {
	if len(l.tokens) == 0 {
		return false
	}
	t := l.tokens[l.token(end-1)]
	return t.Start < end-len(word)
}

// qualifiersBefore stand before a number.
var qualifiersBefore = map[string]analyze.Qualifier{
	"没有超过": analyze.Less, "未超过": analyze.Less, "没超过": analyze.Less,
	"最多不超过":  analyze.Less,
	"不得少于":   analyze.More,
	"不得低于":   analyze.More,
	"不得超过":   analyze.Less,
	"原则上不少于": analyze.More,
	"不少于":    analyze.More,
	"不低于":    analyze.More,
	"不超过":    analyze.Less,
	"不多于":    analyze.Less,
	"不高于":    analyze.Less,
	"不小于":    analyze.More,
	"不大于":    analyze.Less,
	"至少":     analyze.More,
	"最少":     analyze.More,
	"至多":     analyze.Less,
	"最多":     analyze.Less,
	"超过":     analyze.More,
	"突破":     analyze.More,
	"多于":     analyze.More,
	"高于":     analyze.More,
	"少于":     analyze.Less,
	"低于":     analyze.Less,
	"不足":     analyze.Less,
	"不下":     analyze.More,
	"不下于":    analyze.More,
	"不到":     analyze.Less,
	"接近":     analyze.Less,
	"将近":     analyze.Less,
	"大约":     analyze.About,
	"约为":     analyze.About,
	"大概":     analyze.About,
	"逾":      analyze.More,
	"超":      analyze.More,
	"近":      analyze.Less,
	"约":      analyze.About,
	"少说":     analyze.More,
	"刚过":     analyze.More,
	"≥":      analyze.More,
	"＞":      analyze.More,
	">":      analyze.More,
	"≤":      analyze.Less,
	"＜":      analyze.Less,
	"<":      analyze.Less,
}

// The words of qualifiersBefore and of qualifiersAfter.
var (
	beforeNumber = sync.OnceValue(func() *affixes { return newAffixes(slices.Sorted(maps.Keys(qualifiersBefore))) })
	afterNumber  = sync.OnceValue(func() *affixes { return newAffixes(slices.Sorted(maps.Keys(qualifiersAfter))) })
)

// qualifiersAfter stand behind the measure.
var qualifiersAfter = map[string]analyze.Qualifier{
	"及以上": analyze.More, "以上": analyze.More, "开外": analyze.More,
	"及以下": analyze.Less, "以下": analyze.Less, "以内": analyze.Less, "之内": analyze.Less,
	"左右": analyze.About, "上下": analyze.About,
}
