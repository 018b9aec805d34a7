package outline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// A title is what a report calls itself.
type title struct {
	text  string // white space folded; empty: none
	lines []titleLine
	end   int // index of the first paragraph behind everything that stands around the title
}

// A titleLine is the title or a subtitle; one that is broken over lines is one.
type titleLine struct {
	span  doc.Span // its first line
	text  string
	after doc.Pos // behind its last line
}

// Words that a report's title ends with: certain ones, and those that end bare headings too.
var (
	titleNouns = []string{"报告", "报告书", "总结", "汇报", "小结", "述职", "自查", "方案", "计划", "要点", "通报", "讲话", "发言", "材料", "综述",
		"安排", "意见", "体会", "清单", "台账", "说明", "公报", "年报", "月报", "季报", "专报", "简报", "纪要", "请示", "公告", "函", "汇编", "总结表", "述评"}
	weakTitleNouns = []string{"情况", "工作", "做法", "经验", "成效", "建设", "打算", "思路"}
)

// FindTitle finds the title among the lines before the first heading, salutation or
// sentence, and gives what stands around it the role front.
func findTitle(paras []para) title {
	zone := titleZone(paras)
	first, last := titleRun(paras, zone)
	if first < 0 {
		return title{}
	}
	var t title
	for k := range zone[:first] {
		paras[zone[k]].role = front
	}
	t.lines = append(t.lines, joinLines(paras, zone[first:last+1]))
	t.text = t.lines[0].text
	k := last + 1
	if k < len(zone) && isSubtitle(&paras[zone[k]]) {
		p := &paras[zone[k]]
		if endsWithAny(bareTitle(strings.TrimLeft(p.trimmed(), "-—–─－ ")), titleNouns) || len(t.text) > 0 && !endsWithAny(bareTitle(t.text), titleNouns) && endsWithAny(bareTitle(p.trimmed()), weakTitleNouns) {
			t.lines = append(t.lines, joinLines(paras, zone[k:k+1]))
		}
		p.role = front
		k++
	}
	t.end = zone[last] + 1
	for ; k < len(zone); k++ {
		if p := &paras[zone[k]]; isFurniture(p) || isDateLine(p.trimmed()) || isUnit(p.trimmed()) || isPerson(p.trimmed()) {
			p.role = front
			t.end = zone[k] + 1
		}
	}
	for i := zone[last] + 1; i < len(paras); i++ { // the title once more, behind a cover or a table of contents
		if paras[i].role == running && paras[i].runes < 60 && fold(paras[i].trimmed()) == t.text {
			paras[i].role = front
		}
	}
	return t
}

// TitleZone returns the indexes of the lines that a title may stand among.
func titleZone(paras []para) []int {
	var zone []int
	for i := range paras {
		p := &paras[i]
		if p.role == contents {
			if len(zone) > 0 {
				break
			}
			continue
		}
		if p.kind == doc.Title {
			zone = append(zone, i)
			continue
		}
		if p.role != running || len(zone) == 30 {
			if p.kind == doc.TextBox || p.kind == doc.Header {
				continue
			}
			break
		}
		if i == 0 && p.prose() && p.runes <= maxRunIn && len(paras) > 1 && endsWithAny(bareTitle(paras[1].trimmed()), titleNouns) {
			continue // the caption of a picture
		}
		if p.prose() || isSalutation(p) {
			break
		}
		if num, ok := p.number(); ok && !num.weak {
			break
		}
		zone = append(zone, i)
	}
	return zone
}

// TitleRun returns the first and the last line of the title as indexes of zone; first
// is negative where there is none.
func titleRun(paras []para, zone []int) (first, last int) {
	at := func(k int) *para { return &paras[zone[k]] }
	if k := slices.IndexFunc(zone, func(i int) bool { return paras[i].kind == doc.Title }); k >= 0 {
		last = k
		for last+1 < len(zone) && at(last+1).kind == doc.Title && !isSubtitle(at(last+1)) {
			last++
		}
		return k, last
	}
	top := 0 // headings of the first level in the file: a single one is the title
	for i := range paras {
		if paras[i].level == 1 {
			top++
		}
	}
	end := -1
	strong := false
	for k := range zone {
		p := at(k)
		if isFurniture(p) || isSubtitle(p) {
			continue
		}
		name := bareTitle(p.trimmed())
		switch {
		case endsWithAny(name, titleNouns) && (!strong || k == end+1 && p.level == at(end).level && strings.Contains(name, "年")):
			end, strong = k, true
		case end < 0 && (p.level == 1 && top == 1 || endsWithAny(name, weakTitleNouns) && isTelling(name)):
			end = k
		}
	}
	if end < 0 {
		return proudTitle(paras, zone)
	}
	for end+1 < len(zone) && continuesTitle(at(end+1)) {
		end++
	}
	first = end
	for first > 0 && belongsAbove(at(first-1), at(first)) {
		first--
	}
	return first, end
}

// IsTelling reports whether a line with a weak noun says whose or which: it is the title
// then and no bare heading.
func isTelling(name string) bool {
	return firstYear(name) > 0 || strings.Contains(name, "关于") || strings.Contains(name, "年度") || han(name) >= 12
}

// ProudTitle finds a title that is a slogan: lines above a subtitle that names the
// report, or a first line that names a year.
func proudTitle(paras []para, zone []int) (first, last int) {
	for k, i := range zone {
		if !isSubtitle(&paras[i]) || !endsWithAny(bareTitle(paras[i].trimmed()), titleNouns) && !endsWithAny(bareTitle(paras[i].trimmed()), weakTitleNouns) {
			continue
		}
		first = k
		for first > 0 && k-first < 2 && !isFurniture(&paras[zone[first-1]]) && han(paras[zone[first-1]].trimmed()) >= 4 {
			first--
		}
		if first == k {
			return k, k
		}
		return first, k - 1
	}
	if len(zone) > 0 {
		if p := &paras[zone[0]]; !isFurniture(p) && !isSubtitle(p) && p.runes >= 8 && (strings.Contains(p.trimmed(), "年") || strings.HasPrefix(p.trimmed(), "关于")) && !isDateLine(p.trimmed()) {
			return 0, 0
		}
	}
	return -1, -1
}

// BelongsAbove reports whether line p above line q is part of the same title: the
// unit's name, or the first half of a title that is broken.
func belongsAbove(p, q *para) bool {
	t, below := p.trimmed(), q.trimmed()
	if isFurniture(p) || isSubtitle(p) || p.closed() || q.block-p.block > 2 || han(t) < 4 || strings.HasSuffix(t, "文件") || isDateLine(t) {
		return false
	}
	if startsWithAny(below, "的", "及", "和", "暨", "与") || endsWithAny(t, []string{"关于", "的", "和", "及", "暨", "、", "与"}) || isUnit(t) {
		return true
	}
	if strings.HasSuffix(t, "年") && startsWithAny(below, "度", "上半年", "下半年", "第", "一季度", "二季度", "三季度", "四季度", "前三季度") {
		return true
	}
	return !strings.Contains(below, "年") && !strings.Contains(below, "关于") && (strings.Contains(t, "年") || strings.Contains(t, "关于"))
}

// ContinuesTitle reports whether line p goes on with the title above it.
func continuesTitle(p *para) bool {
	return startsWithAny(p.trimmed(), "的", "及", "暨", "和", "与") && !p.closed() && !isFurniture(p)
}

func joinLines(paras []para, lines []int) titleLine {
	p, q := &paras[lines[0]], &paras[lines[len(lines)-1]]
	l := titleLine{span: doc.Span{Block: p.block, Start: p.start, End: p.end}, after: doc.Pos{Block: q.block, Off: q.end}}
	for _, i := range lines {
		l.text += fold(paras[i].trimmed())
		paras[i].role = front
	}
	return l
}

// IsSubtitle reports whether p is set off by a dash: ——2026年1月27日在…会议上.
func isSubtitle(p *para) bool {
	return startsWithAny(p.trimmed(), "——", "--", "—", "──", "－－")
}

// IsSalutation reports whether p addresses the readers: 县委：, 各位领导、同志们.
func isSalutation(p *para) bool {
	t := p.trimmed()
	return p.runes <= 40 && (p.last == '：' || p.last == ':') && !isFurniture(p) || strings.HasPrefix(t, "各位")
}

// IsFurniture reports whether p stands around a title without being one: document
// numbers, dates of publication, buttons of a web page, names in brackets.
func isFurniture(p *para) bool {
	t := p.trimmed()
	if han(t) == 0 || strings.ContainsAny(t, ">|") || strings.ContainsAny(t, "【】") && p.runes <= 8 {
		return true
	}
	if strings.ContainsAny(t, "〔［[") && (p.last == '号' || strings.Contains(t, "签发人")) {
		return true
	}
	if startsWithAny(t, "（", "(") && isCloseParen(p.last) || startsWithAny(t, "附件", "附：", "附表", "附录") {
		return true
	}
	if startsWithAny(t, "来源", "时间", "日期", "发布", "作者", "浏览", "字号", "签发", "密级", "主送", "抄送", "索引号", "文号", "发文", "上一篇", "下一篇",
		"编号", "当前位置", "您的位置", "您现在", "所在位置", "首页", "字体", "打印", "分享", "关闭", "下载", "收藏", "全屏", "加大", "还原", "减小", "返回", "点击", "信息来源", "责任编辑", "秘密", "机密", "绝密", "单位：", "报送", "填报") {
		return p.runes <= 12 || strings.ContainsAny(t, "：: ★") && p.runes <= 40
	}
	return false
}

// BareTitle returns t without white space and without brackets at its end.
func bareTitle(t string) string {
	t = fold(t)
	for {
		r, n := utf8.DecodeLastRuneInString(t)
		if !isCloseParen(r) && r != '》' && r != '”' {
			return t
		}
		if r == '》' || r == '”' {
			t = t[:len(t)-n]
			continue
		}
		i := strings.LastIndexAny(t, "（(〔")
		if i <= 0 {
			return t
		}
		t = t[:i]
	}
}

// Han counts the Chinese characters of t.
func han(t string) int {
	n := 0
	for _, r := range t {
		if r >= 0x3400 && r <= 0x9fff || r >= 0x20000 {
			n++
		}
	}
	return n
}

func startsWithAny(t string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(t, w) {
			return true
		}
	}
	return false
}

func endsWithAny(t string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(t, w) {
			return true
		}
	}
	return false
}
