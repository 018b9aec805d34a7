// Package doc is what a submitted file says and where it says it.
//
// A reader turns a file into a [Document]; everything above works on its blocks
// and names places by [Span]. Nobody searches for a text again to find where it
// stood: [Document.Place] leads from a span back to the file.
package doc

import (
	"slices"
	"sort"
	"time"
	"unicode/utf8"
)

// A Span is a half-open byte range of one block's text.
type Span struct{ Block, Start, End int }

// Empty reports whether s covers no byte.
func (s Span) Empty() bool { return s.Start >= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool {
	return s.Block == t.Block && s.Start < t.End && t.Start < s.End
}

// Contains reports whether t lies inside s.
func (s Span) Contains(t Span) bool {
	return s.Block == t.Block && s.Start <= t.Start && t.End <= s.End
}

// A Pos is a byte offset in one block's text.
type Pos struct{ Block, Off int }

// Before reports whether p stands before q in reading order.
func (p Pos) Before(q Pos) bool {
	return p.Block < q.Block || p.Block == q.Block && p.Off < q.Off
}

// A Range is a half-open stretch of a document, possibly over several blocks.
type Range struct{ From, To Pos }

// Contains reports whether p lies in r.
func (r Range) Contains(p Pos) bool { return !p.Before(r.From) && p.Before(r.To) }

// Kind tells what a block is.
type Kind uint8

const (
	Paragraph Kind = iota
	Title          // marked by the file itself as the document's title
	Heading        // marked by the file itself as a heading of Block.Level
	TableCell      // a paragraph in a cell of a table, see Block.Cell; without text: a cell in which nothing stands
	Header         // page header
	Footer         // page footer
	Note           // footnote or endnote
	TextBox        // text in a drawing
)

// Body reports whether blocks of kind k belong to the running text.
func (k Kind) Body() bool { return k <= TableCell || k == TextBox }

// A Block is one paragraph, heading, table cell or note, in reading order. Text
// is valid UTF-8 and never rewritten after reading. It is empty for nothing but a cell
// of the running text in which there is nothing to be seen, no picture either.
type Block struct {
	Kind  Kind
	Text  string
	Level int    // 1..9 for Heading, else 0
	Auto  int    // leading bytes of Text that a word processor counted up: an automatic number that is not in the file's text
	Cell  *Cell  // set for TableCell; the paragraphs of one cell have equal ones
	Runs  []Run  // ascending by Start; the first starts at 0; empty for a block with no known place
	Marks []Mark // ascending by Start
}

// A Run says where Text[Start:] came from in the submitted file, up to the next run.
type Run struct {
	Start int
	Src   Loc
}

// A Loc is a place in a submitted file.
type Loc struct {
	Part     string // the part inside a container format: "word/document.xml"
	Page     int    // 1-based; 0 where the format has no pages
	Line     int    // 1-based line of a text file, else the number of the paragraph in the document
	Col      int    // code points that stand before the run on that line or in that paragraph
	Off, Len int64  // bytes in the part, in the file's own encoding
	Exact    bool   // the bytes at Off are the text itself, byte for byte once decoded
}

// A Cell places a block in a table.
type Cell struct {
	Table    int // 1-based number of the table in the document
	Row, Col int // 0-based
}

// MarkKind tells what a Mark marks.
type MarkKind uint8

const (
	Prompt    MarkKind = iota // a content control that still shows its prompt
	Highlight                 // highlighted text
	Red                       // red text
)

// A Mark is a byte range of a block's text with a property that matters to checks.
type Mark struct {
	Start, End int
	Kind       MarkKind
}

// Status tells how much of a file could be read.
type Status string

const (
	OK          Status = "ok"
	Partial     Status = "partial" // some of it; Reason says what not
	Empty       Status = "empty"
	Scanned     Status = "scanned" // no text layer
	Encrypted   Status = "encrypted"
	Damaged     Status = "damaged"
	Unsupported Status = "unsupported"
	Limit       Status = "limit"
	Timeout     Status = "timeout"
	Crash       Status = "crash"
)

// Readable reports whether a file of status s carries text.
func (s Status) Readable() bool { return s == OK || s == Partial }

// NoticeKind tells what a reader noticed beside the text.
type NoticeKind string

const (
	WrongType NoticeKind = "type"     // the content is not what the name says; Detail names both
	Changes   NoticeKind = "changes"  // tracked changes left in the file
	Comments  NoticeKind = "comments" // comments left in the file
	Hidden    NoticeKind = "hidden"   // hidden text left out
	Damage    NoticeKind = "damage"   // no program opens the file; the text is what is left of it

	Recognised NoticeKind = "recognised" // the text, or some of it, was recognised in pictures and may be misread
)

// A Notice is something a reader noticed beside the text.
type Notice struct {
	Kind   NoticeKind
	Count  int    // how many of them; 0 where it can't be counted
	Detail string // Chinese, for the person who reads the finding; may be empty
	Span   Span   // the first place, where the text has one; else empty
}

// A Document is what one submitted file says.
type Document struct {
	Name     string // display name: the path as given; inside archives "报送.zip!水务局/报告.docx"
	Format   string // "txt", "md", "html", "docx", …: by content, never by extension
	Status   Status
	Reason   string // Chinese: why Status is not OK; empty for OK
	Size     int64  // bytes of the file
	SHA256   string // lower-case hex of the file's bytes; empty where a limit kept it from being read to its end
	Modified time.Time
	Blocks   []Block // empty unless Status.Readable
	Notices  []Notice
}

// Recognised reports whether text of d was recognised in pictures, and may be misread.
func (d *Document) Recognised() bool {
	for _, n := range d.Notices {
		if n.Kind == Recognised {
			return true
		}
	}
	return false
}

// Text returns the text at s; s must lie in d.
func (d *Document) Text(s Span) string { return d.Blocks[s.Block].Text[s.Start:s.End] }

// A Place is a span as users and other programs count it: Paragraph is 1-based (in a
// text file the line), Start and End are code points inside it, End exclusive.
type Place struct{ Paragraph, Start, End int }

// Sound reports whether d carries text and programs open the file: whether it can stand for
// what a unit was to hand in.
func (d *Document) Sound() bool {
	return d.Status.Readable() && !slices.ContainsFunc(d.Notices, func(n Notice) bool { return n.Kind == Damage })
}

// Place returns where s stands in the file. A span that runs over the end of a line
// of a hard-wrapped file is placed on its first line, up to that line's end.
func (d *Document) Place(s Span) Place { return (&Placer{Doc: d}).Place(s) }

// A Placer is [Document.Place] for many spans. It goes on counting where it stopped,
// so that ascending spans together cost one pass over the text.
type Placer struct {
	Doc *Document

	block, from, to, count int // Blocks[block].Text[from:to] has count code points
}

// Place returns what Document.Place does.
func (p *Placer) Place(s Span) Place {
	b := &p.Doc.Blocks[s.Block]
	line, col, from, end := s.Block+1, 0, 0, s.End
	if len(b.Runs) > 0 {
		i := max(1, sort.Search(len(b.Runs), func(i int) bool { return b.Runs[i].Start > s.Start }))
		first := b.Runs[i-1]
		line, col, from = first.Src.Line, first.Src.Col, first.Start
		for _, r := range b.Runs[i:] { // cut at the first run of another line
			if r.Start >= end || r.Src.Line != line {
				end = max(s.Start, min(end, r.Start))
				break
			}
		}
	}
	start := col + p.runes(s.Block, from, s.Start)
	return Place{line, start, start + utf8.RuneCountInString(b.Text[s.Start:end])}
}

// runes counts the code points of a block's text from one byte to another.
func (p *Placer) runes(block, from, to int) int {
	if block != p.block || from != p.from || to < p.to {
		p.block, p.from, p.to, p.count = block, from, from, 0
	}
	p.count += utf8.RuneCountInString(p.Doc.Blocks[block].Text[p.to:to])
	p.to = to
	return p.count
}
