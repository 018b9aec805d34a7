package metric

import (
	"slices"
	"sort"
	"sync"
	"unicode/utf8"

	"hegao/analyze/lexicon"
	"hegao/analyze/numeral"
)

// A spot is a character of a line that tells the grammar something.
type spot struct {
	at    int
	kinds kinds
}

// A mark is a character of a line at which a placeholder may start.
type mark struct {
	at     int
	r      rune
	finder uint8 // index in finders
}

// A character tells what may start at it.
type character struct {
	kinds  kinds
	finder uint8 // index in finders, 0: no placeholder
}

type kinds uint32

const (
	number      kinds = 1 << iota
	stop              // it ends a sentence
	pause             // it ends a clause, inside quotes and brackets aside
	opening           // a round bracket
	closing           // a round bracket
	white             // white space
	timeWord          // the words for a time
	intention         // one of intentions
	norm              // one of obligations
	enclosure         // what stands in quotes or is a title
	part              // 其中
	cross             // ×
	respective        // 分别
	shares            // 占
	compares          // 比, 较, 与
	few               // 至少, 少说, 不少于
	traditional       // it is to be folded
)

// finders find the placeholders that start with one of some characters.
var finders = [...]struct {
	chars string
	find  finder
}{
	1: {"*＊", asterisk},
	2: {"Xx×Ｘｘ", letter},
	3: {"○〇□△●■◯▲◇◆☐", shape},
	4: {"_＿ \u3000\u00a0", blank},
	5: {"（(【[［<＜〈《〔{“", bracket},
	6: {"某待此Tt填单点", word},
	7: {"党总支我", alternative},
}

// partWords say that what follows is a part of what was counted before.
var partWords = newAffixes([]string{"其中"})

// An alphabet tells of all characters what may start at them.
type alphabet struct {
	index [1 << 16]uint8 // in kinds, by character
	kinds []character    // the first is none
}

// characters is what a line is looked through by, once.
var characters = sync.OnceValue(func() *alphabet {
	all := map[rune]character{}
	mark := func(chars string, k kinds) {
		for _, r := range chars {
			c := all[r]
			c.kinds |= k
			all[r] = c
		}
	}
	mark(numeral.Starters, number)
	mark("。！？；", stop)
	mark("，。；：！？;:!?\t\n|”,.", pause)
	mark("（(", opening)
	mark("）)", closing)
	mark("去上前往此同年今下全本明第一二三四0123456789", timeWord)
	mark("《“「\"", enclosure)
	mark("其", part)
	mark("×", cross)
	mark("分", respective)
	mark("占", shares)
	mark("比较与", compares)
	mark("少", few)
	for r := rune(0); r <= '\u3000'; r++ {
		if space(r) {
			mark(string(r), white)
		}
	}
	for _, w := range slices.Concat(intentions.first.words[:]...) {
		mark(firstRunes(w, 1), intention)
	}
	for _, w := range slices.Concat(obligations.first.words[:]...) {
		mark(firstRunes(w, 1), norm)
	}
	for _, pair := range lexicon.List("traditional") {
		mark(firstRunes(pair, 1), traditional)
	}
	for i, f := range finders {
		for _, r := range f.chars {
			c := all[r]
			c.finder = uint8(i)
			all[r] = c
		}
	}
	return newAlphabet(all)
})

func newAlphabet(characters map[rune]character) *alphabet {
	a := &alphabet{kinds: []character{{}}}
	for r, c := range characters {
		k := slices.Index(a.kinds, c)
		if k < 0 {
			k = len(a.kinds)
			a.kinds = append(a.kinds, c)
		}
		a.index[r] = uint8(k)
	}
	return a
}

// look goes through the text of l once and fills in what it finds there.
func (l *line) look() {
	all, text := characters(), l.text
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = decode(text, i)
		}
		if r < 1<<16 && all.index[r] != 0 {
			l.note(i, r, all.kinds[all.index[r]])
		}
		i += size
	}
}

// note fills l.numbers, l.marks, l.spots, l.has, l.sentences, l.parts and l.moods with what
// character r at byte i is.
func (l *line) note(i int, r rune, c character) {
	if c.kinds&number != 0 {
		l.numbers = append(l.numbers, i)
	}
	if c.finder != 0 {
		l.marks = append(l.marks, mark{i, r, c.finder})
	}
	if c.kinds&^number == 0 {
		return
	}
	l.has |= c.kinds
	l.spots = append(l.spots, spot{i, c.kinds})
	if c.kinds&(stop|part|intention|norm) == 0 {
		return
	}
	if c.kinds&stop != 0 {
		l.sentences = append(l.sentences, i+utf8.RuneLen(r))
	}
	if c.kinds&part != 0 {
		l.parts = l.appendWord(l.parts, i, partWords)
	}
	if c.kinds&intention != 0 {
		l.moods.intentions = l.appendWord(l.moods.intentions, i, intentions)
	}
	if c.kinds&norm != 0 {
		l.moods.norms = l.appendWord(l.moods.norms, i, obligations)
	}
}

// appendWord appends the one of words that stands at byte i.
func (l *line) appendWord(out []stretch, i int, words *affixes) []stretch {
	if w := words.prefix(l.text[i:]); w != "" {
		out = append(out, stretch{i, i + len(w)})
	}
	return out
}

// kinds returns the kinds of all spots in s.
func (l *line) kinds(s stretch) kinds {
	var all kinds
	for _, spot := range l.spots[l.spot(s.start):] {
		if spot.at >= s.end {
			break
		}
		all |= spot.kinds
	}
	return all
}

// sentenceStart returns where the sentence that holds byte i starts.
func (l *line) sentenceStart(i int) int {
	start := 0
	if k := sort.SearchInts(l.sentences, i+1); k > 0 {
		start = l.sentences[k-1]
	}
	return max(start, l.back(i))
}
