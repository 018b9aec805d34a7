package batch

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// shortNames returns other names that a unit is commonly called by: without its place, by
// the usual short form of its office (住房和城乡建设局: 住建局), as a numbered school
// (第一中学: 一中). Whoever uses them makes sure that a name means one unit only.
func shortNames(name string) []string {
	var all []string
	for _, n := range append([]string{name}, abbreviated(name)...) {
		if n != name {
			all = append(all, n)
		}
		all = append(all, withoutPlace(n)...)
	}
	return all
}

// abbreviated returns the short forms of an official name.
func abbreviated(name string) []string {
	var all []string
	for _, o := range offices {
		if !strings.Contains(name, o.full) {
			continue
		}
		for _, short := range o.short {
			n := strings.Replace(name, o.full, short, 1)
			all = append(all, n)
			if c, ok := strings.CutSuffix(n, "委员会"); ok {
				all = append(all, c+"委")
			}
		}
	}
	for _, kind := range numbered {
		rest, ok := strings.CutSuffix(name, kind.full)
		place, number, found := strings.Cut(rest, "第")
		if ok && found && number != "" && strings.Trim(number, "一二三四五六七八九十") == "" {
			all = append(all, place+number+kind.short[0])
		}
	}
	return all
}

// withoutPlace returns name from its first 县, 市 or 区 on, and after it: 青禾县水务局 is
// 县水务局 and 水务局.
func withoutPlace(name string) []string {
	place := placeOf(name)
	if place == "" {
		return nil
	}
	var all []string
	_, seat := utf8.DecodeLastRuneInString(place)
	if len(place) > seat {
		all = append(all, name[len(place)-seat:])
	}
	if rest := name[len(place):]; utf8.RuneCountInString(rest) > 2 || isNumbered(rest) {
		all = append(all, rest)
	}
	return all
}

// placeOf returns the place that a unit's name starts with: 青禾县 of 青禾县水务局, 县 of 县水务局;
// "" where it starts with none.
func placeOf(name string) string {
	const longest = 6 // runes
	n := 0
	for i, r := range name {
		if n++; n > longest {
			break
		}
		if !strings.ContainsRune(seats, r) {
			continue
		}
		before, after := name[:i], name[i+utf8.RuneLen(r):]
		if r == '市' && slices.Contains(noCities, before) || r == '区' && endsAny(before, noDistricts) || afterAny(after, 0, notAfter[r]...) > 0 {
			continue
		}
		return name[:len(name)-len(after)]
	}
	return ""
}

// Seats that end no place: 城市管理局, 社区卫生服务中心, 市场监督管理局.
var (
	noCities    = []string{"城", "都", "上", "超"} // before 市, at the start of a name
	noDistricts = []string{"社", "校", "园", "景", "片", "小", "库", "灌", "院", "军", "服务", "保护"}
	notAfter    = map[rune][]string{
		'市': {"场", "监局", "容", "政公用", "政工程", "政园林", "政设施", "政管理"},
		'区': {"域", "划"},
		'县': {"域"},
	}
)

// seats end the name of a place.
const seats = "省市县区州旗"

// An office is a department by the words of its full name and those that people use.
type office struct {
	full  string
	short []string
}

var offices = []office{
	{"住房和城乡建设", []string{"住建"}}, {"住房城乡建设", []string{"住建"}}, {"人力资源和社会保障", []string{"人社"}}, {"发展和改革", []string{"发改"}},
	{"卫生健康", []string{"卫健"}}, {"文化广电和旅游", []string{"文广旅", "文旅", "文化广电旅游"}}, {"文化广电旅游", []string{"文广旅", "文旅"}},
	{"文化和旅游", []string{"文旅"}}, {"文化体育和旅游", []string{"文体旅", "文旅"}}, {"自然资源和规划", []string{"自规", "自然资源"}},
	{"市场监督管理", []string{"市监", "市场监管"}}, {"应急管理", []string{"应急"}}, {"退役军人事务", []string{"退役军人"}}, {"医疗保障", []string{"医保"}},
	{"工业和信息化", []string{"工信"}}, {"城市管理综合行政执法", []string{"城管", "城管执法", "城市管理"}}, {"城市管理", []string{"城管"}},
	{"交通运输", []string{"交通"}}, {"国有资产监督管理", []string{"国资"}}, {"教育体育", []string{"教体"}}, {"民族宗教事务", []string{"民宗"}},
	{"农业农村", []string{"农业"}}, {"生态环境", []string{"环保"}}, {"林业和草原", []string{"林草"}}, {"乡村振兴", []string{"振兴"}},
	{"行政审批服务", []string{"行政审批", "审批"}}, {"政务服务和大数据管理", []string{"政数"}}, {"机关事务管理", []string{"机关事务"}},
	{"机关事务服务", []string{"机关事务"}}, {"综合行政执法", []string{"综合执法"}}, {"地方金融监督管理", []string{"金融监管", "金融"}},
	{"妇女联合会", []string{"妇联"}}, {"残疾人联合会", []string{"残联"}}, {"工商业联合会", []string{"工商联"}}, {"科学技术协会", []string{"科协"}},
	{"文学艺术界联合会", []string{"文联"}}, {"供销合作社联合社", []string{"供销社", "供销联社"}}, {"归国华侨联合会", []string{"侨联"}},
	{"人民检察院", []string{"检察院"}}, {"人民法院", []string{"法院"}}, {"纪律检查委员会监察委员会", []string{"纪委监委"}},
	{"人民政府办公室", []string{"政府办", "府办"}}, {"委员会办公室", []string{"委办"}}, {"机构编制委员会办公室", []string{"编办"}},
}

// numbered is the institutions that are counted: 第一中学.
var numbered = []office{
	{"高级中学", []string{"中"}}, {"中学", []string{"中"}}, {"完全小学", []string{"小"}}, {"小学", []string{"小"}}, {"人民医院", []string{"院"}},
}
