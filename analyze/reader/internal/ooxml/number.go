package ooxml

import (
	"strconv"
	"strings"

	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/xmlscan"
)

// An abstractList is what lists that count on with each other share.
type abstractList struct {
	flow.Counter
	link string // the list style whose abstractList is meant instead
}

// A list is one num.
type list struct {
	flow.List
	abstract string
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
				a.Level[i] = l
			}
		}
	}
}

func (n *numbering) readList(s *xmlscan.Scanner) {
	l := &list{List: flow.NewList()}
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
				l.Restart[over] = number(s, -1)
			}
		case "lvl":
			if i, level := readLevel(s); i >= 0 {
				l.Level[i] = level
			}
		}
	}
}

// numberPlaces brings the places of numbers into the form that flow.Level has.
var numberPlaces = strings.NewReplacer("%1", "\x00", "%2", "\x01", "%3", "\x02", "%4", "\x03", "%5", "\x04", "%6", "\x05", "%7", "\x06", "%8", "\x07", "%9", "\x08")

// readLevel reads the level whose Start was read last.
func readLevel(s *xmlscan.Scanner) (int, *flow.Level) {
	l := &flow.Level{Start: 1, Restart: -1, Format: "decimal", Gap: true}
	index := levelIndex(s)
	for range s.Starts() {
		if s.Space != nsW {
			continue
		}
		switch string(s.Local) {
		case "start":
			l.Start = number(s, 1)
		case "numFmt":
			l.Format = val(s)
		case "lvlText":
			l.Text = numberPlaces.Replace(val(s))
		case "lvlRestart":
			l.Restart = number(s, -1)
		case "isLgl":
			l.Legal = switched(s)
		case "suff":
			l.Gap = val(s) != "nothing"
		case "pStyle":
			l.Style = val(s)
		}
	}
	return index, l
}

// levelIndex returns the level that an element is about; -1 where it names none.
func levelIndex(s *xmlscan.Scanner) int {
	v, _ := s.Attr(nsW, "ilvl")
	i, err := strconv.Atoi(v)
	if err != nil || i < 0 || i >= flow.Levels {
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
	l.Of = &a.Counter
	return l.Next(n.levelOf(p, l))
}

// levelOf tells the level that a paragraph is on: its own, or that of its style. A style
// is on the level that names it, or the one it sets itself, or that of the style it is
// based on.
func (n *numbering) levelOf(p layout, l *list) int {
	if p.level >= 0 || p.list >= 0 {
		return min(max(p.level, 0), flow.Levels-1)
	}
	id := p.style
	for range maxBasedOn {
		st := n.styles[id]
		if st == nil {
			break
		}
		for i := range flow.Levels {
			if at := l.At(i); at != nil && at.Style == id && id != "" {
				return i
			}
		}
		if st.level >= 0 {
			return min(st.level, flow.Levels-1)
		}
		id = st.basedOn
	}
	return 0
}
