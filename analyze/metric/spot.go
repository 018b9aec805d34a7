package metric

import (
	"slices"
	"sort"
	"sync"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// A spot is a character of a line at which the grammar looks for something.
type spot struct {
	at int
	character
}

// A character tells what may start at it.
type character struct {
	kinds kinds
	hole  uint8 // a placeholder: 1 and more, the index in finders; 0: none
}

type kinds uint8

const (
	number    kinds = 1 << iota
	stop            // it ends a sentence
	timeWord        // the words for a time
	intention       // one of intentions
	norm            // one of obligations
	enclosure       // what stands in quotes or is a title
	part            // 其中
	cross           // ×
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

// characters has all characters that are spots; a line is looked through by it once.
var characters = sync.OnceValue(func() *[1 << 16]character {
	table := new([1 << 16]character)
	mark := func(chars string, k kinds) {
		for _, r := range chars {
			table[r].kinds |= k
		}
	}
	mark(numeral.Starters, number)
	mark("。！？；", stop)
	mark("去上前往此同年今下全本明第一二三四0123456789", timeWord)
	mark("《“「\"", enclosure)
	mark("其", part)
	mark("×", cross)
	for _, w := range slices.Concat(intentions.first[:]...) {
		mark(firstRunes(w, 1), intention)
	}
	for _, w := range slices.Concat(obligations.first[:]...) {
		mark(firstRunes(w, 1), norm)
	}
	for i, f := range finders {
		for _, r := range f.chars {
			table[r].hole = uint8(i)
		}
	}
	return table
})

// look fills l.spots, l.has, l.sentences, l.parts and l.moods.
func (l *line) look() {
	table := characters()
	for i, r := range l.text {
		if r >= 1<<16 || table[r] == (character{}) {
			continue
		}
		c := table[r]
		l.has |= c.kinds
		l.spots = append(l.spots, spot{i, c})
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
}

// appendWord appends the one of words that stands at byte i.
func (l *line) appendWord(out []stretch, i int, words *affixes) []stretch {
	if w := words.prefix(l.text[i:]); w != "" {
		out = append(out, stretch{i, i + len(w)})
	}
	return out
}

// spotsFrom returns the spots from byte i on.
func (l *line) spotsFrom(i int) []spot {
	return l.spots[sort.Search(len(l.spots), func(k int) bool { return l.spots[k].at >= i }):]
}

// sentenceStart returns where the sentence that holds byte i starts.
func (l *line) sentenceStart(i int) int {
	start := 0
	if k := sort.SearchInts(l.sentences, i+1); k > 0 {
		start = l.sentences[k-1]
	}
	return max(start, l.back(i))
}
