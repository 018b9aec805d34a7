package rtf

import (
	"unicode/utf8"

	"hegao/analyze/reader/internal/counting"
	"hegao/analyze/reader/internal/flow"
)

// A catalog is the lists that a file tells of before its text.
type catalog struct {
	lists map[int]*flow.Counter // by \listid
	uses  map[int]*flow.List    // by \ls, as paragraphs refer to them

	list  *flow.Counter // that is being read
	use   flow.List     // that is being read
	level int           // the one of them that is being read
	text  []byte        // of that level's number
	told  bool          // numbers stand in the text itself
}

// beginList reads the beginning of a group in the tables of lists.
func (w *walker) beginList(name string) {
	c := &w.catalog
	switch name {
	case "list":
		c.list, c.level = &flow.Counter{}, -1
		w.take(1, 0)
	case "listoverride":
		c.use, c.level = flow.NewList(), -1
		w.take(1, 0)
	case "lfolevel":
		c.level++
	case "listlevel":
		level := &flow.Level{Start: 1, Restart: -1, Format: "decimal", Gap: true}
		switch {
		case !w.take(1, 0):
		case w.state.dest == overrides:
			if c.level >= 0 && c.level < flow.Levels {
				c.use.Level[c.level] = level
			}
		case c.list != nil:
			if c.level++; c.level < flow.Levels {
				c.list.Level[c.level] = level
			}
		}
	}
}

// levelNow returns the level that is being read; one that nobody sees where there is none.
func (c *catalog) levelNow(of destination) *flow.Level {
	if c.level >= 0 && c.level < flow.Levels {
		if of == overrides && c.use.Level[c.level] != nil {
			return c.use.Level[c.level]
		}
		if of == lists && c.list != nil && c.list.Level[c.level] != nil {
			return c.list.Level[c.level]
		}
	}
	return &flow.Level{}
}

// listWord reads a word in the tables of lists.
func (w *walker) listWord(name string, t token) bool {
	if w.state.dest != lists && w.state.dest != overrides {
		return false
	}
	c := &w.catalog
	level := c.levelNow(w.state.dest)
	switch name {
	case "levelnfc", "levelnfcn":
		level.Format = counting.Name(t.param)
	case "levelstartat":
		level.Start = min(max(t.param, 0), 1<<16)
		if w.state.dest == overrides && c.level >= 0 && c.level < flow.Levels && c.use.Restart[c.level] >= 0 {
			c.use.Restart[c.level] = level.Start
		}
	case "levelfollow":
		const nothing = 2
		level.Gap = t.param != nothing
	case "levellegal":
		level.Legal = !t.has || t.param != 0
	case "levelnorestart":
		if t.param != 0 {
			level.Restart = 0
		}
	case "listoverridestartat":
		if c.level >= 0 && c.level < flow.Levels {
			c.use.Restart[c.level] = 1
		}
	case "listid":
		if w.state.dest == lists {
			c.lists[t.param] = c.list
		} else {
			c.use.Of = c.lists[t.param]
		}
	case "ls":
		if w.state.dest == overrides && c.use.Of != nil {
			use := c.use
			c.uses[t.param] = &use
		}
	default:
		return false
	}
	return true
}

// endLevelText takes what a level shows: how many characters it is, those characters, of
// which 0 to 8 stand for the levels' numbers, and a semicolon.
func (w *walker) endLevelText(of destination) {
	c := &w.catalog
	text := c.text
	c.text = c.text[:0]
	if len(text) == 0 {
		return
	}
	n, size := utf8.DecodeRune(text)
	shown := []rune(string(text[size:]))
	c.levelNow(of).Text = string(shown[:min(int(n), len(shown))])
}

// listNumber counts the paragraph and returns its automatic number. Where a file tells
// numbers in the text itself, a paragraph without one has none.
func (w *walker) listNumber() string {
	p := &w.state.paragraph
	use := w.catalog.uses[p.list]
	if use == nil || w.catalog.told {
		return ""
	}
	return use.Next(min(max(p.level, 0), flow.Levels-1))
}
