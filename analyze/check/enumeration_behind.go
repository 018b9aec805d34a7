package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// behind returns what is told behind the announcement a in text, and the words that open it: a
// colon, a dash, a bracket, 即. Empty: something else follows.
func (a announcement) behind(text string) (opener, rest string) {
	const few, farthest = 8 * 3, 3000 // bytes
	at := a.opens
	if at-a.after > few || strings.Contains(text[a.after:at], "中") { // 七项任务中的五项：
		return "", ""
	}
	rest = text[at:min(len(text), at+farthest)]
	opener = longestPrefix(rest, []string{"：", ":", "——", "（", "，即", "，即：", "，就是", "，也就是", "，做到", "，分别是", "，分别为", "，即是", "，", "。"})
	return opener, strings.TrimLeft(rest[len(opener):], "：: ")
}

// pointsBehind counts the items of the list that follows the announcement a in text without numbers:
// 四本账：收支账、资产账、工程账、补贴账; 三件实事：修路……；架桥……；改水……. 0: none does, or it
// can't be told.
func pointsBehind(text string, a announcement) int {
	opener, rest := a.behind(text)
	if opener == "" || opener == "，" || opener == "。" || opener == "，做到" || hasMark(rest) {
		return 0
	}
	if opener == "（" {
		end := strings.Index(rest, "）")
		if end < 0 || strings.ContainsFunc(rest[:end], stops) {
			return 0
		}
		rest = rest[:end]
	}
	n := 0
	if strings.HasPrefix(rest, "《") {
		n = namesAhead(rest)
	} else {
		n = pointClauses(rest, a)
	}
	if n == 0 {
		n = sideBySide(rest, opener, a)
	}
	if !mayBe(n, a.count) {
		return 0
	}
	return n
}

// namesAhead counts the names in 《》 that stand side by side at the start of text; 0: there may be more.
func namesAhead(text string) int {
	n := 0
	for {
		inside, ok := strings.CutPrefix(text, "《")
		name, rest, closed := strings.Cut(inside, "》")
		if !ok || !closed || strings.Contains(name, "《") {
			break
		}
		n++
		text = rest[len(longestPrefix(rest, []string{"、", "和", "以及", "及", "与"})):]
	}
	if r, _ := utf8.DecodeRuneInString(text); text != "" && !stops(r) {
		return 0
	}
	return n
}

// sideBySide counts the items that stand side by side at the start of rest, parted by 、.
func sideBySide(rest, opener string, a announcement) int {
	end := strings.IndexFunc(rest, stops)
	if end < 0 {
		end = len(rest)
	}
	l := splitListing(rest[:end])
	const longest, short, many = 12, 8, 3 // characters, characters, items
	if len(l) < 2 || !l.within(longest) || l.hasDigits() || strings.HasSuffix(rest[:end], "等") || longestPrefix(rest, []string{"如", "例如", "比如", "包括", "含", "其中", "主要", "特别"}) != "" {
		return 0
	}
	if opener == "（" && (a.noun == "" || l.kinds()) {
		return 0
	}
	shared := l.named(ends(a.noun, 2)) || l.named(ends(a.noun, 1)) || a.quoted && !slices.ContainsFunc(l, func(item string) bool { return !strings.Contains(item, "一") }) // “三个一”，即上一堂课、……
	if !shared && itemsGoOn(l, rest[end:]) {
		return 0
	}
	if !shared && !l.parallel() && (a.kind == anyNoun && !a.quoted || opener == "（" || len(l) < many || !l.within(short)) {
		return 0
	}
	return l.count(a.count)
}

// itemsGoOn reports whether the clause with which behind goes on may be one more item of l, or have
// items of its own.
func itemsGoOn(l listing, behind string) bool {
	if !strings.HasPrefix(behind, "，") && !strings.HasPrefix(behind, "；") {
		return false
	}
	sentence := behind[:len(behind)-len(strings.TrimLeft(behind, "，；"))]
	behind = behind[len(sentence):]
	if end := strings.IndexAny(behind, "。"); end >= 0 {
		behind = behind[:end]
	}
	longest := 0
	for _, item := range l {
		longest = max(longest, utf8.RuneCountInString(item))
	}
	alike := l.beginAlike(1) || l.endAlike(1)
	for clause := range strings.FieldsFuncSeq(behind, stops) {
		next := append(l[:len(l):len(l)], clause)
		switch {
		case strings.ContainsFunc(clause, unicode.IsDigit): // 提出建议11条
		case alike && !next.beginAlike(1) && !next.endAlike(1) && !strings.Contains(clause, "、"):
		case utf8.RuneCountInString(clause) <= longest+2 || strings.Contains(clause, "、"):
			return true
		}
	}
	return false
}

// kinds reports whether the items of l are kinds of places and bodies, as in 三个乡镇（街道、园区）.
func (l listing) kinds() bool {
	for _, item := range l {
		if longestPrefix(item, []string{"街道", "园区", "乡", "镇", "村", "社区", "市", "县", "区", "旗", "单位", "企业", "公司", "部门", "科室", "总支", "支部", "党委", "农场", "林场", "开发区", "项目", "学校", "机构", "段", "站", "所", "室", "处"}) == item {
			return true
		}
	}
	return false
}

// pointClauses counts the items at the start of rest that are parted by semicolons, or that are all
// clauses which begin alike: 不准收礼，不准宴请.
func pointClauses(rest string, a announcement) int {
	end := strings.IndexAny(rest, "。\n")
	more := end >= 0 && strings.TrimSpace(rest[end+len("。"):]) != ""
	if end < 0 {
		end = len(rest)
	}
	var l listing = strings.Split(strings.Trim(rest[:end], "；"), "；")
	if len(l) == 1 {
		l = strings.FieldsFunc(rest[:end], func(r rune) bool { return r == '，' || r == '、' })
		if len(l) < 3 || !l.beginAlike(2) {
			return 0
		}
		return len(l)
	}
	for _, item := range l {
		if item == "" || hasMark(item) {
			return 0
		}
	}
	switch {
	case l.beginAlike(1):
		if more && strings.HasPrefix(strings.TrimSpace(rest[end+len("。"):]), begins(l[0], 1)) {
			return 0
		}
	case a.kind == anyNoun && !a.quoted || len(l) < 3 || more && len(l) < a.count:
		return 0
	case !l.sameShape():
		return 0
	}
	return len(l)
}

// sameShape reports whether all items of l have as many clauses.
func (l listing) sameShape() bool {
	for _, item := range l[1:] {
		if strings.Count(item, "，") != strings.Count(l[0], "，") {
			return false
		}
	}
	return true
}

// hasMark reports whether text begins with a number of a list: 一是, 首先, 第一, （1）, ①.
func hasMark(text string) bool {
	text = strings.TrimLeft(text, " 　（(第其“")
	if strings.HasPrefix(text, "首先") || strings.HasPrefix(text, "一方面") {
		return true
	}
	r, size := utf8.DecodeRuneInString(text)
	if r >= '①' && r <= '⒛' {
		return true
	}
	if !numeral.Starts(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[size:])
	return strings.ContainsRune("是要、.．）)，,", next)
}
