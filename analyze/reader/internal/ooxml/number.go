package ooxml

import (
	"strconv"
	"strings"

	"hegao/analyze/reader/internal/counting"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/xmlscan"
)

// levels is how many levels a list has.
const levels = 9

// A listLevel is how one level of a list is counted and shown.
type listLevel struct {
	start   int
	restart int // starts over behind a level up to this one, 1-based; 0: never; -1: behind any higher one
	format  string
	text    string // %1 stands for the number of the first level
	suffix  string // what follows the number: "tab", "space", "nothing"
	style   string // the paragraph style that is on this level by itself
	legal   bool   // all numbers in it are shown as digits
}

// An abstractList is what lists that count on with each other share. Its counters are theirs.
type abstractList struct {
	level  [levels]*listLevel
	link   string // the list style whose abstractList is meant instead
	count  [levels]int
	active [levels]bool // counted since it started over last
}

// A list is one num: an abstractList, with levels of its own over it.
type list struct {
	abstract string
	level    [levels]*listLevel
	restart  [levels]int // counts from here when the list is first used on this level; -1: does not
}

// numbering is all lists of a document.
type numbering struct {
	abstract map[string]*abstractList
	linked   map[string]*abstractList // by the list style that they are linked to
	lists    map[int]*list
	styles   styles
}

// readNumbering reads the part with the lists.
func readNumbering(s *xmlscan.Scanner, all styles) *numbering {
	n := &numbering{map[string]*abstractList{}, map[string]*abstractList{}, map[int]*list{}, all}
	for s.Next() != xmlscan.EOF {
		if s.Kind != xmlscan.Start || s.Space != nsW {
			continue
		}
		switch string(s.Local) {
		case "abstractNum":
			n.readAbstract(s)
		case "num":
			n.readList(s)
		}
	}
	return n
}

func (n *numbering) readAbstract(s *xmlscan.Scanner) {
	a := &abstractList{}
	id, _ := s.Attr(nsW, "abstractNumId")
	n.abstract[id] = a
	for range s.Starts() {
		if s.Space != nsW {
			continue
		}
		switch string(s.Local) {
		case "styleLink":
			n.linked[val(s)] = a
		case "numStyleLink":
			a.link = val(s)
		case "lvl":
			if i, l := readLevel(s); i >= 0 {
				a.level[i] = l
			}
		}
	}
}

func (n *numbering) readList(s *xmlscan.Scanner) {
	l := &list{}
	for i := range l.restart {
		l.restart[i] = -1
	}
	if v, ok := s.Attr(nsW, "numId"); ok {
		if id, err := strconv.Atoi(v); err == nil {
			n.lists[id] = l
		}
	}
	over := -1 // the level that is being overridden
	for range s.Starts() {
		if s.Space != nsW {
			continue
		}
		switch string(s.Local) {
		case "abstractNumId":
			l.abstract = val(s)
		case "lvlOverride":
			over = levelIndex(s)
		case "startOverride":
			if over >= 0 {
				l.restart[over] = number(s, -1)
			}
		case "lvl":
			if i, level := readLevel(s); i >= 0 {
				l.level[i] = level
			}
		}
	}
}

// readLevel reads the level whose Start was read last.
func readLevel(s *xmlscan.Scanner) (int, *listLevel) {
	l := &listLevel{start: 1, restart: -1, format: "decimal", suffix: "tab"}
	index := levelIndex(s)
	for range s.Starts() {
		if s.Space != nsW {
			continue
		}
		switch string(s.Local) {
		case "start":
			l.start = number(s, 1)
		case "numFmt":
			l.format = val(s)
		case "lvlText":
			l.text = val(s)
		case "lvlRestart":
			l.restart = number(s, -1)
		case "isLgl":
			l.legal = switched(s)
		case "suff":
			l.suffix = val(s)
		case "pStyle":
			l.style = val(s)
		}
	}
	return index, l
}

// levelIndex returns the level that an element is about; -1 where it names none.
func levelIndex(s *xmlscan.Scanner) int {
	v, _ := s.Attr(nsW, "ilvl")
	i, err := strconv.Atoi(v)
	if err != nil || i < 0 || i >= levels {
		return -1
	}
	return i
}

// abstractOf returns the counters of a list, through the list style that may stand between.
func (n *numbering) abstractOf(l *list) *abstractList {
	a := n.abstract[l.abstract]
	if a == nil || a.link == "" {
		return a
	}
	if linked := n.linked[a.link]; linked != nil {
		return linked
	}
	if behind := n.lists[n.styles.get(a.link).layout.list]; behind != nil && behind != l {
		return n.abstract[behind.abstract]
	}
	return a
}

func (l *list) at(a *abstractList, level int) *listLevel {
	if l.level[level] != nil {
		return l.level[level]
	}
	return a.level[level]
}

// next counts a paragraph and returns its number with what separates it from the text;
// empty for a paragraph that is in no numbered list.
func (n *numbering) next(p layout) string {
	l := n.lists[either(p.list, n.styles.get(p.style).layout.list)]
	if l == nil {
		return ""
	}
	a := n.abstractOf(l)
	if a == nil {
		return ""
	}
	level := n.levelOf(p, l, a)
	at := l.at(a, level)
	if at == nil {
		return ""
	}
	l.count(a, level)
	return l.show(a, level) // of a bullet nothing is shown
}

// levelOf tells the level that a paragraph is on: its own, or that of its style. A style
// is on the level that names it, or the one it sets itself, or that of the style it is
// based on.
func (n *numbering) levelOf(p layout, l *list, a *abstractList) int {
	if p.level >= 0 || p.list >= 0 {
		return min(max(p.level, 0), levels-1)
	}
	id := p.style
	for range maxBasedOn {
		st := n.styles[id]
		if st == nil {
			break
		}
		for i := range levels {
			if at := l.at(a, i); at != nil && at.style == id && id != "" {
				return i
			}
		}
		if st.level >= 0 {
			return min(st.level, levels-1)
		}
		id = st.basedOn
	}
	return 0
}

// count moves the counters on by one paragraph on a level.
func (l *list) count(a *abstractList, level int) {
	at := l.at(a, level)
	switch start := l.restart[level]; {
	case start >= 0:
		a.count[level] = start
		l.restart[level] = -1
	case a.active[level]:
		a.count[level]++
	default:
		a.count[level] = at.start
	}
	a.active[level] = true
	for deeper := level + 1; deeper < levels; deeper++ {
		if d := l.at(a, deeper); d != nil && (d.restart < 0 || level < d.restart) {
			a.active[deeper] = false
		}
	}
	for higher := range level { // a higher level that was left out counts as begun
		if h := l.at(a, higher); h != nil && !a.active[higher] {
			a.count[higher], a.active[higher] = h.start, true
		}
	}
}

// show writes the number of the paragraph that was counted last.
func (l *list) show(a *abstractList, level int) string {
	at := l.at(a, level)
	if at.format == "bullet" {
		return ""
	}
	var b strings.Builder
	text := at.text
	for {
		before, after, found := strings.Cut(text, "%")
		b.WriteString(before)
		if !found {
			break
		}
		text = after
		if after == "" || after[0] < '1' || after[0] > '9' {
			b.WriteByte('%')
			continue
		}
		text = after[1:]
		if i := int(after[0] - '1'); i <= level {
			if of := l.at(a, i); of != nil {
				format := of.format
				if at.legal {
					format = "decimal"
				}
				b.WriteString(counting.Format(a.count[i], format))
			}
		}
	}
	return flow.Number(b.String(), at.suffix != "nothing")
}
