package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// subject returns the unit whose body acts in the clause s: 县林业局 of 县林业局党组书记认真履行….
func subject(s string) string {
	if !inBodies.in(s) {
		return ""
	}
	for _, body := range bodies {
		i := strings.Index(s, body)
		if i <= 0 {
			continue
		}
		name, rest := s[:i], s[i+len(body):]
		if utf8.RuneCountInString(name) > 14 || utf8.RuneCountInString(name) < 3 || !hasSuffix(name, unitKinds) || !dutiful(rest) {
			return ""
		}
		if containsAny(name, notSubject) {
			return ""
		}
		return name
	}
	return ""
}

// inBodies are words of which the name of a unit's body has one.
var inBodies = wordsOf("党", "班子", "负责人", "局长")

// notSubject are the words by which what stands before a body is no other unit's name.
var notSubject = []string{"是", "要", "联合", "会同", "配合", "协助", "督促", "要求", "推动", "指导", "、", "和", "与", "对", "向", "各", "全", "我", "本", "该", "下属", "所属", "上级", "派驻", "全体"}

// notActor are the further words by which what a clause starts with is no other unit's name.
var notActor = []string{"在", "由", "据", "经", "从", "省", "总局", "相关", "有关", "其他", "兄弟", "辖区", "试点", "部分", "个", "到", "是"}

// dutiful reports whether rest, behind the name of a unit's body, tells that it does its own
// duty: 认真履行……, 把师德师风作为首要任务.
func dutiful(rest string) bool {
	if longestPrefix(rest, duties) != "" {
		return true
	}
	if i := strings.IndexFunc(rest, stops); i >= 0 {
		rest = rest[:i]
	}
	if strings.HasPrefix(rest, "以") {
		return containsAny(rest, []string{"为统领", "为引领", "为抓手", "为主线", "为核心", "为根本", "为契机", "为目标", "为重点", "为载体", "为导向"})
	}
	return strings.HasPrefix(rest, "把") && containsAny(rest, []string{"作为", "摆在", "摆上", "放在", "列为", "纳入"})
}

// offices are the endings of the names of offices that every unit of a kind has, the longest
// first.
var offices = []string{"纪检监察工委", "纪检监察组", "纪委监委", "纪工委", "纪委", "组织部", "宣传部", "统战部", "政法委"}

// peer returns the unit, another of the kind of own and with the same office, whose office the
// clause s starts with and which does there what own does: 桃园街道纪工委 in the report of
// 望江街道纪工委.
func peer(s, own string) string {
	office := ""
	for _, o := range offices {
		if strings.HasSuffix(own, o) {
			office, own = o, strings.TrimSuffix(own, o)
			break
		}
	}
	const longest = 14 * 3 // bytes
	i := strings.Index(s[:min(len(s), longest)], office)
	if office == "" || i <= 0 {
		return ""
	}
	name, rest := s[:i], s[i+len(office):]
	place := func(unit string) string {
		for _, kind := range []string{"街道", "镇", "乡", "县", "区", "市"} {
			if strings.HasSuffix(unit, kind) {
				return kind
			}
		}
		return ""
	}
	if n := utf8.RuneCountInString(name); n < 3 || place(name) == "" || place(name) != place(own) || strings.Contains(own, name) || strings.Contains(name, own) || containsAny(name, notSubject) {
		return ""
	}
	if longestPrefix(rest, []string{"深入", "坚持", "认真", "聚焦", "紧盯", "始终"}) == "" && longestPrefix(rest, proud) == "" && !does(rest) {
		return ""
	}
	return name
}

// opensSentence reports whether a sentence starts at byte i of text.
func opensSentence(text string, i int) bool {
	before := strings.TrimRight(text[:i], " 　")
	return before == "" || strings.HasSuffix(before, "。") || strings.HasSuffix(before, "；")
}

// actor returns the bureau, town or street that the clause s starts with and that does its
// own work there: certain where it does its duty, else likely.
func actor(s string) (name string, severity analyze.Severity) {
	const longest = 16 * 3 // bytes
	for _, kind := range []string{"局", "镇", "乡", "街道办事处", "街道"} {
		i := strings.Index(s[:min(len(s), longest)], kind)
		if i < 0 {
			continue
		}
		name, rest := s[:i+len(kind)], s[i+len(kind):]
		if n := utf8.RuneCountInString(name); n < 4 || hasSuffix(name, noBureaus) || containsAny(name, slices.Concat(notSubject, notActor)) {
			return "", 0
		}
		switch {
		case longestPrefix(rest, []string{"始终把", "始终坚持", "切实履行", "认真履行", "严格履行", "坚决扛起", "切实扛起"}) != "":
			return name, analyze.Error
		case does(rest):
			return name, analyze.Warning
		}
		return "", 0
	}
	return "", 0
}

// noBureaus are the words that end in 局 and name no bureau of their own.
var noBureaus = []string{"分局", "格局", "布局", "大局", "全局", "结局", "开局", "时局", "僵局", "当局"}

// presented returns the unit whose report the clause s, behind 现将, announces; empty: none is named.
func presented(s string) string {
	const longest = 20 * 3 // bytes
	if !strings.Contains(s, "如下") {
		return ""
	}
	for _, kind := range unitKinds {
		i := strings.Index(s[:min(len(s), longest)], kind)
		if i < 0 {
			continue
		}
		name, rest := s[:i+len(kind)], s[i+len(kind):]
		rest = rest[len(longestPrefix(rest, bodies)):]
		if utf8.RuneCountInString(name) >= 4 && !hasSuffix(name, noBureaus) && !containsAny(name, []string{"我", "本", "、", "各", "全县", "全市", "全区", "对", "向", "在"}) &&
			longestPrefix(rest, []string{"20", "二〇", "上半年", "下半年", "今年", "全年", "本年", "年度", "第", "落实", "履行", "党", "工作", "开展", "推进", "贯彻", "全面从严", "意识形态", "廉"}) != "" {
			return name
		}
	}
	return ""
}

// does reports whether rest, which stands behind a unit's name, goes on with a deed of that
// unit; 组织的培训 is none, nor 落实维修资金, which is for another.
func does(rest string) bool {
	const near = 8 * 3 // bytes
	deed := longestPrefix(rest, deeds)
	object := rest[len(deed):min(len(rest), len(deed)+near)]
	return deed != "" && !strings.HasPrefix(object, "的") && !strings.HasPrefix(object, "给") && !containsAny(object, []string{"资金", "经费", "补助", "项目", "指标", "来我", "到我"})
}

// otherThan reports whether name is certainly not the unit called own, nor what the report
// is about.
func otherThan(name, own string, r *analyze.Report) bool {
	c := core(strings.TrimSuffix(name, "办事处"))
	if c == own && elsewhere(name, r.Unit, c) {
		return true
	}
	return utf8.RuneCountInString(c) >= 3 && !strings.Contains(own, c) && !strings.Contains(c, own) && !within(c, own) && !strings.Contains(r.Title, c)
}

// groups are the endings of the names of units that others belong to.
var groups = []string{"集团", "集团公司", "集团有限公司", "集团有限责任公司", "集团股份有限公司", "控股有限公司", "总公司", "总医院", "中心学校", "中心小学", "联合社"}

// below reports whether the bureau called name is one of a county or district, and own, a
// unit's full name, of the city above.
func below(name, own string) bool {
	return level(own) == "市" && level(name) != "" && level(name) != "市"
}

// level returns the last character of the place that a unit's name starts with: 市 of
// 青禾市林业局; empty: it names no place.
func level(name string) string {
	place := strings.TrimSuffix(name, core(name))
	_, size := utf8.DecodeLastRuneInString(place)
	return place[len(place)-size:]
}

// elsewhere reports whether two units of one name are of different places: 河西县交警大队 and
// 江口县交警大队.
func elsewhere(name, own, core string) bool {
	a, found := strings.CutSuffix(name, core)
	b, ok := strings.CutSuffix(own, core)
	if !found || !ok || utf8.RuneCountInString(a) < 2 || utf8.RuneCountInString(b) < 2 || strings.HasSuffix(a, b) || strings.HasSuffix(b, a) {
		return false
	}
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeLastRuneInString(b)
	return x == y
}

// kindsLike returns the endings of the names of units that may be of the kind of own.
func kindsLike(own string) []string {
	kinds := slices.DeleteFunc(slices.Clone(unitKinds), func(k string) bool { return !strings.HasSuffix(own, k) })
	for _, group := range alike {
		if hasSuffix(own, group) {
			kinds = append(kinds, group...)
		}
	}
	return kinds
}

// sameKind reports whether two units are of one kind: two bureaus, a town and a street. A
// group and one of its companies are not.
func sameKind(name, own string) bool {
	c := core(strings.TrimSuffix(name, "办事处"))
	if hasSuffix(own, groups) && !hasSuffix(c, groups) {
		return false
	}
	return slices.ContainsFunc(unitKinds, func(k string) bool { return strings.HasSuffix(c, k) && strings.HasSuffix(own, k) }) ||
		slices.ContainsFunc(alike, func(kinds []string) bool { return hasSuffix(c, kinds) && hasSuffix(own, kinds) })
}

// core returns a unit's name without its place: 林业局 of 县林业局, 青禾县林业局.
func core(name string) string {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "中共"), "共")
	for _, place := range []string{"自治县", "县", "市", "区", "州", "盟", "旗", "省"} {
		if i := strings.Index(name, place); i >= 0 && i+len(place) < len(name) && i <= 5*3 && longestPrefix(name[i:], []string{"市场", "市民", "市政", "市容"}) == "" {
			return core(name[i+len(place):])
		}
	}
	for _, body := range bodies {
		name = strings.TrimSuffix(name, body)
	}
	return name
}
