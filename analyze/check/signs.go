package check

import (
	"slices"
	"sort"
	"sync"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// signs tell what a stretch of text holds of the words that checks look for. They are found
// in one pass over a report; a check looks closer only where it sees those that it needs.
type signs uint16

const (
	dated        signs = 1 << iota // a number before 年 or 月
	pointed                        // a number before a measure by which points are counted
	among                          // 其中
	itemised                       // a bracket, a colon, 包括, 分别: parts may follow
	scoped                         // one of scopes
	concedes                       // one of conceding
	remembers                      // words by which a figure may look back
	mayCoincide                    // one of overlapping
	speaksOfSelf                   // 我
	namesUnit                      // one of unitKinds
	meets                          // words of which the names of the party's meetings have one
	newCongress                    // the party's 20th congress
	adds                           // 计, of 合计, 总计, 共计
)

// signWords are the words that are signs.
var signWords = map[signs][]string{
	among:        {"其中"},
	itemised:     {"（", "(", "：", ":", "包括", "分别"},
	scoped:       scopes,
	concedes:     conceding,
	remembers:    slices.Concat(summing, []string{"的基础上", "已"}),
	mayCoincide:  overlapping,
	speaksOfSelf: {"我"},
	namesUnit:    unitKinds,
	meets:        {"全会", "党的"},
	newCongress:  {"二十大", "二十届"},
	adds:         {"计"},
}

func (s signs) has(any signs) bool { return s&any != 0 }

// A sentence is a stretch of a block up to a full stop, which does not belong to it.
type sentence struct {
	span  doc.Span
	signs signs
}

// A paragraph is a block of running text.
type paragraph struct {
	signs     signs // of all its sentences
	sentences []sentence
	days      []day
}

// paragraphs returns the blocks of d, each as a paragraph; empty where one is no running text.
func paragraphs(d *doc.Document) []paragraph {
	list := make([]paragraph, len(d.Blocks))
	var all []sentence
	for b := range d.Blocks {
		if !d.Blocks[b].Kind.Body() {
			continue
		}
		p := &list[b]
		from := len(all)
		all = appendSentences(all, b, d.Blocks[b].Text)
		p.sentences = all[from:len(all):len(all)]
		for _, s := range p.sentences {
			p.signs |= s.signs
			if s.signs.has(dated) {
				p.days = appendDays(p.days, d.Blocks[b].Text[:s.span.End], s.span.Start)
			}
		}
	}
	return list
}

// sentenceAt returns the sentence of p that holds s.
func (p *paragraph) sentenceAt(d *doc.Document, s doc.Span) sentence {
	i := sort.Search(len(p.sentences), func(i int) bool { return s.End <= p.sentences[i].span.End })
	if i < len(p.sentences) && p.sentences[i].span.Contains(s) {
		return p.sentences[i]
	}
	return sentence{sentenceAround(d, s), ^signs(0)} // s runs over a full stop, or is in no running text
}

// appendSentences appends the sentences of block b to list.
func appendSentences(list []sentence, b int, text string) []sentence {
	landmarks := landmarksOf()
	s := sentence{span: doc.Span{Block: b}}
	number := false // stands right before, or with spaces between
	for i, r := range text {
		m := &landmarks.list[landmarks.of[uint16(r)]]
		switch {
		case m.kind == plain || r != m.first:
			number = false
			continue
		case m.kind == stop:
			if s.span.End = i; !s.span.Empty() {
				list = append(list, s)
			}
			s = sentence{span: doc.Span{Block: b, Start: i + utf8.RuneLen(r)}}
		case number && m.kind == unitOfTime:
			s.signs |= dated
		case number && m.kind == unitOfPoints:
			s.signs |= pointed
		}
		number = m.kind == digit || number && m.kind == space
		for _, w := range m.words {
			if !s.signs.has(w.sign) && len(text)-i >= len(w.text) && text[i:i+len(w.text)] == w.text {
				s.signs |= w.sign
			}
		}
	}
	if s.span.End = len(text); !s.span.Empty() {
		list = append(list, s)
	}
	return list
}

// A landmark is a character that tells something by itself, or that words begin with which do.
type landmark struct {
	first rune
	kind  landmarkKind
	words []signWord
}

type signWord struct {
	text string
	sign signs
}

type landmarkKind uint8

const (
	plain landmarkKind = iota // no landmark
	stop
	digit
	space
	unitOfTime
	unitOfPoints
	opening // of a word
)

// landmarks has the landmark of each character: list[of[r]].
type landmarks struct {
	of   [1 << 16]uint8
	list []landmark
}

// landmarksOf returns the landmarks of all signs.
var landmarksOf = sync.OnceValue(func() *landmarks {
	l := &landmarks{list: make([]landmark, 1)}
	at := func(r rune) *landmark {
		if l.of[r] == 0 {
			l.of[r] = uint8(len(l.list))
			l.list = append(l.list, landmark{first: r, kind: opening})
		}
		return &l.list[l.of[r]]
	}
	for r := range rune(len(l.of)) {
		switch {
		case full(r):
			at(r).kind = stop
		case r == ' ':
			at(r).kind = space
		case numeral.Starts(r):
			at(r).kind = digit
		}
	}
	for _, r := range "年月" {
		at(r).kind = unitOfTime
	}
	for _, r := range pointMeasures {
		at(r).kind = unitOfPoints
	}
	for sign, words := range signWords {
		for _, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			m := at(r)
			m.words = append(m.words, signWord{w, sign})
		}
	}
	return l
})
