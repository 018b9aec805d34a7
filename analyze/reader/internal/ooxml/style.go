package ooxml

import (
	"strconv"
	"strings"

	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/xmlscan"
)

// look is what of a run's properties matters to reading.
type look struct {
	style string // of the run
	flow.Look
	changed bool // its format was changed, on record
}

// layout is what of a paragraph's properties matters to reading. Numbers are -1 where
// they are not set.
type layout struct {
	style   string
	list    int // numId
	level   int // ilvl
	outline int // 0..8 headings, 9 body text
	flow.Alignment
	changed  bool        // its format was changed, on record
	mark     flow.Change // what was done to its mark; where that is gone, the next paragraph goes on with it
	markLook look        // of its mark
}

func newLayout() layout { return layout{list: -1, level: -1, outline: -1} }

// A style is a paragraph's, run's or list's style. Resolved, it holds what it is based on too.
type style struct {
	name     string // lower-case, without spaces: "heading1"
	basedOn  string
	layout   layout
	level    int // ilvl that it sets itself; -1: none
	look     look
	heading  int  // 1..9, 0: none
	title    bool // the document's title
	resolved bool
}

// styles by their IDs. The default paragraph style is under "" too.
type styles map[string]*style

// maxBasedOn is how many styles a style may be based on, one on the other.
const maxBasedOn = 20

// readStyles reads the part with the styles.
func readStyles(s *xmlscan.Scanner) styles {
	all := styles{}
	for s.Next() != xmlscan.EOF {
		if s.Kind != xmlscan.Start || !s.Is(nsW, "style") {
			continue
		}
		id, _ := s.Attr(nsW, "styleId")
		kind, _ := s.Attr(nsW, "type")
		standard, _ := s.Attr(nsW, "default")
		st := readStyle(s)
		all[id] = st
		if kind == "paragraph" && isTrue(standard) {
			all[""] = st
		}
	}
	return all
}

func readStyle(s *xmlscan.Scanner) *style {
	st := &style{layout: newLayout(), level: -1}
	for range s.Starts() {
		if s.Space != nsW {
			continue
		}
		switch string(s.Local) {
		case "name":
			st.name = strings.ToLower(strings.ReplaceAll(val(s), " ", ""))
		case "basedOn":
			st.basedOn = val(s)
		case "pPr":
			st.layout = readLayout(s, nil)
			st.level = st.layout.level
		case "rPr":
			st.look = readLook(s, nil)
		case "tblStylePr":
			s.Skip()
		}
	}
	return st
}

// get returns the style of that ID with all that it is based on; never nil.
func (all styles) get(id string) *style {
	st := all[id]
	if st == nil {
		st = all[""]
	}
	if st == nil {
		return &style{layout: newLayout(), level: -1, resolved: true}
	}
	all.resolve(st, maxBasedOn)
	return st
}

// resolve takes over what st leaves open from the style that it is based on. At most
// depth styles are followed, so a circle ends.
func (all styles) resolve(st *style, depth int) {
	if st.resolved {
		return
	}
	st.resolved = true
	if n, ok := headingNumber(st.name); ok {
		st.heading = n
	}
	st.title = st.name == "title" || st.name == "标题"
	base := all[st.basedOn]
	if st.basedOn != "" && base != nil && base != st && depth > 0 {
		all.resolve(base, depth-1)
		st.layout.list = either(st.layout.list, base.layout.list)
		st.layout.outline = either(st.layout.outline, base.layout.outline)
		st.layout.Alignment = st.layout.Over(base.layout.Alignment)
		st.look.Look = st.look.Over(base.look.Look)
		if st.heading == 0 {
			st.heading = base.heading
		}
		st.title = st.title || base.title
	}
	switch o := st.layout.outline; {
	case o == 9:
		st.heading = 0
	case o >= 0:
		st.heading = o + 1
	}
}

func either(n, below int) int {
	if n < 0 {
		return below
	}
	return n
}

// headingNumber tells the level of a built-in heading style by its name.
func headingNumber(name string) (int, bool) {
	for _, prefix := range []string{"heading", "标题"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && len(rest) == 1 && '1' <= rest[0] && rest[0] <= '9' {
			return int(rest[0] - '0'), true
		}
	}
	return 0, false
}

// readLayout reads the paragraph properties whose Start was read last. Sections' ends
// are handed to section.
func readLayout(s *xmlscan.Scanner, w *walker) layout {
	l := newLayout()
	for range s.Starts() {
		if s.Space != nsW {
			continue
		}
		switch string(s.Local) {
		case "pStyle":
			l.style = val(s)
		case "numId":
			l.list = number(s, -1)
		case "ilvl":
			l.level = number(s, -1)
		case "outlineLvl":
			l.outline = number(s, -1)
		case "jc":
			v := val(s)
			l.Centred = flow.ToggleOf(v == "center")
			l.Aligned = flow.ToggleOf(v == "center" || v == "right" || v == "end")
		case "ind":
			l.Indented = indent(s)
		case "rPr":
			l.markLook = readLook(s, &l.mark)
		case "sectPr":
			if w == nil {
				s.Skip()
			} else {
				w.section()
			}
		case "pPrChange":
			l.changed = true
			s.Skip()
		}
	}
	return l
}

// readLook reads the run properties whose Start was read last; where they are about a
// paragraph's mark, it sets what was done to that.
func readLook(s *xmlscan.Scanner, mark *flow.Change) look {
	var l look
	for range s.Starts() {
		if s.Space != nsW {
			continue
		}
		switch string(s.Local) {
		case "rStyle":
			l.style = val(s)
		case "vanish":
			l.Hidden = flow.ToggleOf(switched(s))
		case "highlight":
			v := val(s)
			l.Highlight = flow.ToggleOf(v != "none" && v != "white")
		case "color":
			l.Red = flow.ToggleOf(isRed(val(s)))
		case "ins", "moveTo", "del", "moveFrom":
			if mark != nil && !mark.Gone() {
				*mark = changes[string(s.Local)]
			}
		case "rPrChange":
			l.changed = true
			s.Skip()
		}
	}
	return l
}

// changes are the elements that tell what was done to what is in them.
var changes = map[string]flow.Change{"ins": flow.Inserted, "del": flow.Deleted, "moveFrom": flow.MovedAway, "moveTo": flow.MovedHere}

// indent tells whether a w:ind indents the first line.
func indent(s *xmlscan.Scanner) flow.Toggle {
	result := flow.Unset
	for _, name := range []string{"firstLineChars", "firstLine"} {
		if v, ok := s.Attr(nsW, name); ok {
			if n, err := strconv.Atoi(v); err == nil && n > 0 {
				return flow.On
			}
			result = flow.Off
		}
	}
	return result
}

// isRed reports whether a colour, six hexadecimal digits, is red to the eye.
func isRed(hex string) bool {
	n, err := strconv.ParseUint(hex, 16, 32)
	return err == nil && len(hex) == 6 && n>>16 >= 0xC0 && n>>8&0xff <= 0x40 && n&0xff <= 0x40
}

// val returns the value that most elements have.
func val(s *xmlscan.Scanner) string {
	v, _ := s.Attr(nsW, "val")
	return v
}

// number returns val as a number from 0 to a million, fallback where it is none.
func number(s *xmlscan.Scanner, fallback int) int {
	n, err := strconv.Atoi(val(s))
	if err != nil || n < 0 || n > 1_000_000 {
		return fallback
	}
	return n
}

// switched tells what an element that switches a property says: on, unless it says otherwise.
func switched(s *xmlscan.Scanner) bool {
	v, ok := s.Attr(nsW, "val")
	return !ok || isTrue(v)
}

func isTrue(v string) bool { return v == "1" || v == "true" || v == "on" }
