package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// itself returns the unit of one of the kinds that the clause s, an opener left out, starts
// with, where it tells of that unit what a writer tells of the own one only, and the byte of s
// at which the name stands; empty: there is none.
func itself(s string, kinds []string) (at int, name string) {
	const longest = 20 * 3 // bytes
	at = opener(s)
	s = s[at:]
	for _, kind := range kinds {
		for from := 0; ; {
			i := strings.Index(s[from:min(len(s), longest)], kind)
			if i < 0 {
				break
			}
			from += i + len(kind)
			name, rest := s[:from], s[from:]
			if i := strings.IndexFunc(rest, stops); i >= 0 {
				rest = rest[:i]
			}
			if ofItself(rest) && (utf8.RuneCountInString(name) >= 4 || hasSuffix(name, villages) || hasSuffix(name, places)) && !hasSuffix(name, noBureaus) && !containsAny(name, slices.Concat(notSubject, notActor)) {
				return at, name
			}
		}
	}
	return 0, ""
}

// openers are the words that may stand before the subject of a clause.
var openers = wordsOf(
	"一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "首先", "其次", "再次", "最后", "同时", "此外", "另外", "总的来看", "总体来看", "总体上看", "目前", "其间", "期间", "下步", "下一步",
	"今年以来", "近年来", "一年来", "半年来", "今年", "全年", "上半年", "下半年", "年初", "年内", "年底",
)

// opener returns how many bytes at the start of the clause s stand before its subject.
func opener(s string) int {
	size := 0
	for {
		word := openers.prefix(s[size:])
		if word == "" {
			return size
		}
		size += len(word)
	}
}

// ofItself reports whether rest, which stands behind a unit's name, tells of its people, its
// state, its rounds of work, what it does within itself or its intentions.
func ofItself(rest string) bool {
	if body := bodyAt(rest); body != "" {
		rest := rest[len(body):]
		if dutiful(rest) {
			return true
		}
		round := adverbs(rest)
		rest = rest[round:]
		if governed(rest) && longestPrefix(rest, attending) == "" || dutiful(rest) || round > 0 && (does(rest) || longestPrefix(rest, []string{"研究", "学习", "讨论", "听取"}) != "") {
			return true
		}
		if longestPrefix(rest, states) != "" {
			return true
		}
	}
	if longestPrefix(rest, states) != "" || longestPrefix(rest, []string{"严格落实", "严格执行", "坚持“"}) != "" {
		return true
	}
	if work, ok := strings.CutPrefix(rest, "的"); ok {
		return longestPrefix(work, works) != "" && containsAny(work, []string{"取得", "进展", "成效", "推进", "提升", "提高", "好转", "存在", "不足"})
	}
	round := adverbs(rest)
	rest = rest[round:]
	switch {
	case strings.HasPrefix(rest, "结合"):
		return strings.Contains(rest, "实际")
	case strings.HasPrefix(rest, "虽"), strings.HasPrefix(rest, "仍存在"), strings.HasPrefix(rest, "还存在"):
		return round > 0
	}
	return governed(rest) && longestPrefix(rest, attending) == "" && longestPrefix(rest, outward) == "" && containsAny(rest, ownWork)
}

// bodyAt returns the body of a unit that rest starts with, one of the usual or one named
// committee or group: 药事委员会; empty: none.
func bodyAt(rest string) string {
	if body := longestPrefix(rest, bodies); body != "" {
		return body
	}
	const longest = 10 * 3 // bytes
	for _, ending := range []string{"委员会", "领导小组", "工作专班", "监督小组"} {
		if i := strings.Index(rest[:min(len(rest), longest)], ending); i > 0 {
			return rest[:i+len(ending)]
		}
	}
	return ""
}

// adverbs returns how many bytes of rest, before a deed, tell when, how often, where and in
// what manner it is done.
func adverbs(rest string) int {
	const longest = 14 * 3 // bytes
	size := 0
	for {
		if word := longestPrefix(rest[size:], rounds); word != "" {
			size += len(word)
			continue
		}
		if strings.HasPrefix(rest[size:], "结合") { // 结合季度考核开展督查
			window := rest[size:min(len(rest), size+longest)]
			for _, deed := range []string{"开展", "组织", "召开", "举办"} {
				if i := strings.Index(window, deed); i > 0 {
					return size + i
				}
			}
		}
		if !strings.HasPrefix(rest[size:], "在") {
			return size
		}
		end := 0
		for _, ending := range []string{"前后", "期间", "过程中", "方面", "工作中", "上", "中", "前", "后"} {
			if i := strings.Index(rest[size:min(len(rest), size+longest)], ending); i > 0 {
				end = i + len(ending)
				break
			}
		}
		if end == 0 {
			return size
		}
		size += end
	}
}

// attending are the verbs by which a body of another unit comes to, or helps, the own one.
var attending = []string{"出席", "参加", "到会", "受邀", "应邀", "列席", "来我", "指导", "讲话", "移交", "移送", "转来", "反馈", "批复", "批准", "同意", "通报", "印发", "下发", "要求", "牵头", "审核", "审批", "任命", "考核", "检查组", "督查"}

// outward are the verbs by which another unit does something for others.
var outward = []string{"提出", "提供", "选派", "派出", "派驻", "抽调", "捐", "推荐", "拨付", "下拨", "给予", "投入", "受理", "查处", "聘请我", "配合", "会同", "联合", "向", "对", "与", "同", "由", "为", "从", "根据", "按照", "通过", "经"}

// rounds are the words between a body of a unit and its deed that tell how often, in what
// time or in what manner the deed is done.
var rounds = []string{"每月", "每季度", "每半年", "每周", "全年", "上半年", "下半年", "今年", "一年来", "半年来", "年内", "定期", "多次", "先后", "累计", "共", "还", "认真", "积极", "严格", "切实", "深入", "扎实", "持续", "不断", "大力", "全面", "依法"}

// states are the words behind a unit's name that tell what its people and its state are.
var states = []string{
	"全体干部", "全体党员", "全体人员", "全体职工", "全体员工", "全体教职工", "全体教师", "全体民警", "全体干警", "全体医护", "干部职工", "干部队伍", "干部作风", "队伍作风", "党员干部", "党员队伍",
	"没有发生", "未发生", "现有党员", "共有党员", "现有干部", "现有职工", "将继续", "将进一步", "将持续", "将始终",
}

// works are what of a unit's own work a writer sums up.
var works = []string{"党风廉政", "党建", "廉政", "各项工作", "作风建设", "全面从严", "机关党建", "意识形态", "干部作风", "清廉", "工作"}

// ownWork are the words by which a deed is one within a unit.
var ownWork = []string{"廉政", "廉洁", "党风", "党课", "党日", "谈话", "谈心", "责任书", "承诺书", "承诺事项", "警示教育", "三重一大", "“三重一大”", "中心组", "支部", "监督员", "责任清单", "从严治党"}
