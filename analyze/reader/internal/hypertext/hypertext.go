// Package hypertext reads HTML: what a reader of the page would see.
//
// It works on tokens and keeps a stack of its own. The parser that builds a page's tree
// copies open formatting elements into every paragraph, so that a small hostile page
// takes gigabytes.
package hypertext

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"strings"

	"golang.org/x/net/html"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
)

// Read reads data, which is UTF-8 behind its first bom bytes, into d. It names places in the
// file if placed: if data is the file. When it fails, d holds what was read until then.
func Read(ctx context.Context, data []byte, bom int, placed bool, d *doc.Document) error {
	p := &parser{z: html.NewTokenizer(bytes.NewReader(data[bom:])), at: int64(bom), placed: placed}
	p.run(ctx)
	p.closeTo(0)
	p.endParagraph()
	p.text.Document(d, 0)
	return p.err
}

type parser struct {
	z      *html.Tokenizer
	at     int64 // where the token starts in the file
	placed bool
	office bool // LibreOffice wrote the page: it keeps the blanks of a text, and breaks lines in place of one
	text   flow.Text
	open   []element
	tagged int    // open elements inside a line, which are kept only if they tell something
	skip   string // the unseen element that is being skipped
	depth  int    // how often it is open inside itself
	err    error

	paragraph *flow.Paragraph // nil between paragraphs
	line      int             // its number
	number    string          // its automatic number
	space     bool            // white space is to come before the next character
	broken    bool            // and it holds a line's end
	begins    bool            // a line was broken, and nothing stands on the next one yet
}

func (p *parser) run(ctx context.Context) {
	for steps := 0; p.err == nil; steps++ {
		if steps%1024 == 0 {
			p.err = ctx.Err()
		}
		kind := p.z.Next()
		length := int64(len(p.z.Raw()))
		if kind == html.ErrorToken {
			if err := p.z.Err(); err != io.EOF {
				p.err = cmp.Or(p.err, err)
			}
			return
		}
		p.token(kind)
		p.at += length
	}
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
		p.start(string(name), p.readAttributes(more), kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := p.z.TagName()
		p.end(string(name))
	}
}

// start reads a start tag.
func (p *parser) start(name string, a *attributes, empty bool) {
	if p.skip == "" && seenElements[name] {
		p.text.Drawn++
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
	case name == "meta" && strings.EqualFold(a.name, "generator"):
		p.office = strings.Contains(a.content, "LibreOffice") || strings.Contains(a.content, "OpenOffice")
	}
	if ends, upTo := closes(name); ends != "" {
		p.closeImplied(ends, upTo)
	}
	if blockElements[name] {
		p.endParagraph()
	}
	if emptyElements[name] || len(p.open) == maxOpen {
		return
	}
	e := p.newElement(name, a)
	switch name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		e.level = int(name[1] - '0')
	case "ul", "dir", "menu":
		e.list = &list{}
	case "ol":
		e.list = newList(a)
	case "li":
		if l := p.list(); l != nil {
			p.number = l.count(a.value)
		}
	case "table":
		p.text.Tables++
		e.table = &table{number: p.text.Tables, row: -1, first: len(p.text.Blocks), taken: map[int]int{}}
	case "tr":
		if t := p.table(); t != nil {
			t.nextRow()
		}
	case "td", "th":
		if t := p.table(); t != nil {
			e.cell, e.opened = t.nextCell(a), p.text.OpenCell()
			e.inCell = e.cell
		}
	}
	// Of elements inside a line only those matter that tell something, and what is in them.
	switch block := blockElements[name]; {
	case block:
		p.open = append(p.open, e)
	case p.tagged > 0 || e.tells(p.within()):
		p.tagged++
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
		p.endParagraph()
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
			p.endParagraph()
		} else {
			p.tagged--
		}
		if (e.name == "p" || e.cell != nil) && e.lines == p.text.Lines {
			p.text.Lines++ // an empty paragraph
		}
		if e.cell != nil && e.look.Hidden != flow.On {
			p.err = cmp.Or(p.err, p.text.CloseCell(e.opened, doc.Paragraph, e.cell, ""))
		}
		p.open = p.open[:len(p.open)-1]
		if t := e.table; t != nil && t.row == 0 && t.cols <= 1 && p.within().inCell == nil {
			p.text.Unframe(t.first, t.number)
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
