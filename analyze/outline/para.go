package outline

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// A role is what a paragraph is for.
type role uint8

const (
	running  role = iota // running text, headings included
	row                  // a table's cell or row, a page header, a note
	contents             // a table of contents
	front                // what stands around the title: the title itself, dates, authors, page furniture
	tail                 // signature, contact line, list of attachments
	appendix             // an attachment's own text
)

// A para is one block that is not blank, seen from outside.
type para struct {
	block      int
	text       string // the block's text
	start, end int    // bytes of text without the white space around it
	runes      int    // of text[start:end]
	signs      []sign // of the same
	last       rune
	kind       doc.Kind
	level      int  // of a block that the file marks as a heading, else 0
	full       bool // one line of a hard-wrapped file that is as long as lines get
	role       role
	num        number // with which it starts
	numbered   bool
}

// Number returns the number with which p starts, if it does.
func (p *para) number() (number, bool) { return p.num, p.numbered }

func (p *para) trimmed() string { return p.text[p.start:p.end] }

// Closed reports whether p ends like a sentence.
func (p *para) closed() bool {
	switch p.last {
	case '”', '"', '）', ')', '』', '」':
		r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(p.trimmed(), "”\"）)』」"))
		return r == '。' || r == '！' || r == '？'
	}
	return isSentenceEnd(p.last) || p.last == '.' && p.runes > 20
}

func isSentenceEnd(r rune) bool {
	return r == '。' || r == '！' || r == '？' || r == '；' || r == ';' || r == '!' || r == '?' || r == '…'
}

// Prose reports whether p is running text rather than a line that names something.
func (p *para) prose() bool {
	return p.runes > 60 || p.closed() || p.runes > 6 && strings.Contains(p.trimmed(), "。")
}

// Survey returns the blocks of d that are not blank. They are good until the next call.
func (r *room) survey(d *doc.Document) []para {
	paras, signs := r.paras[:0], r.signs[:0]
	width := lineWidth(d)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		start := skipSpace(b.Text, 0)
		if start == len(b.Text) {
			continue
		}
		end := trimSpaceRight(b.Text, len(b.Text))
		start, end, hashes := unwrap(b.Text, start, end)
		p := para{block: i, text: b.Text, start: start, end: end, kind: b.Kind, level: hashes}
		first := len(signs)
		signs, p.runes = appendSigns(signs, b.Text, start, end)
		p.signs = signs[first:len(signs):len(signs)]
		p.last, _ = utf8.DecodeLastRuneInString(b.Text[start:end])
		if b.Kind == doc.Heading {
			p.level = max(b.Level, 1)
		}
		p.num, p.numbered = leadingNumber(p.trimmed())
		if b.Kind > doc.Heading || isRow(&p) {
			p.role = row
		}
		p.full = width > 0 && len(b.Runs) == 1 && columns(b.Text[:end]) >= width-4
		paras = append(paras, p)
	}
	r.paras, r.signs = paras, signs
	marked := 0
	for i := range paras {
		if paras[i].level > 0 {
			marked++
		}
	}
	if 3*marked > 2*len(paras) && marked > 3 { // a file whose text is all set as headings marks none
		for i := range paras {
			if paras[i].prose() {
				paras[i].level = 0
			}
		}
	}
	return paras
}

// Unwrap takes the marks of pasted Markdown from around t[start:end]: # before a heading,
// ** around bold text. Hashes is their number.
func unwrap(t string, start, end int) (from, to, hashes int) {
	for start+hashes < end && t[start+hashes] == '#' {
		hashes++
	}
	if hashes > 0 {
		from = skipSpace(t, start+hashes)
		if hashes > 6 || from == start+hashes || from >= end {
			return start, end, 0
		}
		start = from
	}
	if end-start > 4 && t[start:start+2] == "**" && t[start+2] != '*' {
		if strings.HasSuffix(t[start+2:end], "**") && !strings.HasSuffix(t[:end], "***") && strings.Count(t[start:end], "**") == 2 {
			from, to = skipSpace(t, start+2), trimSpaceRight(t, end-2)
			if from < to {
				return from, to, hashes
			}
		}
		if num, ok := leadingNumber(t[start+2 : end]); ok && !num.weak && strings.Contains(t[start+2:end], "**") {
			return start + 2, end, hashes // **一、工作情况。** 今年以来
		}
	}
	return start, end, hashes
}

// LineWidth returns how many columns the longest line of a hard-wrapped file has that
// goes on in the next; 0 where none does.
func lineWidth(d *doc.Document) int {
	width := 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		for k := 1; k < len(b.Runs); k++ {
			if b.Runs[k].Src.Line > b.Runs[k-1].Src.Line {
				width = max(width, columns(b.Text[b.Runs[k-1].Start:b.Runs[k].Start]))
			}
		}
	}
	return width
}

// Columns returns how wide t is: a Chinese character or mark takes two columns.
func columns(t string) int {
	n := 0
	for _, r := range t {
		if n++; r > 0x2000 {
			n++
		}
	}
	return n
}

// IsRow reports whether a line is a row of a table in plain text: cells parted by
// bars or by tabs.
func isRow(p *para) bool {
	bars, wideBars, tab := 0, 0, -1
	for _, s := range p.signs {
		switch s.r {
		case '|':
			bars++
		case '｜':
			wideBars++
		case '\t':
			tab = int(s.at) - p.start
		}
	}
	return bars >= 2 || wideBars >= 2 || tab >= 0 && (!p.numbered || tab >= p.num.next) && !strings.Contains(p.trimmed(), "。")
}

// Gaps counts the stretches of at least two columns of white space inside t.
func gaps(t string) int {
	count := 0
	for i := 0; i < len(t); {
		if t[i] > ' ' && t[i] < utf8.RuneSelf || t[i] >= utf8.RuneSelf && !isSpace(runeAt(t, i)) {
			_, n := utf8.DecodeRuneInString(t[i:])
			i += n
			continue
		}
		end, width := i, 0
		for end < len(t) {
			r, n := utf8.DecodeRuneInString(t[end:])
			if !isSpace(r) {
				break
			}
			width++
			if r == '　' {
				width++
			}
			end += n
		}
		if width >= 2 && i > 0 && end < len(t) {
			count++
		}
		i = end
	}
	return count
}

// MarkContents gives the lines of a table of contents their role.
func markContents(paras []para) {
	for i := 0; i < len(paras); i++ {
		p := &paras[i]
		if p.role > row || p.kind > doc.Heading {
			continue
		}
		word, ok := "", false
		if runeAt(p.text, p.start) == '目' {
			word, ok = strings.CutPrefix(fold(p.trimmed()), "目录")
		}
		switch {
		case ok && (word == "" || word == "：" || word == ":"):
			p.role = contents
			i = markEntries(paras, i+1) - 1
		case ok && leadered(p.trimmed()), hasPageNumber(p.trimmed()):
			p.role = contents
		}
	}
}

// MarkEntries marks the entries that follow the line 目录 at i-1 and returns the
// index behind the last. Entries without page numbers are entries when the first of
// them stands a second time further on.
func markEntries(paras []para, i int) int {
	if i == len(paras) {
		return i
	}
	end := i
	for end < len(paras) && !paras[end].prose() && (hasPageNumber(paras[end].trimmed()) || leadered(paras[end].trimmed())) {
		end++
	}
	if end == i {
		first := fold(paras[i].trimmed())
		for j := i + 1; j < len(paras) && j < i+60 && !paras[j].prose(); j++ {
			if fold(paras[j].trimmed()) == first {
				end = j
				break
			}
		}
	}
	for ; i < end; i++ {
		paras[i].role = contents
	}
	return end
}

// Leadered reports whether t holds a dotted leader: ……, ·····, ......
func leadered(t string) bool {
	return strings.Contains(t, "……") || strings.Contains(t, "....") || strings.Contains(t, "····") || strings.Contains(t, "．．．")
}

// HasPageNumber reports whether t is an entry of a table of contents: a title, then
// a leader or a tab, then a page number.
func hasPageNumber(t string) bool {
	i := len(t)
	for i > 0 && '0' <= t[i-1] && t[i-1] <= '9' {
		i--
	}
	if i == 0 || i == len(t) || len(t)-i > 3 {
		return false
	}
	rest := t[:i]
	if before := strings.TrimRight(rest, " -—"); strings.HasSuffix(before, "…") || strings.HasSuffix(before, "...") || strings.HasSuffix(before, "···") || strings.HasSuffix(before, "．．．") {
		return true
	}
	if !strings.HasSuffix(rest, "\t") || strings.Count(rest, "\t") > 2 {
		return false
	}
	_, numbered := leadingNumber(t)
	return numbered && strings.Count(rest, "\t") == 1 || strings.HasSuffix(rest, "\t\t")
}

// Fold returns t without its white space; between two Latin letters or digits one
// space stays.
func fold(t string) string {
	if !hasSpace(t) {
		return t
	}
	var b strings.Builder
	b.Grow(len(t))
	var last rune
	space := false
	for _, r := range t {
		if isSpace(r) {
			space = true
			continue
		}
		if space && isLatin(last) && isLatin(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, space = r, false
	}
	return b.String()
}

func hasSpace(t string) bool {
	for i := 0; i < len(t); {
		if isHanLead(t[i]) { // most characters of a text
			i += len("是")
			continue
		}
		r, n := utf8.DecodeRuneInString(t[i:])
		if isSpace(r) {
			return true
		}
		i += n
	}
	return false
}

func isLatin(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

func trimSpaceRight(t string, end int) int {
	for end > 0 {
		r, n := utf8.DecodeLastRuneInString(t[:end])
		if !isSpace(r) {
			break
		}
		end -= n
	}
	return end
}
