package odf

import (
	"strconv"
	"strings"

	"hegao/analyze/reader/internal/counting"
	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/xmlscan"
)

// maxLevel is how many levels lists have.
const maxLevel = 10

// outline is the name that the list style of headings goes by here.
const outline = "\x00outline"

// A level is how a list style numbers one.
type level struct {
	format         string // of package counting; "" for none
	prefix, suffix string
	pattern        string // "第%1%条": where it is set, the number is written that way
	shown          int    // how many levels the number shows, its own the last
	start          int
	gap            bool
}

// A listStyle is how a list is numbered.
type listStyle [maxLevel]level

// A counter counts the items of a list, level by level.
type counter [maxLevel]struct {
	n    int
	used bool
}

// lists number what stands in lists.
type lists struct {
	styles map[string]*listStyle
	ids    map[string]*counter // by a list's ID
	last   map[string]*counter // of the list met last, by its style
}

// A list is one around the place.
type list struct {
	style   string
	count   *counter
	level   int // from 0
	pending bool
	restart int // what the item is to be counted as; -1: as the next
}

// listStyle reads a list style.
func (w *walker) listStyle(s *xmlscan.Scanner) {
	name, _ := s.Attr(nsStyle, "name")
	if s.Is(nsText, "outline-style") {
		name = outline
	}
	st := &listStyle{}
	at := 0
	for range s.Starts() {
		switch {
		case s.Space == nsText && strings.HasPrefix(string(s.Local), "list-level-style-"), s.Is(nsText, "outline-level-style"):
			n, _ := s.Attr(nsText, "level")
			at, _ = strconv.Atoi(n)
			at = min(max(at, 1), maxLevel) - 1
			st[at] = readLevel(s)
		case s.Is(nsStyle, "list-level-label-alignment"):
			follows, _ := s.Attr(nsText, "label-followed-by")
			st[at].gap = follows != "nothing"
		}
	}
	if len(w.lists.styles) < maxStyles {
		w.lists.styles[name] = st
	}
}

func readLevel(s *xmlscan.Scanner) level {
	l := level{shown: 1, start: 1, gap: true}
	if string(s.Local) == "list-level-style-bullet" || string(s.Local) == "list-level-style-image" {
		return l
	}
	format, _ := s.Attr(nsStyle, "num-format")
	l.format = formatOf(format)
	l.prefix, _ = s.Attr(nsStyle, "num-prefix")
	l.suffix, _ = s.Attr(nsStyle, "num-suffix")
	l.pattern, _ = s.Attr(nsExt, "num-list-format")
	if n, ok := s.Attr(nsText, "display-levels"); ok {
		l.shown, _ = strconv.Atoi(n)
	}
	if n, ok := s.Attr(nsText, "start-value"); ok {
		l.start, _ = strconv.Atoi(n)
	}
	return l
}

// formatOf returns the name that package counting has for a format, which is written as
// its first number or numbers: "一, 二, 三, ...".
func formatOf(format string) string {
	first, _, _ := strings.Cut(format, ",")
	switch first {
	case "":
		return ""
	case "a":
		return "lowerLetter"
	case "A":
		return "upperLetter"
	case "i":
		return "lowerRoman"
	case "I":
		return "upperRoman"
	case "一":
		return "chineseCounting"
	case "壹", "壱":
		return "chineseLegalSimplified"
	case "甲":
		return "ideographTraditional"
	case "子":
		return "ideographZodiac"
	case "①":
		return "decimalEnclosedCircle"
	case "１":
		return "decimalFullWidth"
	}
	return "decimal"
}

// open begins a list inside outer, which is nil for one that stands alone.
func (l *lists) open(s *xmlscan.Scanner, outer *list) list {
	name, _ := s.Attr(nsText, "style-name")
	if outer != nil {
		if name == "" {
			name = outer.style
		}
		return list{style: name, count: outer.count, level: min(outer.level+1, maxLevel-1), restart: -1}
	}
	var count *counter
	if id, ok := s.Attr(nsText, "continue-list"); ok {
		count = l.ids[id]
	} else if more, _ := s.Attr(nsText, "continue-numbering"); more == "true" {
		count = l.last[name]
	}
	if count == nil {
		count = &counter{}
	}
	for _, space := range []xmlscan.Space{0, nsText} { // xml:id; text:id of old
		if id, ok := s.Attr(space, "id"); ok && len(l.ids) < maxStyles {
			l.ids[id] = count
		}
	}
	if len(l.last) < maxStyles {
		l.last[name] = count
	}
	return list{style: name, count: count, restart: -1}
}

// next counts an item and returns its number.
func (l *lists) next(style string, c *counter, at, restart int) string {
	st := l.styles[style]
	if st == nil {
		return ""
	}
	for i := range c[:at+1] {
		switch {
		case i < at && !c[i].used:
			c[i].n, c[i].used = st[i].start, true
		case i == at && restart >= 0:
			c[i].n, c[i].used = restart, true
		case i == at && !c[i].used:
			c[i].n, c[i].used = st[i].start, true
		case i == at:
			c[i].n++
		}
	}
	for i := at + 1; i < maxLevel; i++ {
		c[i].used = false
	}
	return st.number(c, at)
}

// number writes the number of a level.
func (st *listStyle) number(c *counter, at int) string {
	l := st[at]
	if l.format == "" {
		return ""
	}
	var b strings.Builder
	if l.pattern != "" {
		text := l.pattern
		for i := range at + 1 {
			text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1)+"%", counting.Format(c[i].n, st[i].format))
		}
		b.WriteString(text)
	} else {
		b.WriteString(l.prefix)
		for i := max(0, at+1-l.shown); i <= at; i++ {
			if st[i].format == "" {
				continue
			}
			b.WriteString(counting.Format(c[i].n, st[i].format))
			if i < at {
				b.WriteByte('.')
			}
		}
		b.WriteString(l.suffix)
	}
	return flow.Number(b.String(), l.gap)
}
