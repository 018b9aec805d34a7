package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

// rate is what the rate i follows from; nil: it can't be told.
func (st *statement) rate(i int) *claim {
	for _, claim := range []func(int) *claim{st.fulfilmentClaim, st.amountClaim, st.rateClaim, st.attendance, st.entireRate, st.oppositeRate, st.leadingRate, st.gradeRate, st.partialRate} {
		if c := claim(i); c != nil {
			return c
		}
	}
	return nil
}

// joined returns the sentence at k with the ones before it, where it opens with a rate of what
// they told: 排查隐患215处。整改到位204处。整改率达到94.9%.
func joined(list []statement, k int) *statement {
	const most, shortest, longest = 2, 20, 150 // sentences, bytes, bytes
	st := list[k]
	head := st.before(st.figures[0])
	if strings.ContainsFunc(head, stops) || len(head) > shortest {
		return &st
	}
	for n := 1; n <= most && k-n >= 0; n++ {
		before := &list[k-n]
		if before.span.Block != st.span.Block || before.span.End+len("。") != st.span.Start || st.span.Start-before.span.Start > longest*n {
			break
		}
		st.span.Start = before.span.Start
		st.signs |= before.signs
		st.figures = slices.Concat(before.figures, st.figures)
	}
	st.joined = len(st.figures) > len(list[k].figures)
	return &st
}

// rateClaim finds what was done and what there was to do of 整改率.
func (st *statement) rateClaim(i int) *claim {
	stem := strings.TrimSuffix(st.figures[i].Name, "率")
	for _, cut := range []string{"完成", "问题", "按期", "及时", "任务", "线索"} {
		if t := strings.TrimSuffix(strings.TrimPrefix(stem, cut), cut); t != "" {
			stem = t
		}
	}
	if len(stem) < 2*3 || len(stem) > 6*3 || strings.Contains(stem, "分") {
		return nil
	}
	for d := i - 1; d > 0 && i-d <= 2; d-- {
		done, all := st.figures[d], st.figures[d-1]
		likely := false
		last := d == i-1 || st.rest(d+1)
		tells := st.planned(d, st.figures[i].Name) || last && st.reaches(d, stem) || last && st.shortens(d, stem) || strings.HasSuffix(strings.TrimPrefix(done.Name, "已"), stem) || strings.HasSuffix(strings.TrimRight(st.before(done), " "), stem) || last && (st.due(d) && !slices.Contains(judged, stem) || st.does(d, stem) || st.settles(d, st.figures[i].Name))
		if !tells && d == i-1 {
			tells = st.akin(i, stem)
			likely = tells
		}
		if !tells && d == i-1 && (perHead(all, done) || all.Measure == done.Measure) {
			const few = 3 // characters
			verb, _ := st.phrase(d)
			what, bears := strings.CutPrefix(verb, stem)
			tells = bears && (perHead(all, done) || utf8.RuneCountInString(what) <= few) && all.Value != nil && done.Value != nil && st.close(i, done, all)
			likely = tells
		}
		if !tells || !certain(done) || done.Earlier || share(done) {
			continue
		}
		if denied(st.before(done), stem) { // 合格441批次，不合格9批次
			continue
		}
		if d < i-1 && *st.figures[i].Value == 100 && strings.Contains(st.words(i-1), "其中") { // of what is named last
			return nil
		}
		if w := longestPrefix(st.figures[i].Name, inTime); w != "" && !strings.Contains(st.between(all, done), w) {
			return nil // of those due: 整改43处，按期整改率100%
		}
		if verb, _ := st.phrase(d - 1); (strings.HasSuffix(all.Name, stem) || strings.HasSuffix(verb, stem)) && !st.due(d) { // 当场整改100个，限期整改20个: both are done
			return nil
		}
		if st.words(d) != "" && containsAny(st.words(d), []string{"比上年", "比去年", "较上年", "较去年", "同比"}) { // 比上年节约9万元
			return nil
		}
		if plainMeasure(all.Measure) != plainMeasure(done.Measure) && !perHead(all, done) || !certain(all) && !((st.due(d) || st.planned(d, st.figures[i].Name)) && all.Value != nil && all.Qualifier == analyze.Exact) || all.Earlier || *all.Value < *done.Value || strings.ContainsAny(st.between(all, done), "；。") && !st.joined || containsAny(st.r.Doc.Text(st.span), []string{"结转", "含上年", "含往年"}) {
			return nil
		}
		return st.onlyRatio(i, done, all, likely || st.joined)
	}
	return nil
}

// gradeRate finds what a rate is of where all grades are told before it: 参加考核162人，优秀40人、合格120人、
// 不合格2人，优秀率24.7%.
func (st *statement) gradeRate(i int) *claim {
	const most = 6 // grades
	stem := strings.TrimSuffix(st.figures[i].Name, "率")
	if !slices.Contains(judged, stem) {
		return nil
	}
	for d := i - 1; d > 0 && i-d <= most; d-- {
		done, all := st.figures[d], st.figures[d-1]
		verb, _ := st.phrase(d)
		if !strings.HasSuffix(verb, stem) || denied(st.before(done), stem) {
			continue
		}
		graded := st.figures[d:i]
		if all.Value == nil || !certain(done) || slices.ContainsFunc(graded, func(m *analyze.Metric) bool {
			return !certain(m) || plainMeasure(m.Measure) != plainMeasure(all.Measure)
		}) || added(graded) != *all.Value {
			return nil
		}
		return st.onlyRatio(i, done, all, false)
	}
	return nil
}

// rest reports whether figure d tells what is left, the two before it aside: 180处，整改162处，其余18处.
func (st *statement) rest(d int) bool {
	f := st.figures
	for _, m := range f[max(0, d-2) : d+1] {
		if d < 2 || m.Value == nil || m.Measure != f[d].Measure {
			return false
		}
	}
	return d >= 2 && *f[d-2].Value == *f[d-1].Value+*f[d].Value
}

// perHead reports whether done counts papers of which each of all has one: 186人，签订承诺书186份.
func perHead(all, done *analyze.Metric) bool {
	return slices.Contains([]string{"份", "本", "张"}, done.Measure) && slices.Contains([]string{"人", "名", "位", "户", "家"}, all.Measure)
}

// leadingRate is the rate that a sentence opens with, whose two figures follow at once:
// 办结率98%，受理120件，办结114件; 覆盖率100%，应到50人实到48人.
func (st *statement) leadingRate(i int) *claim {
	if i > 0 || len(st.figures) < 3 {
		return nil
	}
	rate, all, done := st.figures[0], st.figures[1], st.figures[2]
	stem := strings.TrimSuffix(rate.Name, "率")
	if gap := st.between(rate, all); !strings.HasPrefix(gap, "，") && !strings.HasPrefix(gap, "（") || containsAny(stem, manners) || longestPrefix(rate.Name, inTime) != "" {
		return nil
	}
	verb, _ := st.phrase(2)
	told := utf8.RuneCountInString(verb) == 2 && strings.HasSuffix(stem, verb) || st.due(2) && !slices.Contains(judged, stem)
	if !told || all.Measure != done.Measure || !certain(done) || all.Value == nil || all.Qualifier != analyze.Exact || *all.Value < *done.Value || slices.ContainsFunc(st.figures[1:], share) {
		return nil
	}
	return st.onlyRatio(0, done, all, true)
}

// judged are rates of what was done that tell how good it was.
var judged = []string{"满意", "合格", "优秀", "优良", "及格", "通过", "达标", "好评", "知晓", "正确", "准确", "成功", "有效"}

// denied reports whether before ends in the word of which the rate called stem is made, with a
// word in front that denies it: 不合格4批次.
func denied(before, stem string) bool {
	rest, ok := strings.CutSuffix(strings.TrimRight(before, " "), stem)
	return ok && hasSuffix(rest, []string{"不", "未", "非", "没有", "尚未"})
}

// due reports whether figure d tells what was of what ought to be, the figure before it:
// 应到50人，实到48人.
func (st *statement) due(d int) bool {
	done, _ := st.phrase(d)
	all, _ := st.phrase(d - 1)
	what, ok := strings.CutPrefix(done, "实际")
	if !ok {
		what, ok = strings.CutPrefix(done, "实")
	}
	if !ok && utf8.RuneCountInString(done) <= 3 { // 应缴12户，已缴9户: what was done stands alone
		what, ok = done, true
	}
	return ok && what != "" && strings.Contains(all, "应"+what)
}

// planned reports whether figure d tells what was carried out of what was planned, the figure before
// it, and rate is the share of that: 计划投资5200万元，完成投资4680万元 before 完成率.
func (st *statement) planned(d int, rate string) bool {
	if !hasSuffix(rate, []string{"完成率", "执行率"}) || strings.Contains(rate, "累计") {
		return false
	}
	carried, _ := st.phrase(d)
	plan, _ := st.phrase(d - 1)
	return longestPrefix(carried, []string{"完成", "实际", "已完成", "执行", "实现"}) != "" && containsAny(plan, []string{"计划", "目标", "任务", "预算"}) && !containsAny(plan, []string{"完成", "总投资"})
}

// reaches reports whether figure d tells how many of those before it something has come to, and
// the rate called stem is simply that: 158个，已通自来水152个 before 覆盖率.
func (st *statement) reaches(d int, stem string) bool {
	verb, _ := st.phrase(d)
	return slices.Contains([]string{"覆盖", "普及", "通达", "建成"}, stem) && strings.HasPrefix(clauseBefore(st.r.Doc, st.figures[d].Span), "已") && st.close(d+1, st.figures[d], st.figures[d-1]) && utf8.RuneCountInString(verb) <= 6
}

// shortens reports whether the rate called stem is named with the first and other characters of the words
// before figure d, which is among those before it: 56,200件，其中网上办理42,150件 before 网办率.
func (st *statement) shortens(d int, stem string) bool {
	verb, _ := st.phrase(d)
	verb = strings.TrimPrefix(verb, "其中")
	if n := utf8.RuneCountInString(verb); n < 3 || n > 6 || utf8.RuneCountInString(stem) != 2 || !strings.HasPrefix(st.between(st.figures[d-1], st.figures[d]), "，其中") && !(perHead(st.figures[d-1], st.figures[d]) && st.close(d+1, st.figures[d], st.figures[d-1])) {
		return false
	}
	a, size := utf8.DecodeRuneInString(stem)
	return strings.HasPrefix(verb, string(a)) && strings.Contains(verb, stem[size:])
}

// does reports whether figure d stands behind the verb alone that the rate called stem
// ends in, or is made of: 合格114份 before 水质合格率, 收回90份 before 回收率.
func (st *statement) does(d int, stem string) bool {
	verb, _ := st.phrase(d)
	if stem == "结案" && strings.HasSuffix(verb, "结") { // 审执结
		return utf8.RuneCountInString(verb) <= 3
	}
	if containsAny(strings.TrimSuffix(stem, verb), manners) {
		return false
	}
	return utf8.RuneCountInString(verb) == 2 && (strings.HasSuffix(stem, verb) || len(stem) == len(verb) && holdsAll(verb, stem))
}

// manners are words in a rate by which it counts only what was done in some way.
var manners = []string{"一次", "首次", "初次", "二次", "当场", "当日", "当天", "当年", "提前", "网上", "线上", "最终", "实地", "主动", "优先"}

// inTime are the words by which a rate counts only what was due.
var inTime = []string{"按期", "按时", "及时", "限时", "限期"}

// settling are verbs that say of a task that nothing of it is left to do.
var settling = []string{"完成", "完成整改", "整改完成", "整改到位", "整改", "办结", "销号", "落实", "解决", "化解", "完工", "竣工"}

// settles reports whether figure d tells in one verb what of figure d-1 is settled, and rate
// is the share of that: 已经办结13件 before 完成率, 已完成14个 before 整改率.
func (st *statement) settles(d int, rate string) bool {
	verb, _ := st.phrase(d)
	for {
		w := longestPrefix(verb, []string{"目前", "现", "已经", "已", "均", "累计", "实际", "按期", "按时", "及时"})
		if w == "" {
			break
		}
		verb = verb[len(w):]
	}
	if !hasSuffix(strings.TrimSuffix(rate, "率"), settling) || containsAny(rate, manners) {
		return false
	}
	if verb == "" && d+1 < len(st.figures) { // 17个，16个已整改到位
		behind := st.between(st.figures[d], st.figures[d+1])
		if k := strings.IndexFunc(behind, stops); k >= 0 {
			behind = behind[:k]
		}
		behind, ok := strings.CutPrefix(strings.TrimPrefix(behind, "均"), "已")
		return ok && longestPrefix(strings.TrimPrefix(behind, "经"), settling) != ""
	}
	return slices.Contains(settling, verb)
}

// grades are rates whose name is like that of another: 优秀86人 before 优良率.
var grades = []string{"优良", "优秀", "满意", "合格", "及格", "达标", "覆盖"}

// akin reports whether the rate i, called stem, is likely what the figure before it is of the
// one before that: the words with that figure have a character of stem, and it is close:
// 调成38件 before 成功率, 152人达到普高线 before 上线率.
func (st *statement) akin(i int, stem string) bool {
	if i < 2 {
		return false
	}
	done, all := st.figures[i-1], st.figures[i-2]
	if done.Value == nil || all.Value == nil || *done.Value > *all.Value || containsAny(stem, manners) || hasSuffix(stem, grades) || all.Measure != done.Measure {
		return false
	}
	if !st.close(i, done, all) {
		return false
	}
	gap := st.between(all, done)
	behind := st.between(done, st.figures[i])
	if k := strings.LastIndex(behind, "，"); k >= 0 {
		behind = behind[:k]
	}
	const short = 6 * 3 // bytes
	if i := strings.Index(gap, "，"); i < 0 || i > short || strings.Count(gap+behind, "，") > 1 || strings.Contains(gap, "其中") {
		return false
	}
	return strings.ContainsFunc(gap+behind, func(r rune) bool { return r != '，' && strings.ContainsRune(stem, r) })
}
