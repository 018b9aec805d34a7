// Package rtf reads Rich Text Format.
package rtf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/flow"
)

// Signature is what every file begins with.
const Signature = `{\rtf`

// Read reads an RTF file into d: first the body, then notes, headers and footers. When it
// fails, d holds what was read until then.
func Read(ctx context.Context, data []byte, d *doc.Document) error {
	w := &walker{
		ctx: ctx, scanner: scanner{data: data}, codepage: 1252,
		fonts: map[int]*font{}, catalog: catalog{lists: map[int]*flow.Counter{}, uses: map[int]*flow.List{}}, styles: map[int]*style{}, red: map[int]bool{},
		headers: flow.Aside{Once: true}, footers: flow.Aside{Once: true},
	}
	w.story.kind = doc.Paragraph
	w.state = state{uc: 1, paragraph: paragraph{outline: -1}}
	w.run()
	for len(w.stories) > 0 {
		w.finish()
	}
	w.endStory()
	w.text.Append(w.notes, w.headers, w.footers)
	w.text.Document(d, w.comments)
	switch {
	case w.err != nil:
		return w.err
	case !w.closed: // a file that ends early
		return io.ErrUnexpectedEOF
	case w.unknown > 0 && len(d.Blocks) > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("有 %d 处字符认不出来（显示为�）；请报送单位另存后重新报送", w.unknown)
	case len(d.Blocks) == 0 && w.pictures > 0:
		return fault.New(doc.Scanned, "文档里只有图片，没有文字；请报送单位报送可以编辑的文字版")
	}
	return nil
}

// A font is one of the file's.
type font struct {
	charset int
	name    []byte
}

// A style is a paragraph style.
type style struct {
	name    []byte
	outline int // level from 0; -1: text
}

// natural tells what the style makes of a paragraph.
func (s *style) natural() (doc.Kind, int) {
	name := strings.ToLower(strings.TrimSpace(string(bytes.TrimSuffix(bytes.TrimSpace(s.name), []byte(";")))))
	switch {
	case name == "title" || name == "标题":
		return doc.Title, 0
	case s.outline >= 0:
		return doc.Heading, s.outline + 1
	case len(name) == len("heading 1") && strings.HasPrefix(name, "heading ") && '1' <= name[8] && name[8] <= '9':
		return doc.Heading, int(name[8] - '0')
	}
	return doc.Paragraph, 0
}

// A state is what a group inherits from the one around it.
type state struct {
	dest    destination
	starred bool // behind \*: an unknown destination is to be left out
	fresh   bool // nothing but \* stood in the group yet
	uc      int  // how many characters stand in for one of Unicode
	font    int
	asian   int  // the font of Chinese text
	side    byte // 'd' for Chinese text, 'l' and 'h' for other
	nested  bool // what is said of a row is about a table inside another
	look    look
	paragraph
}

// A look is how characters look.
type look struct{ hidden, deleted, inserted, moved, highlight, red bool }

// change tells what was done to the text.
func (l look) change() flow.Change {
	switch {
	case l.deleted && l.moved:
		return flow.MovedAway
	case l.deleted:
		return flow.Deleted
	case l.inserted && l.moved:
		return flow.MovedHere
	case l.inserted:
		return flow.Inserted
	}
	return flow.Kept
}

// A paragraph is the layout of one.
type paragraph struct {
	style   int
	outline int // level from 0; -1: as the style says; 9: text
	inTable bool
	depth   int // of tables inside each other
	list    int // \ls; 0: none
	level   int // in that list, from 0

	centred  bool
	right    bool
	indented bool // in its first line
}

// A story is a text of its own: the body, a note, a header, a text box.
type story struct {
	kind    doc.Kind
	current *flow.Paragraph // nil between paragraphs
	line    int             // of current
	number  string          // of current, as the text tells it
	tables  []*flow.Table   // around the place, the innermost last
	fields  flow.Fields
	outer   flow.Outer // the story around it
	depth   int        // groups that were open when it began

	row, nestedRow row // of the outermost table, and of the one inside it
}
