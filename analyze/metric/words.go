package metric

import (
	"strings"
	"sync"
	"unicode/utf8"

	"hegao/analyze/lexicon"
)

// The word lists that the grammar rests on, read once.
var (
	measureSet = sync.OnceValue(func() map[string]bool {
		set := lexicon.Set("measures")
		for w := range guarded() {
			set[w] = true
		}
		return set
	})
	guarded    = sync.OnceValue(func() map[string]bool { return lexicon.Set("guarded") })
	times      = sync.OnceValue(func() []string { return lexicon.List("spans_of_time") })
	structures = sync.OnceValue(func() []string { return lexicon.List("structure") })
	phrases    = sync.OnceValue(func() []string { return lexicon.List("phrases") })
	governors  = sync.OnceValue(func() map[string]bool { return lexicon.Set("governors") })
	links      = sync.OnceValue(func() []string { return lexicon.List("links") })
	leads      = sync.OnceValue(func() []string { return lexicon.List("leads") })
	changes    = sync.OnceValue(func() []string { return lexicon.List("changes") })
	nominal    = sync.OnceValue(func() map[string]bool { return lexicon.Set("nominal") })
	leadSet    = sync.OnceValue(func() map[string]bool { return lexicon.Set("leads") })
	surnames   = sync.OnceValue(func() map[string]bool { return lexicon.Set("surnames") })
)

// longestMeasure is the length of the longest measure word in characters.
const longestMeasure = 5

// measureAt returns the length in bytes of the longest measure word that s starts with,
// a bracketed variant included: 条（段）, 人(次). Traditional characters are folded.
func measureAt(s string) int {
	var cut [longestMeasure + 1]int // byte offsets behind each character
	n := 0
	for n < longestMeasure && cut[n] < len(s) {
		_, size := utf8.DecodeRuneInString(s[cut[n]:])
		cut[n+1] = cut[n] + size
		n++
	}
	for ; n > 0; n-- {
		if !measureSet()[traditional.Replace(s[:cut[n]])] {
			continue
		}
		end := cut[n]
		r, size := utf8.DecodeRuneInString(s[end:])
		if r == '（' || r == '(' {
			if k := strings.IndexRune(s[end+size:], closingOf[r]); k > 0 && measureSet()[s[end+size:end+size+k]] {
				return end + size + k + utf8.RuneLen(closingOf[r])
			}
		}
		return end
	}
	return 0
}

// traditional folds the traditional characters of measure words.
var traditional = strings.NewReplacer("場", "场", "個", "个", "項", "项", "條", "条", "處", "处", "萬", "万", "戶", "户", "張", "张", "輪", "轮", "冊", "册", "間", "间", "臺", "台", "畝", "亩", "噸", "吨", "棟", "栋", "輛", "辆", "盞", "盏", "課時", "课时")

// normal writes a measure as users compare it, as far as it is the same word.
func normal(m string) string {
	if m == "％" {
		return "%"
	}
	return m
}
