package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/reader/internal/wrap"
)

// A paragraph is lines that go on with each other.
type paragraph struct {
	lines  []line
	column *column
	hang   float64 // left edge of the lines behind the first, from the column's
}

// A joiner tells which lines go on with the one before.
type joiner struct {
	pitch   map[int]float64 // by size of font, rounded: usual distance of two lines of a paragraph
	body    float64         // em of most of the text
	indents bool            // paragraphs open further in than they go on
	flush   bool            // those that open with a number do not
}

// newJoiner learns how far apart lines stand in a flow.
func newJoiner(f *flow) *joiner {
	steps, chars := map[int][]float64{}, map[int]int{}
	indented, all := 0, 0
	flush := false
	for i := 1; i < len(f.items); i++ {
		a, b := &f.items[i-1], &f.items[i]
		if a.table == nil && b.table == nil && a.column == b.column && a.line.page == b.line.page && sameSize(&a.line, &b.line) {
			if step := b.line.middle() - a.line.middle(); step > 0.5*b.line.em && step < 4*b.line.em {
				steps[sizeKey(&b.line)] = append(steps[sizeKey(&b.line)], step)
			}
			if wrap.OpensWithNumber(b.line.text) && b.line.left-b.column.left < 0.6*b.line.em && !full(&a.line, &b.line, a.column) {
				flush = true
			}
			if in := (b.line.left - b.column.left) / b.line.em; in < 0.5 && full(&a.line, &b.line, a.column) {
				all++
				if before := (a.line.left - a.column.left) / a.line.em; before > 1 && before < 4.5 {
					indented++
				}
			}
		}
	}
	j := &joiner{pitch: map[int]float64{}, indents: indented > 1 && indented*12 > all, flush: flush}
	for i := range f.items {
		if it := &f.items[i]; it.table == nil {
			chars[sizeKey(&it.line)] += len(it.line.text)
		}
	}
	most := 0
	for size, n := range chars {
		if n > most || n == most && float64(size) < j.body {
			most, j.body = n, float64(size)
		}
	}
	for size, list := range steps {
		slices.Sort(list)
		j.pitch[size] = list[len(list)/5]
	}
	return j
}

func sizeKey(l *line) int { return int(math.Round(l.em)) }

// sameSize reports whether two lines may be of one paragraph by the size of their fonts.
func sameSize(a, b *line) bool {
	if a.size == 0 || b.size == 0 {
		return max(a.em, b.em) < 1.5*min(a.em, b.em)
	}
	return max(a.size, b.size) < 1.12*min(a.size, b.size)
}

// continues reports whether b, which stands in column c, goes on with p.
func (j *joiner) continues(p *paragraph, b *line, c *column) bool {
	a := &p.lines[len(p.lines)-1]
	if !sameSize(a, b) {
		return false
	}
	if a.page == b.page && p.column == c && b.middle() > a.middle() && !j.near(p, b) {
		return false
	}
	if j.centered(b, c) && (j.centered(a, p.column) || full(a, b, p.column) && !wrap.EndsSentence(a.text)) {
		return j.sameHeading(a, b, p.column)
	}
	indent, before := (b.left-c.left)/b.em, (a.left-p.column.left)/b.em
	far := min(8, 0.3*(c.right-c.left)/b.em)
	if indent > far || len(p.lines) == 1 && before > far || !full(a, b, p.column) {
		return false
	}
	ended := wrap.EndsSentence(a.text)
	labelled := wrap.OpensWithNumber(b.text) && !p.counts(b.text) || ended && opensBullet(b.text)
	if first := (p.lines[0].left - p.column.left) / b.em; first > 1 && indent < 0.6 && !j.flush && !wrap.OpensWithHeading(b.text) {
		labelled = false // a paragraph would begin further in
	}
	if a.bold != b.bold && ended {
		return false
	}
	if len(p.lines) > 1 {
		return math.Abs(indent-p.hang) < 0.6 && !(labelled && ended)
	}
	switch {
	case indent > before+0.6: // further in than the first line: hanging behind its label
		return indent-before < 4.5 && (wrap.OpensWithNumber(a.text) || opensBullet(a.text)) && !labelled
	case indent > 0.6 && indent > before-0.6: // as far in as the first line
		return !j.indents && !ended && !labelled
	}
	return !(labelled && (ended || indent > before-0.6))
}

// ended reports whether a sentence ends with the last line.
func (p *paragraph) ended() bool { return wrap.EndsSentence(p.lines[len(p.lines)-1].text) }

// alone reports whether item i is a short line without punctuation above a paragraph that
// begins further in: a heading.
func (f *flow) alone(i int) bool {
	if i+1 == len(f.items) || f.items[i+1].table != nil {
		return false
	}
	l, next, c := &f.items[i].line, &f.items[i+1].line, f.items[i].column
	return f.items[i+1].column == c && next.left-c.left > 1.5*l.em && l.left-c.left < 0.6*l.em &&
		l.width() < 0.6*(c.right-c.left) && !wrap.EndsSentence(l.text) && !full(l, next, c)
}

// counts reports whether text opens with a number in brackets that goes on with one in the
// midst of p: （1）……；（2）……
func (p *paragraph) counts(text string) bool {
	in, _, ok := strings.Cut(text, "）")
	n, err := strconv.Atoi(strings.TrimPrefix(in, "（"))
	if !ok || err != nil {
		return false
	}
	for i := range p.lines {
		if at := strings.Index(p.lines[i].text, "（"+strconv.Itoa(n-1)+"）"); at > 0 || at == 0 && i > 0 {
			return true
		}
	}
	return false
}

// opensBullet reports whether text begins with a bullet. Two of them are a gap to fill in.
func opensBullet(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[n:])
	return strings.ContainsRune("●■◆▲★○◇□△☆•▪➢", r) && next != r
}

// near reports whether b stands no further below p than lines of one paragraph do.
func (j *joiner) near(p *paragraph, b *line) bool {
	a := &p.lines[len(p.lines)-1]
	step := b.middle() - a.middle()
	if len(p.lines) > 1 {
		if z := &p.lines[len(p.lines)-2]; z.page == a.page && a.middle() > z.middle() {
			return step < 1.25*(a.middle()-z.middle())
		}
	}
	pitch := j.pitch[sizeKey(b)]
	return pitch == 0 || step < 1.3*pitch
}

// centered reports whether l stands in the middle of its column, apart from both edges:
// exactly there, or nearly where it can be no ordinary line.
func (j *joiner) centered(l *line, c *column) bool {
	left, right := l.left-c.left, c.right-l.right
	off := 0.5 * l.em
	if l.bold || l.em > 1.15*j.body {
		off = 2 * l.em
	}
	return left > 0.8*l.em && right > 0.8*l.em && math.Abs(left-right) < off
}

// sameHeading reports whether two centred lines are one title that was broken.
func (j *joiner) sameHeading(a, b *line, c *column) bool {
	r, _ := utf8.DecodeRuneInString(b.text)
	return a.bold == b.bold && a.width() > 0.5*(c.right-c.left) && !wrap.EndsSentence(a.text) &&
		!strings.ContainsRune("（(—-〔[", r) && !wrap.OpensWithNumber(b.text) && !(namesPaper(a.text) && !strings.ContainsRune("和及暨与的", r))
}

// namesPaper reports whether a title ends with what a paper is called, and so is whole.
func namesPaper(text string) bool {
	for _, w := range []string{"总结", "报告", "计划", "汇报", "小结", "方案", "要点"} {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// full reports whether what b opens with would not have found room behind a. The column's
// edge is where lines of text end, which may be less than where they could: in the middle
// of a sentence, almost no room is none.
func full(a, b *line, c *column) bool {
	over := a.right + head(b.text)*b.em - c.right
	return over > 0.02*b.em || over > -b.em && !wrap.EndsSentence(a.text)
}

// hanging returns how wide the punctuation at the end of a line is, which may stand outside
// of the column.
func (l *line) hanging() float64 {
	r, _ := utf8.DecodeLastRuneInString(l.text)
	switch {
	case strings.ContainsRune("，。、；：？！）》〉”’〕】", r):
		return l.em
	case strings.ContainsRune(",.;", r):
		return 0.35 * l.em
	}
	return 0
}

// head returns about how many ems the start of text is wide that can't be parted: a
// character with the punctuation that must not be parted from it, a word, a number.
func head(text string) float64 {
	w, inWord, done := 0.0, false, false
	for _, r := range text {
		isWord := r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_') || inWord && strings.ContainsRune(".,%‰-/", r)
		switch {
		case strings.ContainsRune("（《〈“‘〔【([", r) && !done:
		case r == '"' || r == '\'': // opens or closes: parted on neither side
			done = false
		case strings.ContainsRune("，。、；：？！）》〉”’〕】…,.;:?!)]%％℃", r):
			if w == 0 {
				done = true
			}
		case isWord && (!done || inWord):
			inWord, done = true, true
		case done:
			return w
		default:
			done = true
		}
		if w += advanceOf(r); isWord && r < 0x2E80 {
			w += 0.06 // letters are half an em wide or a little more
		}
		if w > 40 {
			break
		}
	}
	return w
}
