package batch

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unitNamed returns the unit that a folder, file name, title or signature names, as far as
// its words alone tell: 附件：市水务局2026年上半年报告（终稿）(2) names 市水务局. It prefers no answer
// to a wrong one: "" where nothing ends like the name of a unit.
func unitNamed(text string) string {
	for _, s := range segments(fold(text)) {
		if u := unitStarting(s); u != "" {
			return u
		}
	}
	return ""
}

// segments cuts a folded text where a unit's name can't go on: at signs, years and the
// words that reports are called by. What a placeholder touches (××市水务局) is left out.
func segments(text string) []string {
	var all []string
	start, masked := 0, false
	cut := func(i int) {
		if s := strings.TrimLeft(text[start:i], "0123456789"); s != "" && !masked && !strings.Contains(s, "某") {
			all = append(all, s)
		}
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if _, end := yearAt(text, i); end > i {
			size = end - i
		} else if end := stopAt(text, i, r); end > i {
			size = end - i
		} else if isHan(r) && r != '〇' || r >= '0' && r <= '9' {
			i += size
			continue
		}
		cut(i)
		start, masked = i+size, strings.ContainsRune("x×*○〇□△", r)
		i = start
	}
	cut(len(text))
	return all
}

// stopAt returns the end of the stop word at text[i:], which starts with first; i where there
// is none.
func stopAt(text string, i int, first rune) int {
	end := afterAny(text, i, stopsBy[byte(first)]...)
	if text[i:end] == "工作" && afterAny(text, end, "部", "委", "局", "站", "队", "领导") > end {
		return i // 社会工作部
	}
	return end
}

// stopWords never stand in a unit's name but often beside it. A word stands before any that it starts with.
var stopWords = []string{"关于", "上半年", "下半年", "半年", "年度", "全年", "年终", "季度", "年", "报告", "报送", "总结", "汇报", "材料", "小结", "自查", "述职",
	"述责", "述廉", "工作", "情况", "党风廉政", "落实", "贯彻", "开展", "履行", "推进", "加强", "意识形态", "全面从严", "从严治党", "学习", "初稿", "终稿", "定稿",
	"修改", "修订", "最终", "最新", "正式", "送审", "盖章", "签字", "扫描", "附件", "呈报", "上报", "转发", "印发", "副本"}

// stopsBy has the stop words by the low byte of their first character.
var stopsBy = func() (by [256][]string) {
	for _, w := range stopWords {
		first, _ := utf8.DecodeRuneInString(w)
		by[byte(first)] = append(by[byte(first)], w)
	}
	return by
}()

// isHan reports whether r is a Chinese character.
func isHan(r rune) bool { return r >= '\u4e00' && r <= '\u9fff' || unicode.Is(unicode.Han, r) }

// unitStarting returns the unit that a segment is or starts with, "" where it does neither.
func unitStarting(s string) string {
	if whole := withoutParty(s); isUnitName(whole) && !hasVerb(whole) {
		return whole
	}
	for i := range s {
		if i == 0 {
			continue
		}
		// 县委组织部干部教育: not 县委
		if head := withoutParty(s[:i]); strings.HasSuffix(head, "委") && !strings.HasSuffix(head, "纪委") && !strings.HasSuffix(head, "监委") {
			continue
		} else if endsAny(head, strongEndings) && isUnitName(head) && !hasVerb(head) && !isStationed(head) {
			return head
		}
	}
	return ""
}

// isStationed reports whether a name is that of where an office is stationed: 驻县财政局 of
// 驻县财政局纪检监察组.
func isStationed(s string) bool {
	return (strings.HasPrefix(s, "驻") || strings.HasPrefix(s, "派驻")) && !strings.HasSuffix(s, "组")
}

// isUnitName reports whether a folded name is long and short enough and ends like a unit's.
func isUnitName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 25 || endsAny(s, falseEndings) {
		return false
	}
	if n == 2 {
		return endsAny(s, []string{"县委", "市委", "区委", "省委", "镇", "乡"}) || isNumbered(s)
	}
	return endsAny(s, strongEndings) || endsAny(s, endings) || isNumbered(s) || n <= 6 && endsAny(s, []string{"县", "区", "市", "旗"})
}

// isNumbered reports whether s is the short name of a numbered school or hospital: 市一中, 二院.
func isNumbered(s string) bool {
	rest, ok := strings.CutSuffix(s, "中")
	if !ok {
		rest, ok = strings.CutSuffix(s, "院")
	}
	if !ok {
		rest, ok = strings.CutSuffix(s, "小")
	}
	r, _ := utf8.DecodeLastRuneInString(rest)
	return ok && strings.ContainsRune("一二三四五六七八九十123456789", r)
}

// hasVerb reports whether a name holds a word that no unit is called by.
func hasVerb(s string) bool {
	return slices.ContainsFunc([]string{"配合", "围绕", "服务大", "坚持", "深化", "强化", "根据", "按照", "通知", "整改", "巡察反馈", "讲话", "会议", "主体责任"},
		func(w string) bool { return strings.Contains(s, w) })
}

// withoutParty returns a unit's name without its party body, which is the same unit to
// whom it reports: 中共青禾县水务局党组, 水务局机关党委, 柳河镇人民政府. Where nothing like a unit
// would be left (机关第一党支部), the name stays.
func withoutParty(s string) string {
	rest, ofParty := strings.CutPrefix(s, "中国共产党")
	if !ofParty {
		rest, ofParty = strings.CutPrefix(s, "中共")
	}
	bodies := partyBodies
	if ofParty {
		bodies = append(committees, bodies...)
	}
	for _, body := range bodies {
		name, ok := strings.CutSuffix(rest, body)
		if !ok {
			continue
		}
		if body == "委员会" && endsAny(name, []string{"县", "市", "区", "省", "州", "旗"}) {
			return name + "委" // 中共青禾县委员会
		}
		if isUnitName(name) {
			return name
		}
	}
	for _, seat := range []string{"镇", "乡", "街道"} {
		if name, ok := strings.CutSuffix(rest, seat+"人民政府"); ok && name != "" {
			return name + seat
		}
	}
	if name, ok := strings.CutSuffix(rest, "街道办事处"); ok && name != "" {
		return name + "街道"
	}
	return rest
}

// A body stands before any that ends like it.
var (
	committees  = []string{"直属机关委员会", "机关委员会", "总支部委员会", "支部委员会", "委员会"}
	partyBodies = []string{"机关党委", "机关党总支", "机关党支部", "机关支部", "党工委", "党总支部", "党总支", "党支部", "党组", "党委"}
)

func endsAny(s string, endings []string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(s, e) })
}

// strongEndings end a unit's name even where more words follow: 县财政局机关党建. endings do
// only at the end: 围绕中心.
var (
	strongEndings = []string{"局", "委员会", "厅", "镇", "乡", "街道", "中学", "小学", "大学", "学院", "学校", "医院", "卫生院", "法院", "检察院", "公司", "集团",
		"幼儿园", "管委会", "纪委", "监委", "党校", "人民政府", "办事处", "组织部", "宣传部", "统战部", "政法委", "支队", "银行", "委"}
	endings = []string{"中心", "政府", "办", "院", "校", "馆", "所", "站", "社", "村", "社区", "管理处", "支行", "分行", "大队", "中队", "总队", "办公室", "研究室",
		"社会工作部", "武装部", "项目部", "总工会", "工会", "团委", "妇联", "残联", "工商联", "科协", "文联", "社科联", "侨联", "红十字会", "联合会", "协会", "学会", "商会",
		"委", "林场", "农场", "牧场", "渔场", "公园", "产业园", "园区", "开发区", "高新区", "新区", "景区", "保护区", "电视台", "监狱", "看守所", "集团", "厂", "矿",
		"党支部", "党总支", "支部", "科", "处室", "老年大学", "水库", "灌区", "总站", "分局"}
	falseEndings = []string{"大局", "全局", "布局", "格局", "开局", "结局", "乡镇", "城镇", "城乡", "农村", "各镇", "各乡", "干部", "党委", "常委", "创办", "主办", "承办",
		"举办", "督办", "交办", "查办", "经办", "联办", "场所", "厕所", "法治社", "机关单位", "各单位", "全社", "理科", "文科", "网站", "同办", "兴办", "协办", "新农村"}
)
