package flow

import (
	"strings"

	"hegao/analyze/reader/internal/counting"
)

// Levels is how many levels a list has.
const Levels = 9

// A Level is how one level of a list is counted and shown.
type Level struct {
	Start   int
	Restart int    // starts over behind a level up to this one, 1-based; 0: never; -1: behind any higher one
	Format  string // as counting.Format names it
	Text    string // characters 0 to 8 stand for the numbers of the levels
	Gap     bool   // the number is set apart from the text
	Legal   bool   // all numbers in it are shown as digits
	Style   string // the paragraph style that is on this level by itself, where lists name them
}

// A Counter counts for all lists that count on with each other.
type Counter struct {
	Level  [Levels]*Level
	count  [Levels]int
	active [Levels]bool // counted since it started over last
}

// A List is a counter as paragraphs refer to it, with levels of its own over it.
type List struct {
	Of      *Counter
	Level   [Levels]*Level
	Restart [Levels]int // counts from here when the list is first used on this level; -1: does not
}

// NewList returns a list without levels of its own.
func NewList() List {
	var l List
	for i := range l.Restart {
		l.Restart[i] = -1
	}
	return l
}

// At returns a level; nil where the list has none.
func (l *List) At(level int) *Level {
	if l.Level[level] != nil {
		return l.Level[level]
	}
	return l.Of.Level[level]
}

// Next counts a paragraph on a level and returns its number with what sets it apart from the
// text; empty for a bullet, and for a list without that level.
func (l *List) Next(level int) string {
	if l.At(level) == nil {
		return ""
	}
	l.count(level)
	return l.show(level)
}

// count moves the counters on by one paragraph.
func (l *List) count(level int) {
	c := l.Of
	switch start := l.Restart[level]; {
	case start >= 0:
		c.count[level] = start
		l.Restart[level] = -1
	case c.active[level]:
		c.count[level]++
	default:
		c.count[level] = l.At(level).Start
	}
	c.active[level] = true
	for deeper := level + 1; deeper < Levels; deeper++ {
		if d := l.At(deeper); d != nil && (d.Restart < 0 || level < d.Restart) {
			c.active[deeper] = false
		}
	}
	for higher := range level { // a higher level that was left out counts as begun
		if h := l.At(higher); h != nil && !c.active[higher] {
			c.count[higher], c.active[higher] = h.Start, true
		}
	}
}

// show writes the number of the paragraph that was counted last.
func (l *List) show(level int) string {
	at := l.At(level)
	if at.Format == "bullet" {
		return ""
	}
	var b strings.Builder
	for _, r := range at.Text {
		of := l.numbered(int(r), level)
		switch {
		case r >= Levels:
			b.WriteRune(r)
		case of != nil && at.Legal:
			b.WriteString(counting.Format(l.Of.count[r], "decimal"))
		case of != nil:
			b.WriteString(counting.Format(l.Of.count[r], of.Format))
		}
	}
	return Number(b.String(), at.Gap)
}

// numbered returns the level whose number stands in the number of another; nil where it has none.
func (l *List) numbered(of, level int) *Level {
	if of > level {
		return nil
	}
	return l.At(of)
}
