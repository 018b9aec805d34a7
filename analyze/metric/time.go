package metric

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// dateLength returns the length of the date that s starts with: 2025年上半年, 1—6月, 第四季度.
func dateLength(s string) int {
	if rest, ok := strings.CutPrefix(s, "近"); ok {
		if n := dateLength(rest); n > 0 {
			return n + len("近")
		}
	}
	i := 0
	for _, r := range s {
		if !dates(r) {
			break
		}
		i += utf8.RuneLen(r)
	}
	if i == 0 || i == len(s) {
		return 0
	}
	unit := dateUnits().prefix(s[i:])
	if unit == "" || unit == "年" && strings.HasPrefix(s[i+len(unit):], "级") { // 七年级
		return 0
	}
	n := i + len(unit)
	if n < len(s) && isDigit(firstRune(s[n:])) { // 9月30日
		n += dateLength(s[n:])
	}
	return n + len(dateTails().prefix(s[n:]))
}

var (
	dateUnits = sync.OnceValue(func() *affixes { return newAffixes([]string{"年度", "年", "月份", "月", "日", "季度"}) })
	dateTails = sync.OnceValue(func() *affixes {
		return newAffixes([]string{"以来", "同期", "上半年", "下半年", "底前", "底", "来", "初", "起", "末", "期间"})
	})
)

// dates reports whether r stands before 年, 月, 日 or 季度 in a date or a span of dates.
func dates(r rune) bool {
	switch r {
	case '—', '－', '-', '～', '~', '至', '到', '第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '〇', ' ':
		return true
	}
	return isDigit(r)
}

// earlierWords name an earlier period.
var earlierWords = sync.OnceValue(func() *affixes {
	return newAffixes([]string{"去年同期", "上年同期", "去年", "上年度", "上年", "上一年度", "上一年", "前年", "往年", "同期", "上季度", "上学期", "上一学期", "整改前", "上月", "上半年同期", "此前", "原来", "年初"})
})

// earlierTime returns the words for an earlier period that s starts with.
func earlierTime(s string) string {
	if w := earlierWords().prefix(s); w != "" {
		return w
	}
	if d := dateLength(s); d > 0 && isDigit(firstRune(s)) && strings.Contains(s[:d], "年") {
		return s[:d]
	}
	return ""
}

// withoutTime returns s without the words for a time that it ends in: 增加到2015年的.
func withoutTime(s string) string {
	s = strings.TrimSpace(s)
	head := strings.TrimSuffix(s, "的")
	for i := range head {
		if rest := head[i:]; strings.HasPrefix(rest, "到") || strings.HasPrefix(rest, "至") {
			continue // a span of dates
		} else if dateLength(rest) == len(rest) || earlierWords().prefix(rest) == rest || ownTimes().prefix(rest) == rest || yearEnds.prefix(rest) == rest {
			return strings.TrimSpace(head[:i])
		}
	}
	return s
}

// yearEnds are times at which a figure of a year is taken.
var yearEnds = oneOf("年底", "年末", "期末", "目前", "现在", "当前")

// ownTimes name a part of the time that a report speaks of, or all of it.
var ownTimes = sync.OnceValue(func() *affixes {
	return newAffixes([]string{"今年以来", "今年", "本年度", "本季度", "本学期", "上半年", "下半年", "全年", "一季度", "二季度", "三季度", "四季度", "明年", "下一年"})
})

// timeOf returns the words for the time of quantity q, as timeBefore does. Asked for one
// quantity behind the other, it reads each sentence once.
func (l *line) timeOf(q quantity, earlier bool) string {
	if earlier {
		return l.timeBefore(q.sentence, q.start, true)
	}
	if q.sentence != l.timedFrom || q.start < l.timedTo {
		l.timedFrom, l.timedTo, l.time = q.sentence, q.sentence, ""
	}
	if w := l.timeBefore(l.timedTo, q.start, false); w != "" {
		l.time = w
	}
	l.timedTo = q.start
	return l.time
}

// timeBefore returns the words for the time that text[from:to] names last, empty for none:
// 一季度, 2025年上半年. A deadline is none; what a figure is compared with (比上年) is one
// only for an earlier figure.
func (l *line) timeBefore(from, to int, earlier bool) string {
	last := ""
	for _, s := range l.spots[l.spot(from):] {
		if s.at >= to {
			break
		}
		if s.kinds&timeWord == 0 || s.at < from {
			continue
		}
		w := l.timeAt(s.at, to, earlier)
		if w == "" {
			continue
		}
		from = s.at + len(w)
		if hasPrefixAny(l.text[from:], []string{"前", "底前", "日", "号", "起", "开始"}) == "" && !strings.HasSuffix(w, "前") {
			last = w
		}
	}
	return last
}

// timeAt returns the words for a time that stand at byte i, before byte to.
func (l *line) timeAt(i, to int, earlier bool) string {
	s, before := l.text[i:to], l.before(i)
	if isDigit(before) || !earlier && (before == '比' || before == '较' || before == '与' || before == '同') {
		return ""
	}
	if l.text[i] < utf8.RuneSelf {
		return s[:dateLength(s)]
	}
	if w := ownTimes().prefix(s); w != "" {
		return w
	}
	if w := earlierWords().prefix(s); w != "" {
		if earlier {
			return w
		}
		return ""
	}
	return s[:dateLength(s)]
}
