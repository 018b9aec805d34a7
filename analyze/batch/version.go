package batch

import (
	"cmp"
	"strings"
	"time"

	"hegao/analyze"
	"hegao/analyze/calendar"
	"hegao/analyze/numeral"
)

// A version says how new a file is among those that a unit sent of one report. What its
// sender wrote into the name counts before the time of the file, which copying changes:
// a draft is older than any other, a revised or numbered file newer than one without such
// a word; then the number, the date in the name and the file's time decide.
type version struct {
	stage    int // 0 draft, 1 no word, 2 revised, final or numbered
	number   int // 第3稿, V3, (3)
	dated    time.Time
	modified time.Time
	name     string
}

func versionOf(r *analyze.Report) version {
	_, file := split(r.Doc.Name, nil)
	name := fold(stem(file))
	v := version{stage: 1, modified: r.Doc.Modified, name: r.Doc.Name}
	switch {
	case containsAny(name, "初稿", "草稿", "征求意见", "讨论稿", "未定稿", "样稿"):
		v.stage = 0
	case containsAny(name, "终稿", "定稿", "最终", "最新", "修改", "修订", "更正", "重报", "补正", "正式", "重新报"):
		v.stage = 2
	}
	if v.number = numberOf(name); v.number > 0 && v.stage == 1 {
		v.stage = 2
	}
	v.dated = dateInName(name)
	return v
}

// compare orders versions, the newest first.
func (v version) compare(w version) int {
	return cmp.Or(w.stage-v.stage, w.number-v.number, w.dated.Compare(v.dated), w.modified.Compare(v.modified), strings.Compare(w.name, v.name))
}

// numberOf returns the number of a version: 报告(2), 第二稿, 第2版, v2; 0 where none stands.
func numberOf(name string) int {
	if inner, ok := strings.CutSuffix(name, "）"); ok {
		if i := strings.LastIndex(inner, "（"); i >= 0 && len(inner)-i <= len("（")+2 {
			if n, ok := numeral.Int(inner[i+len("（"):]); ok {
				return n
			}
		}
	}
	for i := range name {
		switch {
		case strings.HasPrefix(name[i:], "第"):
			n, end := calendar.NumberAt(name, i+len("第"))
			if afterAny(name, end, "稿", "版", "次修改", "次修订") > end {
				return n
			}
		case name[i] == 'v' && (i == 0 || !isLetter(name[i-1])):
			if n, end := calendar.NumberAt(name, i+1); end > i+1 {
				return n
			}
		}
	}
	return 0
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' }

// dateInName returns the day that a file's name gives: 2026-07-05, 20260705; zero: none.
func dateInName(name string) time.Time {
	if t, ok := dateIn(name); ok {
		return t
	}
	for i := range name {
		if !isDigit(name, i) || isDigit(name, i-1) || isDigit(name, i+8) || i+8 > len(name) {
			continue
		}
		if t, err := time.Parse("20060102", name[i:i+8]); err == nil && plausible(t.Year()) {
			return t
		}
	}
	return time.Time{}
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sameReport reports whether two files of one unit are versions of one report: the same
// bytes, or of the same time and on the same subject.
func sameReport(a, b *analyze.Report) bool {
	if a.Doc.SHA256 != "" && a.Doc.SHA256 == b.Doc.SHA256 {
		return true
	}
	if !a.Period.From.IsZero() && !b.Period.From.IsZero() && a.Period != b.Period {
		return false
	}
	return sameSubject(subjectOf(a), subjectOf(b))
}

// subjectOf returns the words of a report's title, else of its file's name, that tell what
// it is on: 党风廉政建设和反腐败 of 青禾县水务局2026年上半年党风廉政建设和反腐败工作情况报告.
func subjectOf(r *analyze.Report) string {
	text := r.Title
	if text == "" {
		_, file := split(r.Doc.Name, nil)
		text = stem(file)
	}
	text = fold(text)
	if _, after, ok := strings.Cut(text, "关于"); ok {
		text = after
	}
	for _, unit := range []string{fold(r.Unit), unitNamed(text)} {
		if unit != "" {
			text = strings.ReplaceAll(text, unit, "")
		}
	}
	text = strings.Map(func(r rune) rune {
		if isHan(r) {
			return r
		}
		return -1
	}, text)
	return commonplaces.Replace(text)
}

// commonplaces takes out the words that stand in the titles of reports on anything.
var commonplaces = strings.NewReplacer(func() (pairs []string) {
	for _, w := range []string{"上半年", "下半年", "半年", "年度", "全年", "年", "季度", "报告", "总结", "汇报", "材料", "小结", "工作", "情况", "落实", "建设", "任务", "重点",
		"开展", "的", "有关", "和", "暨", "中共", "党组", "党委", "终稿", "初稿", "定稿", "草稿", "最终", "最新", "修改", "修订", "正式", "附件", "第", "版", "稿", "报送"} {
		pairs = append(pairs, w, "")
	}
	return pairs
}()...)

// sameSubject reports whether half of the shorter one's pairs of characters stand in the
// other. A subject too short to tell fits any.
func sameSubject(a, b string) bool {
	p, q := pairs(a), pairs(b)
	if len(p) == 0 || len(q) == 0 {
		return true
	}
	common := 0
	for pair := range p {
		if q[pair] {
			common++
		}
	}
	return 2*common >= min(len(p), len(q))
}

// pairs returns the pairs of neighbouring characters of s.
func pairs(s string) map[string]bool {
	all := map[string]bool{}
	for i := range s {
		if pair := firstTwo(s[i:]); pair != "" {
			all[pair] = true
		}
	}
	return all
}
