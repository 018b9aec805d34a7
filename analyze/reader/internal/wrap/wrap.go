// Package wrap finds the paragraphs of text files whose lines were broken at a fixed
// width. Whether a file is one, and where its paragraphs end, is told by the lines
// alone; where they leave a doubt, the lines stay apart, since a heading swallowed by a
// paragraph does more harm than a paragraph in two.
package wrap

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Continued tells of each line whether it goes on with the paragraph of the line before.
// Lines that are no text, such as rows of a table, are to be passed as "".
func Continued(raw []string) []bool {
	joined := make([]bool, len(raw))
	if !tooLong(raw) {
		lines := make([]line, len(raw))
		for i, s := range raw {
			lines[i] = newLine(s)
		}
		if p := newPage(lines); p != nil {
			p.join(joined)
			return joined
		}
	}
	joinNumbers(raw, joined)
	return joined
}

// tooLong reports at a glance what plausible would find out: that lines are longer than
// any width text is broken at. That settles it for most files.
func tooLong(raw []string) bool {
	long, all := 0, 0
	for _, s := range raw {
		if s == "" {
			continue
		}
		all++
		chars := utf8.RuneCountInString(s)
		if wide := (len(s) - chars) / 2; chars*5 > maxWidth*6 && (chars+wide)*5 > 2*maxWidth*6 {
			long++
		}
	}
	return long*10 > all
}

// A page is a hard-wrapped file.
type page struct {
	lines    []line
	byChars  bool // lines were broken by counting characters, not columns
	width    int  // the width that they were broken at, in these
	indent   int  // columns that continued lines are indented by
	indented bool // the first lines of paragraphs are indented more than that
}

const (
	minWidth = 20 // characters; text is not broken narrower than that
	maxWidth = 80
	slack    = 0.87 // a line this full had no room for the next word, give or take proportional type
)

// newPage finds out whether lines were broken at a width; nil when not.
func newPage(lines []line) *page {
	broken := brokenLines(lines)
	if len(broken) < 3 {
		return nil
	}
	byColumns := &page{lines: lines}
	byChars := &page{lines: lines, byChars: true}
	tightColumns, tightChars := byColumns.measure(broken), byChars.measure(broken)
	p, tight := byColumns, tightColumns
	if tightChars > tightColumns {
		p, tight = byChars, tightChars
	}
	if tight < 0.75 || !p.plausible() {
		return nil
	}
	p.findIndent(broken)
	return p
}

// brokenLines returns the lines of prose that end in mid-sentence though the next line
// could go on with it. Lines that open with a number are left out: they may be headings.
func brokenLines(lines []line) []int {
	var broken []int
	for i := range len(lines) - 1 {
		l, next := &lines[i], &lines[i+1]
		if !l.blank() && !next.blank() && l.prose && l.ending == mid && l.number == none && next.number == none &&
			next.indent <= l.indent && !l.aligned && !next.aligned {
			broken = append(broken, i)
		}
	}
	return broken
}

// measure sets the width from the broken lines and returns the share of them that it explains.
func (p *page) measure(broken []int) float64 {
	widths := make([]int, len(broken))
	for k, i := range broken {
		widths[k] = p.size(i)
	}
	slices.Sort(widths)
	most, from := 0, 0
	for k, w := range widths { // the width that most lines are just below
		for float64(widths[from]) <= slack*float64(w) {
			from++
		}
		if n := k + 1 - from; n >= most {
			most, p.width = n, w
		}
	}
	full := 0
	for _, i := range broken {
		if p.full(i) {
			full++
		}
	}
	return float64(full) / float64(len(broken))
}

// plausible reports whether p.width is one that text is broken at, and hardly a line longer.
func (p *page) plausible() bool {
	chars := p.width
	if !p.byChars {
		chars /= 2
	}
	if chars < minWidth || chars > maxWidth {
		return false
	}
	long, all := 0, 0
	for i := range p.lines {
		if !p.lines[i].blank() {
			all++
			if p.size(i)*5 > p.width*6 {
				long++
			}
		}
	}
	return long*10 <= all
}

// findIndent finds how continued lines and the first lines of paragraphs are indented.
func (p *page) findIndent(broken []int) {
	count := map[int]int{}
	for _, i := range broken {
		if n := p.lines[i+1].indent; p.full(i) {
			if count[n]++; count[n] > count[p.indent] || count[n] == count[p.indent] && n < p.indent {
				p.indent = n
			}
		}
	}
	first := 0
	for i := range p.lines {
		if l := &p.lines[i]; l.prose && l.indent > p.indent+1 {
			first++
		}
	}
	p.indented = first >= 2
}

// size returns how long line i is, as the lines of the page are counted.
func (p *page) size(i int) int {
	if p.byChars {
		return p.lines[i].chars
	}
	return p.lines[i].columns
}

// full reports whether the line after i would not have begun on line i: it had no room
// for the next line's first word.
func (p *page) full(i int) bool {
	head := 1
	if i+1 < len(p.lines) {
		head = p.lines[i+1].head
	}
	return float64(p.size(i)+head) > slack*float64(p.width)
}

// short reports whether line i is far from the width.
func (p *page) short(i int) bool { return float64(p.size(i)) < 0.6*float64(p.width) }

// join marks the lines that continue a paragraph.
func (p *page) join(joined []bool) {
	title := slices.IndexFunc(p.lines, func(l line) bool { return !l.blank() })
	var para paragraph
	for i := range p.lines {
		if i > 0 && !p.lines[i].blank() && !p.lines[i-1].blank() {
			joined[i] = p.continues(&para, i)
		}
		if joined[i] {
			para.body = true
		} else {
			para = paragraph{title: i == title}
		}
		para.add(&p.lines[i])
	}
}

// A paragraph is the lines taken together so far.
type paragraph struct {
	title bool // it opens the file
	prose bool // it has punctuation inside
	body  bool // it goes on behind a sentence's end or over a line's: it is no heading
	open  int  // brackets open at its end
}

func (q *paragraph) add(l *line) {
	q.prose = q.prose || l.prose
	q.body = q.body || l.body
	for _, r := range l.text {
		switch r {
		case '（', '(', '《', '【':
			q.open++
		case '）', ')', '》', '】':
			q.open = max(0, q.open-1)
		}
	}
}

// continues decides whether line i goes on with para, which ends in the line before.
func (p *page) continues(para *paragraph, i int) bool {
	prev, l := &p.lines[i-1], &p.lines[i]
	if l.aligned || prev.aligned {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(l.text); strings.ContainsRune("，。；：、）》】！？”", first) {
		return true // nothing starts with these
	}
	if d := l.indent - p.indent; d < -1 || d > 1 {
		return false
	}
	full := p.full(i - 1)
	if l.number != none {
		return full && (para.open > 0 || endsInAny(prev.text, "第") || l.number == arabic && endsInAny(prev.text, "、，和及至"))
	}
	if p.signature(i) {
		return false
	}
	// A line of a few words without punctuation after a full one ends its sentence,
	// or it is a heading or a label of its own.
	bare := p.short(i) && !l.prose && l.ending != sentence
	switch {
	case prev.ending == mid && full && para.title && !para.prose:
		return bare && l.ending == mid
	case prev.ending == mid && full:
		return para.prose || !bare
	case prev.ending == mid:
		return para.prose && (para.open > 0 || para.body && !bare)
	}
	return full && p.indented && (l.ending == sentence || p.full(i))
}

// signature reports whether line i is the date under a report or the name above that date.
func (p *page) signature(i int) bool {
	l := &p.lines[i]
	if !p.short(i) || l.prose {
		return false
	}
	if isDate(l.text) {
		return true
	}
	for _, next := range p.lines[i+1:] {
		if !next.blank() {
			return l.ending == mid && isDate(next.text)
		}
	}
	return false
}

// Gap returns what of text stays when next, the paragraph's next line, is set behind
// it, and what parts them: nothing between Chinese characters, a space between words.
func Gap(text, next string) (before, gap string) {
	if cut := strings.TrimSuffix(text, " "); !strings.HasSuffix(cut, " ") {
		text = cut // one space is the line's end, more may be left to fill in
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	first, _ := utf8.DecodeRuneInString(next)
	if isLatin(last) && isLatin(first) {
		gap = " "
	}
	return text, gap
}

func isLatin(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || 0xC0 <= r && r < 0x250 && r != '×' && r != '÷'
}

// joinNumbers joins, in a file that is not hard-wrapped, a number that stands alone on
// its line to the text before it and the measure word behind it.
func joinNumbers(raw []string, joined []bool) {
	for i := 1; i+1 < len(raw); i++ {
		if isNumber(strings.TrimSpace(raw[i])) && endsInHan(raw[i-1]) && opensWithMeasure(raw[i+1]) {
			joined[i], joined[i+1] = true, true
		}
	}
}

func isNumber(text string) bool {
	return allOf(text, "0123456789０１２３４５６７８９,，.．") && strings.ContainsAny(text, "0123456789０１２３４５６７８９")
}

func endsInAny(text, set string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(set, r)
}

func endsInHan(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text))
	return unicode.Is(unicode.Han, r)
}

// opensWithMeasure reports whether text starts with a measure word that nothing but
// punctuation follows, so that it can't be another word: 条， but not 条件.
func opensWithMeasure(text string) bool {
	word := strings.TrimLeft(strings.TrimSpace(text), "余多")
	for _, m := range []string{"人次", "个百分点", "平方米", "公里", "万元", "亿元"} {
		if strings.HasPrefix(word, m) {
			return true
		}
	}
	r, n := utf8.DecodeRuneInString(word)
	if !strings.ContainsRune("次人名个件项条起场期份批篇户家处座所节课堂吨亩元万亿倍", r) {
		return false
	}
	after, n2 := utf8.DecodeRuneInString(word[n:])
	return n2 == 0 || strings.ContainsRune("，。；、）：（,;.!！?？", after)
}
