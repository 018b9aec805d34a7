package outline

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// The words of a part may hold … for any text, ^ for the beginning and $ for the end.

const maxGap = 16 // characters that … may stand for inside a sentence

// HoldsAny reports whether t holds one of words.
func holdsAny(t string, words []string) bool {
	for _, w := range words {
		if holds(t, w) {
			return true
		}
	}
	return false
}

// Holds reports whether t holds word, in which … stands for any text, ^ for the
// beginning of t and $ for its end.
func holds(t, word string) bool {
	_, _, ok := find(t, word)
	return ok
}

// Find returns the bytes of t that word stands at, from its first piece to its last.
func find(t, word string) (start, end int, ok bool) {
	word, atStart := strings.CutPrefix(word, "^")
	word, atEnd := strings.CutSuffix(word, "$")
	for first := true; ; first = false {
		piece, tail, more := strings.Cut(word, "…")
		i := strings.Index(t[end:], piece)
		if !more && atEnd {
			i = len(t) - end - len(piece)
			if i < 0 || t[end+i:] != piece {
				return 0, 0, false
			}
		}
		if i < 0 || first && atStart && i > 0 {
			return 0, 0, false
		}
		if first {
			start = end + i
		}
		end += i + len(piece)
		if !more {
			return start, end, true
		}
		word = tail
	}
}

// A vocabulary is the headings' words of all parts, by the low byte of their first character:
// a text is looked through once for all of them.
type vocabulary struct {
	parts   []analyze.PartDef
	firsts  [1 << 12 / 64]uint64 // the first characters, by their low 12 bits
	byFirst [256][]partWord
	others  []partWord // those that start with …
}

// A partWord is a word of the part with that index.
type partWord struct {
	part       int
	head, word string // what it starts with, the whole
}

// A naming tells how a text names a part.
type naming uint8

const (
	unnamed  naming = iota
	asObject        // only as the object of a verb: 把牢工作方向 and 补齐短板弱项 are deeds, neither plan nor problem
	asName
)

func newVocabulary(parts []analyze.PartDef) *vocabulary {
	v := &vocabulary{parts: parts}
	for k := range parts {
		for _, word := range parts[k].Headings {
			head, _, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(word, "^"), "$"), "…")
			list := &v.others
			if head != "" {
				r := runeAt(head, 0)
				v.firsts[r>>6&0x3f] |= 1 << (r & 0x3f)
				list = &v.byFirst[byte(r)]
			}
			*list = append(*list, partWord{k, head, word})
		}
	}
	return v
}

// Read sets in named how t, a heading or a lead, names each part.
func (v *vocabulary) read(t string, named []naming) {
	clear(named)
	for i, r := range t {
		if v.firsts[r>>6&0x3f]>>(r&0x3f)&1 == 0 {
			continue
		}
		for k := range v.byFirst[byte(r)] {
			if w := &v.byFirst[byte(r)][k]; named[w.part] != asName && hasPrefixAt(t, i, w.head) {
				named[w.part] = max(named[w.part], v.naming(t, w))
			}
		}
	}
	for k := range v.others {
		w := &v.others[k]
		named[w.part] = max(named[w.part], v.naming(t, w))
	}
}

func (v *vocabulary) naming(t string, w *partWord) naming {
	start, end, ok := find(t, w.word)
	if !ok {
		return unnamed
	}
	if def := &v.parts[w.part]; def.Main || def.Under != "" || !isObject(t, start, end) {
		return asName
	}
	return asObject
}

// NamesPart reports whether a bare line may well be a part's heading.
func (v *vocabulary) namesPart(title string) bool {
	named := make([]naming, len(v.parts))
	v.read(title, named)
	for k, n := range named {
		if n == asName && v.parts[k].Under == "" {
			return true
		}
	}
	return false
}

// Verbs whose object is a thing done, and what may stand before them.
var (
	governing = []string{"把牢", "把准", "把稳", "把握", "把好", "找准", "校准", "明确", "明晰", "坚持", "坚定", "锚定", "突出", "紧扣", "围绕", "抓住", "抓牢", "理清", "厘清",
		"创新", "拓宽", "拓展", "转变", "制定", "制订", "细化", "面向", "着眼", "赢得", "开创", "征求", "征集", "听取", "采纳", "吸纳", "收集", "紧盯", "补", "弥补", "缩小", "克服", "破解", "攻克", "消除", "解决"}
	adverbs = []string{"进一步", "牢牢", "切实", "着力", "持续", "全面", "不断", "深入", "广泛", "认真", "主动", "积极", "充分", "科学", "精准", "及时", "加快", "大力"}
)

// IsObject reports whether t[start:end] ends a clause that a governing verb opens.
func isObject(t string, start, end int) bool {
	if rest := t[end:]; rest != "" && !startsWithAny(rest, "，", ",", "、", "；", "。", "：", ":", "上", "方面") {
		return false
	}
	clause := t[:start]
	if i := strings.LastIndexAny(clause, "，,；。：:"); i >= 0 {
		_, n := utf8.DecodeRuneInString(clause[i:])
		clause = clause[i+n:]
	}
	for _, w := range adverbs {
		clause = strings.TrimPrefix(clause, w)
	}
	return startsWithAny(clause, governing...)
}

// Within returns the byte behind word, whose pieces between … stand in this order in
// the sentence that goes on at byte i of t, or -1.
func within(t string, i int, word string) int {
	for {
		piece, tail, more := strings.Cut(word, "…")
		limit := i
		for n := 0; limit < len(t) && n < maxGap; n++ {
			r, size := utf8.DecodeRuneInString(t[limit:])
			if isSentenceEnd(r) {
				break
			}
			limit += size
		}
		k := strings.Index(t[i:min(len(t), limit+len(piece))], piece)
		if k < 0 {
			return -1
		}
		i += k + len(piece)
		if !more {
			return i
		}
		word = tail
	}
}
