package check

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// signs tell what a stretch of text holds of the words that checks look for. They are found
// in one pass over a report; a check looks closer only where it sees those that it needs.
type signs uint16

const (
	among        signs = 1 << iota // 其中
	itemised                       // a bracket, a colon, 包括, 分别, of which: parts may follow
	scoped                         // one of scopes
	concedes                       // one of conceding
	ownTimes                       // words for the time of a report that are none of scopes
	mayCoincide                    // one of overlapping
	speaksOfSelf                   // 我, 本
	namesUnit                      // one of unitKinds
	meets                          // words of which the names of the party's meetings have one
	newCongress                    // the party's 20th congress
	adds                           // 计, of 合计, 总计, 共计
	ofAll                          // one of wholes
	halves                         // words for the half of a number
	entire                         // words by which all of something is done
	parted                         // one of wholeParts
	totalled                       // a character that each of totalWords has, or rounds that are told one by one
)

// signWords are the words that are signs.
var signWords = map[signs][]string{
	among:        {"其中"},
	itemised:     {"（", "(", "：", ":", "包括", "包含", "分别", "中，", "构成", "组成"},
	scoped:       scopes,
	concedes:     conceding,
	ownTimes:     {"季度", "回顾一年"},
	mayCoincide:  overlapping,
	speaksOfSelf: {"我", "本"},
	namesUnit:    unitKinds,
	meets:        {"全会", "党的"},
	newCongress:  {"二十大", "二十届"},
	adds:         {"计"},
	ofAll:        wholes,
	halves:       {"半数", "一半"},
	entire:       {"全部", "全覆盖"},
	parted:       wholeParts,
	totalled:     {"计", "共", "总", "加", "轮", "批", "期"},
}

func (s signs) has(any signs) bool { return s&any != 0 }

// A sentence is a stretch of a block up to a full stop, which does not belong to it. One that
// starts with 其中 belongs to the one before.
type sentence struct {
	span  doc.Span
	signs signs
}

// A paragraph is a block of running text.
type paragraph struct {
	signs     signs // of all its sentences
	sentences []sentence
	days      []day
	points    []int // where measures by which points are counted stand behind a number, and where numbers open a quote
}

// paragraphs returns the blocks of d, each as a paragraph; empty where one is no running text.
func paragraphs(d *doc.Document) []paragraph {
	const usual = 3 // sentences of a block
	list, room := make([]paragraph, len(d.Blocks)), make([]sentence, 0, usual*len(d.Blocks))
	for b := range d.Blocks {
		if d.Blocks[b].Kind.Body() {
			list[b].sentences = room[len(room):]
			list[b].read(b, d.Blocks[b].Text)
			room = list[b].sentences
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

// read goes through the text of block b, which p is.
func (p *paragraph) read(b int, text string) {
	landmarks := landmarksOf()
	s := sentence{span: doc.Span{Block: b}}
	from, to := none, none // where the number before starts and ends; more of it may follow
	known := 0             // up to where the days are known
	for i, r := range text {
		k := landmarks.of[uint16(r)]
		if k == 0 || r > 0xffff {
			from = none
			continue
		}
		m := &landmarks.list[k]
		switch m.kind {
		case stop:
			if strings.HasPrefix(text[i+utf8.RuneLen(r):], "其中") { // goes on with the same
				break
			}
			p.add(s, i)
			s = sentence{span: doc.Span{Block: b, Start: i + utf8.RuneLen(r)}}
		case unitOfTime:
			if from != none && known <= i {
				p.days, known = appendDays(p.days, text, max(from, known), i)
			}
		case unitOfPoints:
			if from != none && to == i {
				p.points = append(p.points, i)
			}
		case digit:
			if from == none {
				if from = i; strings.HasSuffix(text[:i], "“") {
					p.points = append(p.points, i)
				}
			}
			to = i + utf8.RuneLen(r)
		}
		if m.kind != digit && m.kind != inNumber && m.kind != unitOfPoints { // 点 is a decimal point too
			from = none
		}
		for _, w := range m.words {
			if !s.signs.has(w.sign) && strings.HasPrefix(text[i:], w.text) {
				s.signs |= w.sign
			}
		}
	}
	p.add(s, len(text))
}

// add adds the sentence s, which ends at byte end.
func (p *paragraph) add(s sentence, end int) {
	if s.span.End = end; !s.span.Empty() {
		p.signs |= s.signs
		p.sentences = append(p.sentences, s)
	}
}

const none = -1 // no place

// A landmark is a character that tells something by itself, or that words begin with which do.
type landmark struct {
	kind  landmarkKind
	words []signWord
}

type signWord struct {
	text string
	sign signs
}

type landmarkKind uint8

const (
	stop landmarkKind = iota
	digit
	inNumber // may part digits
	unitOfTime
	unitOfPoints
	opening // of a word
)

// landmarks has the landmark of each character: list[of[r]]; of is 0 for any other.
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
			l.list = append(l.list, landmark{kind: opening})
		}
		return &l.list[l.of[r]]
	}
	for r := range rune(len(l.of)) {
		switch {
		case full(r):
			at(r).kind = stop
		case numeral.Starts(r):
			at(r).kind = digit
		}
	}
	for _, r := range ",，.．點 \u00a0\u2009\u202f\u3000" {
		at(r).kind = inNumber
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
