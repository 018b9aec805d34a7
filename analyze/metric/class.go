package metric

import (
	"sync"

	"hegao/analyze/lexicon"
)

// A class is what a word can be to the grammar, whatever the dictionary calls it.
type class uint8

const (
	governor class = 1 << iota // a verb whose object is counted
	nominal                    // a verb that is part of names as well
	lead                       // no part of a name that it stands before
	ender                      // a noun phrase ends before it
	thing                      // a thing that the dictionary calls a verb
	known                      // the class has been looked up
)

// A lexis has the classes of all words that have one.
type lexis struct {
	classes map[string]class
	ends    [1 << 14 / 64]uint64 // a bit for each pair of first and last characters: most words have none of theirs
}

// class returns the class of word w.
func (x *lexis) class(w string) class {
	if k := endsKey(w); x.ends[k/64]&(1<<(k%64)) == 0 {
		return 0
	}
	return x.classes[w]
}

// endsKey returns 14 bits that the first and the last character of w determine.
func endsKey(w string) uint { return firstKey(w)<<2 ^ lastKey(w) }

// words has the classes of words.
var words = sync.OnceValue(func() *lexis {
	all := map[string]class{}
	add := func(words []string, c class) {
		for _, w := range words {
			all[w] |= c
		}
	}
	add(lexicon.List("governors"), governor)
	add(lexicon.List("nominal"), nominal)
	add(lexicon.List("leads"), lead)
	add(enders, ender)
	add(things, thing)
	x := &lexis{classes: all}
	for w := range all {
		k := endsKey(w)
		x.ends[k/64] |= 1 << (k % 64)
	}
	return x
})

var enders = []string{
	"已", "均", "全部", "逐一", "逐条", "逐项", "全都", "目前", "现", "上半年", "下半年", "全年", "因", "由", "已经", "正在", "正", "未能", "限期", "按期", "被", "把", "将", "对", "向", "给", "在", "于", "从",
	"到", "赴", "以", "为", "用", "中", "进行", "后", "前", "时", "占", "共", "仍", "未", "没有", "不足", "不到", "超过", "达到", "只", "仅",
	"按", "按照", "按序", "就", "年底", "月底", "年末", "计", "全程", "落实", "当中", "每月", "每季度", "每半年", "每年", "每周", "每天", "每日", "上季度", "本季度",
}

var things = []string{"收入", "支出", "贷款", "借款", "投诉", "举报", "建议", "报告", "心得", "处分", "地"}

// class returns the class of word k.
func (l *line) class(k int) class {
	if l.classes[k] == 0 {
		t := &l.tokens[k]
		l.classes[k] = known | words().class(l.text[t.Start:t.End])
	}
	return l.classes[k]
}

// classIn returns the class of what stands of word k in s.
func (l *line) classIn(k int, s stretch) class {
	t := &l.tokens[k]
	if s.start <= t.Start && t.End <= s.end {
		return l.class(k)
	}
	return words().class(l.text[max(t.Start, s.start):min(t.End, s.end)])
}
