// Package hypertext reads HTML: what a reader of the page would see.
//
// It works on tokens and keeps a stack of its own. The parser that builds a page's tree
// copies open formatting elements into every paragraph, so that a small hostile page
// takes gigabytes.
package hypertext

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// A Page is what an HTML file shows.
type Page struct {
	Blocks []doc.Block
	Hidden int    // stretches of text that are in the file but not shown
	Quote  string // the first of them
}

// Read reads data, which is UTF-8 behind its first bom bytes. It names places in the
// file if placed: if data is the file.
func Read(ctx context.Context, data []byte, bom int, placed bool) (Page, error) {
	p := &parser{z: html.NewTokenizer(bytes.NewReader(data[bom:])), at: int64(bom), placed: placed}
	for steps := 0; ; steps++ {
		if steps%1024 == 0 && ctx.Err() != nil {
			return p.page, ctx.Err()
		}
		kind := p.z.Next()
		length := int64(len(p.z.Raw()))
		if kind == html.ErrorToken {
			break
		}
		p.token(kind)
		p.at += length
		if p.pieces > limit.Pieces {
			return Page{}, limit.ErrPieces
		}
	}
	p.closeTo(0)
	p.flush()
	if err := p.z.Err(); err != io.EOF {
		return p.page, err
	}
	return p.page, nil
}

type parser struct {
	z      *html.Tokenizer
	at     int64 // where the token starts in the file
	placed bool
	page   Page
	pieces int // blocks and runs
	tables int
	drawn  int // pictures and fields to fill in that were met
	open   []element

	hidden int    // open elements that hide what is in them
	hiding bool   // what was read last was hidden
	skip   string // the unseen element that is being skipped
	depth  int    // how often it is open inside itself

	text   []byte // of the paragraph that is being read
	runs   []doc.Run
	space  bool   // white space is to come before the next character
	line   bool   // and it holds a line's end
	number string // the automatic number of the paragraph
}

// token reads a token.
func (p *parser) token(kind html.TokenType) {
	switch kind {
	case html.TextToken:
		if p.skip == "" {
			p.addText(p.z.Raw())
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := p.z.TagName()
		p.start(string(name), p.attributes(more), kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := p.z.TagName()
		p.end(string(name))
	}
}

func (p *parser) attributes(more bool) *attributes {
	a := &attributes{}
	for more {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		switch string(key) {
		case "style":
			a.style = string(value)
		case "type":
			a.kind = string(value)
		case "start":
			a.start = string(value)
		case "value":
			a.value = string(value)
		case "align":
			a.align = string(value)
		case "hidden":
			a.hidden = true
		case "colspan":
			a.colspan, _ = strconv.Atoi(string(value))
		case "rowspan":
			a.rowspan, _ = strconv.Atoi(string(value))
		}
	}
	return a
}

// start reads a start tag.
func (p *parser) start(name string, a *attributes, empty bool) {
	if p.skip == "" && seenElements[name] {
		p.drawn++
	}
	switch {
	case p.skip != "":
		if name == p.skip && !empty {
			p.depth++
		}
		return
	case unseen[name]:
		if !empty {
			p.skip, p.depth = name, 1
		}
		return
	case name == "br":
		p.lineBreak()
		return
	}
	if ends, upTo := closes(name); ends != "" {
		p.closeImplied(ends, upTo)
	}
	if blockElements[name] {
		p.flush()
	}
	if emptyElements[name] || len(p.open) == maxOpen {
		return
	}
	e := element{name: name, hidden: a.hides(), keep: a.centred() || name == "center" || name == "caption"}
	switch name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		e.level, e.keep = int(name[1]-'0'), true
	case "ul", "dir", "menu":
		e.list = &list{}
	case "ol":
		e.list = newList(a)
	case "li":
		if l := p.list(); l != nil {
			p.number = l.count(a.value)
		}
	case "table":
		p.tables++
		e.table = &table{number: p.tables, row: -1, first: len(p.page.Blocks), taken: map[int]int{}}
	case "tr":
		if t := p.table(); t != nil {
			t.nextRow()
		}
	case "td", "th":
		if t := p.table(); t != nil {
			e.cell, e.keep, e.opened = t.nextCell(a), true, p.here()
		}
	}
	if e.hidden {
		p.hidden++
	}
	// Of elements inside a line only those matter that hide something, and what is in them.
	if blockElements[name] || p.hidden > 0 {
		p.open = append(p.open, e)
	}
}

// end reads an end tag.
func (p *parser) end(name string) {
	if p.skip != "" {
		if name == p.skip {
			if p.depth--; p.depth == 0 {
				p.skip = ""
			}
		}
		return
	}
	if name == "br" || name == "p" {
		p.flush()
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		switch e := &p.open[i]; {
		case e.name == name:
			p.closeTo(i)
			return
		case e.name == "table", e.cell != nil && !in(" table tr tbody thead tfoot ", name):
			return // it belongs to something outside
		}
	}
}

// closeImplied closes open elements that a start tag ends.
func (p *parser) closeImplied(ends, upTo string) {
	lowest := len(p.open)
	for i := len(p.open) - 1; i >= 0; i-- {
		name := p.open[i].name
		if in(ends, name) {
			lowest = i
		} else if in(upTo, name) {
			break
		}
	}
	p.closeTo(lowest)
}

// closeTo closes the open elements from the n-th on.
func (p *parser) closeTo(n int) {
	for len(p.open) > n {
		e := &p.open[len(p.open)-1]
		if blockElements[e.name] {
			p.flush()
		}
		if e.cell != nil && p.hidden == 0 && e.opened == p.here() {
			p.blank(e.cell)
		}
		if e.hidden {
			p.hidden--
		}
		p.open = p.open[:len(p.open)-1]
		if e.table != nil {
			p.unframe(e.table)
		}
	}
}

// list returns the innermost list that is open.
func (p *parser) list() *list {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].list != nil {
			return p.open[i].list
		}
	}
	return nil
}

// table returns the innermost table that is open.
func (p *parser) table() *table {
	for i := len(p.open) - 1; i >= 0; i-- {
		if p.open[i].table != nil {
			return p.open[i].table
		}
	}
	return nil
}

// where tells what the elements that are open make of a paragraph.
func (p *parser) where() (level int, cell *doc.Cell, keep bool) {
	for i := len(p.open) - 1; i >= 0; i-- {
		e := &p.open[i]
		level = max(level, e.level)
		keep = keep || e.keep
		if cell == nil {
			cell = e.cell
		}
	}
	return level, cell, keep
}

// lineBreak reads a br. In a title or a cell it is for looks, elsewhere people end
// paragraphs that way.
func (p *parser) lineBreak() {
	if _, _, keep := p.where(); keep {
		p.space, p.line = len(p.text) > 0, true
		return
	}
	p.flush()
}

// addText adds the characters of a text token, raw as they stand in the file. White
// space becomes one space, and none at a line's end between two Chinese characters.
func (p *parser) addText(raw []byte) {
	text := string(p.z.Text())
	if p.hidden > 0 {
		if trimmed := strings.TrimSpace(text); trimmed != "" {
			if !p.hiding {
				p.page.Hidden++
			}
			p.hiding = true
			if p.page.Quote == "" {
				p.page.Quote = trimmed
			}
		}
		return
	}
	lines := false
	for i := range p.open {
		lines = lines || p.open[i].name == "pre" || p.open[i].name == "xmp" || p.open[i].name == "plaintext"
	}
	exact := p.placed && text == string(raw)
	for at := 0; at < len(text); {
		n := strings.IndexAny(text[at:], " \t\r\n\f")
		if n < 0 {
			n = len(text) - at
		}
		if n > 0 {
			p.add(text[at:at+n], doc.Loc{Off: p.at + int64(at), Len: int64(n), Exact: exact}, int64(len(raw)))
			at += n
			continue
		}
		p.space = p.space || len(p.text) > 0
		if text[at] == '\n' || text[at] == '\r' {
			p.line = true
			if lines {
				p.flush()
			}
		}
		at++
	}
}

// add adds a word. A word that is not exactly what stands in the file is placed at the
// whole of its token, which is length bytes long.
func (p *parser) add(word string, src doc.Loc, length int64) {
	p.hiding = false
	if p.space && len(p.text) > 0 {
		last, _ := utf8.DecodeLastRune(p.text)
		first, _ := utf8.DecodeRuneInString(word)
		if !p.line || !isChinese(last) && !isChinese(first) {
			p.text = append(p.text, ' ')
		}
	}
	p.space, p.line = false, false
	switch {
	case !p.placed:
		src = doc.Loc{}
	case !src.Exact:
		src.Off, src.Len = p.at, length
	}
	if n := len(p.runs); n == 0 || p.runs[n-1].Src != src {
		p.runs = append(p.runs, doc.Run{Start: len(p.text), Src: src})
	}
	p.text = append(p.text, word...)
}

func isChinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || 0x3000 <= r && r < 0x3040 || 0xFF00 <= r && r < 0xFFF0 || strings.ContainsRune("“”‘’—…", r)
}

// flush ends the paragraph that is being read.
func (p *parser) flush() {
	text, runs := string(p.text), p.runs
	p.text, p.runs, p.space, p.line, p.hiding = p.text[:0], nil, false, false, false
	if strings.TrimSpace(text) == "" {
		return
	}
	number := p.number
	p.number = ""
	b := doc.Block{Text: strings.ToValidUTF8(number+text, "\ufffd"), Auto: len(number), Runs: runs}
	if len(b.Text) != len(number)+len(text) {
		b.Runs = []doc.Run{{}}
	} else if number != "" {
		for i := range b.Runs {
			b.Runs[i].Start += len(number)
		}
		b.Runs = append([]doc.Run{{}}, b.Runs...)
	}
	var level int
	level, b.Cell, _ = p.where()
	switch {
	case b.Cell != nil:
		b.Kind = doc.TableCell
	case level > 0:
		b.Kind, b.Level = doc.Heading, level
	}
	col, at := 0, 0
	for i := range b.Runs {
		r := &b.Runs[i]
		col += utf8.RuneCountInString(b.Text[at:r.Start])
		at = r.Start
		r.Src.Line, r.Src.Col = len(p.page.Blocks)+1, col
	}
	p.pieces += 1 + len(b.Runs)
	p.page.Blocks = append(p.page.Blocks, b)
}

// An opening is what had been read where a cell begins.
type opening struct{ blocks, tables, drawn, hidden int }

func (p *parser) here() opening {
	return opening{len(p.page.Blocks), p.tables, p.drawn, p.page.Hidden}
}

// blank adds a block without text for a cell in which nothing stands.
func (p *parser) blank(cell *doc.Cell) {
	src := doc.Loc{Line: len(p.page.Blocks) + 1}
	if p.placed {
		src.Off = p.at
	}
	p.pieces += 2
	p.page.Blocks = append(p.page.Blocks, doc.Block{Kind: doc.TableCell, Cell: cell, Runs: []doc.Run{{Src: src}}})
}

// unframe makes the text of a table of a single cell, a frame around it, paragraphs.
func (p *parser) unframe(t *table) {
	if _, outer, _ := p.where(); outer != nil || t.row != 0 || t.cols > 1 {
		return
	}
	framed := slices.DeleteFunc(p.page.Blocks[t.first:], func(b doc.Block) bool { return b.Text == "" })
	p.page.Blocks = p.page.Blocks[:t.first+len(framed)]
	for i := t.first; i < len(p.page.Blocks); i++ {
		if b := &p.page.Blocks[i]; b.Cell != nil && b.Cell.Table == t.number {
			b.Kind, b.Cell = doc.Paragraph, nil
		}
	}
	if t.number == p.tables {
		p.tables--
	}
}
