package hypertext

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/flow"
)

// blanks are the characters that a page shows as one space.
const blanks = " \t\r\n\f"

// lineBreak reads a br, or the end of a line that is kept as it is. Outside of a p element
// it ends a paragraph.
func (p *parser) lineBreak() {
	e := p.within()
	switch {
	case e.look.Hidden == flow.On:
	case p.paragraph == nil:
	case e.inCell == nil && e.level == 0 && e.align.Centred != flow.On && !e.inPara:
		p.endParagraph()
	default:
		p.paragraph.LineBreak(e.inCell != nil || e.level > 0 || e.align.Centred == flow.On)
		p.space, p.broken, p.begins = false, false, true
	}
}

// addText adds the characters of a text token, raw as they stand in the file.
func (p *parser) addText(raw []byte) {
	text := string(p.z.Text())
	src := doc.Loc{Off: p.at, Len: int64(len(raw)), Exact: text == string(raw)}
	switch e := p.within(); {
	case e.change.Gone() || e.look.Hidden == flow.On: // of no white space around it
		p.add(text, src)
	case e.spaces == flow.On:
		for at, rest := 0, text; ; {
			line, after, more := strings.Cut(rest, "\n")
			shown := strings.TrimSuffix(line, "\r")
			p.add(shown, part(src, at, len(shown)))
			if !more {
				break
			}
			p.lineBreak()
			at, rest = at+len(line)+1, after
		}
	case p.office:
		p.addOffice(text, src)
	default:
		p.addFolded(text, src)
	}
}

// part returns the place of length bytes from off on of a token at src.
func part(src doc.Loc, off, length int) doc.Loc {
	if src.Exact {
		src.Off, src.Len = src.Off+int64(off), int64(length)
	}
	return src
}

// addFolded adds text in which white space counts as one space, and as none at a line's end
// between two Chinese characters.
func (p *parser) addFolded(text string, src doc.Loc) {
	for at := 0; at < len(text); {
		if n := folded(text[at:]); n > 0 {
			p.fold(text[at:])
			p.add(text[at:at+n], part(src, at, n))
			at += n
			continue
		}
		p.space = true
		p.broken = p.broken || text[at] == '\n' || text[at] == '\r'
		at++
	}
}

// folded returns how many bytes of text there are before white space that is not shown as it
// is: all but single spaces between words.
func folded(text string) int {
	for i := 0; ; i++ {
		n := strings.IndexAny(text[i:], blanks)
		if n < 0 {
			return len(text)
		}
		i += n
		if i == 0 || text[i] != ' ' || i+1 == len(text) || strings.IndexByte(blanks, text[i+1]) >= 0 {
			return i
		}
	}
}

// fold adds the space that white space before text is shown as.
func (p *parser) fold(text string) {
	if p.space && p.paragraph != nil && p.paragraph.Len() > 0 {
		first, _ := utf8.DecodeRuneInString(text)
		if !p.broken || !isChinese(p.paragraph.Last()) && !isChinese(first) {
			p.add(" ", doc.Loc{Off: p.at})
		}
	}
	p.space, p.broken = false, false
}

func isChinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || 0x3000 <= r && r < 0x3040 || 0xFF00 <= r && r < 0xFFF0 || strings.ContainsRune("“”‘’—…", r)
}

// addOffice adds text in which a line's end, and the tabs behind it, stand for one space. At
// the beginning of a line of the text they stand for nothing.
func (p *parser) addOffice(text string, src doc.Loc) {
	for at := 0; at < len(text); {
		n := strings.IndexByte(text[at:], '\n')
		if n < 0 {
			n = len(text) - at
		}
		p.add(strings.TrimSuffix(text[at:at+n], "\r"), part(src, at, n))
		if at += n; at == len(text) {
			return
		}
		if p.paragraph != nil && p.paragraph.Len() > 0 && !p.begins {
			p.add(" ", doc.Loc{Off: p.at})
		}
		at = len(text) - len(strings.TrimLeft(text[at+1:], "\t"))
	}
}

// add adds text to the paragraph, beginning one if need be.
func (p *parser) add(text string, src doc.Loc) {
	if text == "" {
		return
	}
	p.begins = false
	if p.paragraph == nil {
		p.text.Lines++
		p.paragraph, p.line = flow.NewParagraph(), p.text.Lines
	}
	if !p.placed {
		src = doc.Loc{}
	}
	e, q := p.within(), p.paragraph
	begins := p.text.Changes.Meet(e.change)
	if e.change.Gone() {
		if begins {
			q.Saw(doc.Changes, q.Len())
		}
		return
	}
	start := q.Len()
	p.text.Write(q, []byte(text), src, p.line, e.look, false)
	if e.change != flow.Kept && q.Len() > start {
		q.Saw(doc.Changes, start)
	}
}

// endParagraph ends the paragraph, if there is one.
func (p *parser) endParagraph() {
	p.space, p.broken = false, false
	q := p.paragraph
	if q == nil {
		return
	}
	p.paragraph = nil
	e := p.within()
	if e.level > 0 {
		q.Kind, q.Level = doc.Heading, e.level
	}
	q.Loose, q.Indented = e.align.Aligned != flow.On, e.align.Indented == flow.On
	number := p.number
	if q.Empty() {
		number = ""
	} else {
		p.number = ""
	}
	p.err = cmp.Or(p.err, p.text.Emit(q, doc.Paragraph, e.inCell, number))
}
