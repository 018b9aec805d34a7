package batch

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// A register finds the units of a roster in names and titles.
type register struct {
	byStart map[string][]key // by the key's first two runes, longest key first
}

// A key is one name of a unit.
type key struct {
	text   string // folded
	unit   int    // index in the roster
	before before
}

// before tells what may stand before a key.
type before uint8

const (
	nothing  before = iota // its place was left out: 水务局 of 青禾县水务局
	place                  // it never had one: 望江路小学
	anything               // it says where the unit is: 市水务局
)

// newRegister returns a register of the names, aliases and usual short names of a roster's
// units. A short name that fits two units stands for neither.
func newRegister(roster []analyze.RosterUnit) *register {
	given, short := map[string]key{}, map[string]key{}
	for i, u := range roster {
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			given[fold(name)] = newKey(fold(name), fold(name), i)
		}
	}
	for i, u := range roster {
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			full := withoutParty(fold(name))
			for _, s := range append(shortNames(full), full) {
				k := newKey(s, full, i)
				if other, taken := short[s]; taken && other.unit != i {
					k.unit = nobody
				}
				short[s] = k
			}
		}
	}
	maps.Copy(short, given)
	r := &register{map[string][]key{}}
	for _, k := range short {
		if start := firstTwo(k.text); start != "" && k.unit != nobody {
			r.byStart[start] = append(r.byStart[start], k)
		}
	}
	for _, list := range r.byStart {
		slices.SortFunc(list, func(a, b key) int { return len(b.text) - len(a.text) })
	}
	return r
}

// newKey returns a key for text, a form of a unit's full name.
func newKey(text, full string, unit int) key {
	k := key{text, unit, place}
	if len(withoutPlace(full)) > 0 {
		k.before = nothing
		if first, _ := utf8.DecodeRuneInString(full); strings.HasPrefix(text, string(first)) && len(withoutPlace(text)) > 0 {
			k.before = anything
		}
	}
	return k
}

// nobody is the unit of a short name that fits several.
const nobody = -1

// firstTwo returns the first two runes of s, "" where it has fewer.
func firstTwo(s string) string {
	_, a := utf8.DecodeRuneInString(s)
	_, b := utf8.DecodeRuneInString(s[a:])
	if b == 0 {
		return ""
	}
	return s[:a+b]
}

// find returns the units that text names: the first, and those joined to it (市水务局、市林业局
// 联合报告). At one place the longest name counts; 一中 does not stand in 十一中, nor 市水务局 in
// 市水务局水文站. title tells that text is a title, where words may stand before the unit
// that make it another's (关于配合市审计局…).
func (r *register) find(text string, title bool) []int {
	if len(r.byStart) == 0 {
		return nil
	}
	text = fold(text)
	for i := range text {
		k, ok := r.at(text, i)
		if !ok {
			continue
		}
		if title && speaksOfOthers(text[:i]) {
			return nil
		}
		units := []int{k.unit}
		if title && !strings.Contains(text, "联合") {
			return units
		}
		for end := i + len(k.text); ; end += len(k.text) {
			next := afterAny(text, end, "、", "和", "与", "及", "，", "+", "&", "_")
			if next == end {
				return units
			}
			end = next
			if k, ok = r.at(text, end); !ok {
				return units
			}
			if !slices.Contains(units, k.unit) {
				units = append(units, k.unit)
			}
		}
	}
	return nil
}

// at returns the key that stands at text[i:].
func (r *register) at(text string, i int) (key, bool) {
	for _, k := range r.byStart[firstTwo(text[i:])] {
		if strings.HasPrefix(text[i:], k.text) && k.fitsAfter(text[:i]) && !isSubordinate(text[i+len(k.text):]) {
			return k, true
		}
	}
	return key{}, false
}

// fitsAfter reports whether the unit's name may follow the words before it: 水务局 may follow
// 关于, not 白沙; 1中 may not follow 1.
func (k key) fitsAfter(words string) bool {
	r, size := utf8.DecodeLastRuneInString(words)
	switch {
	case size == 0 || k.before == anything:
		return true
	case isDigit(words, len(words)-1):
		return !isDigit(k.text, 0)
	case !isHan(r):
		return true
	}
	return k.before == place && strings.ContainsRune(seats, r) ||
		endsAny(words, []string{"关于", "报送", "中共", "由", "和", "与", "及", "年", "度", "附件", "局"})
}

// isSubordinate reports whether the words after a unit's name make it the name of a unit
// below it: 市水务局 + 水文站.
func isSubordinate(rest string) bool {
	end := len(rest)
	for i, r := range rest {
		if !isHan(r) || stopAt(rest, i, r) > i {
			end = i
			break
		}
	}
	return endsAny(rest[:end], subordinates) && !strings.HasPrefix(rest, "联合")
}

var subordinates = []string{"中心", "支队", "大队", "中队", "总队", "水文站", "管理站", "工作站", "服务站", "监测站", "监督站", "管理所", "监察所", "研究所", "派出所", "司法所",
	"管理处", "学校", "中学", "小学", "幼儿园", "医院", "卫生院", "卫生室", "公司", "集团", "分局", "分院", "分校", "校区", "院区", "支行", "分行", "协会", "学会"}

// speaksOfOthers reports whether the words before a unit in a title make it one that the
// report only speaks of.
func speaksOfOthers(before string) bool {
	return utf8.RuneCountInString(before) > 20 || slices.ContainsFunc(
		[]string{"配合", "联合", "对", "向", "学习", "转发", "印发", "根据", "按照", "落实", "贯彻", "通知", "检查", "巡察", "审计", "帮扶", "支持", "协助", "反馈", "参加"},
		func(w string) bool { return strings.Contains(before, w) })
}
