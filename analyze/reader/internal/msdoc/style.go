package msdoc

import "hegao/analyze/reader/internal/flow"

// A look is what of a character's properties matters to reading.
type look struct {
	style int // of the characters; 0: none
	flow.Look
	deleted  bool
	inserted bool
	changed  bool // its format was changed, on record
	special  bool
	symbol   []byte // font and character that is shown instead
}

// change tells what was done to the character.
func (l *look) change() flow.Change {
	switch {
	case l.deleted:
		return flow.Deleted
	case l.inserted:
		return flow.Inserted
	}
	return flow.Kept
}

// apply applies modifiers to l. below is what the styles say: a modifier may turn that round.
func (l *look) apply(list []byte, old bool, below flow.Toggle) {
	for {
		m, rest, ok := nextModifier(list, old)
		if !ok {
			return
		}
		list = rest
		switch m.id {
		case sprmCDeleted:
			l.deleted = m.value() != 0
		case sprmCInserted:
			l.inserted = m.value() != 0
		case sprmCChanged, sprmCChanged2:
			l.changed = len(m.operand) > 0 && m.operand[0] != 0
		case sprmCSpecial:
			l.special = m.value() != 0
		case sprmCSymbol:
			l.symbol = m.operand
		case sprmCStyle:
			l.style = m.value()
		case sprmCPlain:
			l.Look = flow.Look{}
		case sprmCHidden:
			l.Hidden = toggled(m.value(), below)
		case sprmCHighlight:
			const none, white = 0, 8
			l.Highlight = flow.ToggleOf(m.value() != none && m.value() != white)
		case sprmCColourIndex:
			const red = 6
			l.Red = flow.ToggleOf(m.value() == red)
		case sprmCColour:
			l.Red = flow.ToggleOf(len(m.operand) == 4 && isRed(m.operand))
		}
	}
}

// toggled reads the operand of a property that is switched: on, off, as in the style, or
// against it.
func toggled(operand int, style flow.Toggle) flow.Toggle {
	switch operand {
	case 0x80:
		return style
	case 0x81:
		return flow.ToggleOf(style != flow.On)
	}
	return flow.ToggleOf(operand != 0)
}

// isRed reports whether a colour (red, green, blue, flag) is red to the eye.
func isRed(c []byte) bool { return c[0] >= 0xc0 && c[1] <= 0x40 && c[2] <= 0x40 && c[3] == 0 }

// A style is one of the document's. Resolved, it holds what it is based on too.
type style struct {
	base     int
	layout   layout
	look     look
	heading  int  // 1..9, 0: none
	title    bool // the document's title
	resolved bool
	paraMods []byte
	charMods []byte
}

// Built-in styles (sti) and kinds of styles (stk).
const (
	stiHeading1, stiHeading9, stiTitle = 1, 9, 62

	paragraphStyle, characterStyle = 1, 2

	noStyle    = 0xfff
	maxBasedOn = 20 // styles based on each other
)

// readStyles reads the style sheet (STSH).
func (f *file) readStyles() []style {
	sheet := f.tab(tabStyles)
	if len(sheet) < 8 {
		return nil
	}
	head := 2 + int(le.Uint16(sheet))
	baseSize := int(le.Uint16(sheet[4:]))
	if head > len(sheet) || baseSize < 8 {
		return nil
	}
	var all []style
	for rest := sheet[head:]; len(rest) >= 2; {
		size := int(le.Uint16(rest))
		rest = rest[2:]
		size = min(size, len(rest))
		all = append(all, f.readStyle(rest[:size], baseSize))
		rest = rest[size:]
	}
	return all
}

// readStyle reads the definition of a style (STD).
func (f *file) readStyle(std []byte, baseSize int) style {
	s := style{base: noStyle, layout: newLayout(0)}
	if len(std) < baseSize {
		return s
	}
	builtIn, kind, base := le.Uint16(std)&0xfff, std[2]&0xf, int(le.Uint16(std[2:])>>4)
	s.base = base
	switch {
	case builtIn >= stiHeading1 && builtIn <= stiHeading9:
		s.heading = int(builtIn)
	case builtIn == stiTitle:
		s.title = true
	}
	at := baseSize // past the name, and to an even offset
	if f.old {
		at += 2 + int(std[min(at, len(std)-1)])
	} else if at+2 <= len(std) {
		at += 4 + 2*int(le.Uint16(std[at:]))
	}
	switch next := func() []byte {
		at += at & 1
		if at+2 > len(std) {
			return nil
		}
		mods := std[at+2 : min(len(std), at+2+int(le.Uint16(std[at:])))]
		at += 2 + len(mods)
		return mods
	}; kind {
	case paragraphStyle:
		mods := next()
		s.paraMods = mods[min(2, len(mods)):] // behind its own number
		s.charMods = next()
	case characterStyle:
		s.charMods = next()
	}
	return s
}

// A sheet is a document's styles by their numbers.
type sheet struct {
	f   *file
	all []style
}

// get returns a style with all that it is based on; never nil.
func (s *sheet) get(i int) *style {
	if i < 0 || i >= len(s.all) {
		return &style{layout: newLayout(0), resolved: true}
	}
	s.resolve(i, maxBasedOn)
	return &s.all[i]
}

// resolve takes over what a style leaves open from the style that it is based on. At most
// depth styles are followed, so a circle ends.
func (s *sheet) resolve(i, depth int) {
	st := &s.all[i]
	if st.resolved {
		return
	}
	st.resolved = true
	if st.base < len(s.all) && st.base != i && depth > 0 {
		s.resolve(st.base, depth-1)
		base := &s.all[st.base]
		st.layout, st.look = base.layout, base.look
		if st.heading == 0 {
			st.heading = base.heading
		}
		st.title = st.title || base.title
	}
	st.look.apply(st.charMods, s.f.old, st.look.Hidden)
	st.layout.apply(s.f, st.paraMods, s.f.old, 1)
	switch o := st.layout.outline; {
	case o == 9:
		st.heading = 0
	case o >= 0 && o < 9:
		st.heading = o + 1
	}
}
