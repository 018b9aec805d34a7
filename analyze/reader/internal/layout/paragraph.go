package layout

import (
	"math"
	"slices"
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
	pitch map[int]float64 // by size of font, rounded: usual distance of two lines of a paragraph
}

// newJoiner learns how far apart lines stand in a flow.
func newJoiner(f *flow) *joiner {
	steps := map[int][]float64{}
	for i := 1; i < len(f.items); i++ {
		a, b := &f.items[i-1], &f.items[i]
		if a.table == nil && b.table == nil && a.column == b.column && a.line.page == b.line.page && sameSize(&a.line, &b.line) {
			if step := b.line.middle() - a.line.middle(); step > 0.5*b.line.em && step < 4*b.line.em {
				steps[sizeKey(&b.line)] = append(steps[sizeKey(&b.line)], step)
			}
		}
	}
	j := &joiner{pitch: map[int]float64{}}
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
	if centered(a, p.column) && centered(b, c) {
		return j.sameHeading(a, b, p.column)
	}
	indent, before := (b.left-c.left)/b.em, (a.left-p.column.left)/b.em
	if indent > 8 || !full(a, b, p.column) {
		return false
	}
	ended := wrap.EndsSentence(a.text)
	labelled := wrap.OpensWithNumber(b.text)
	if len(p.lines) > 1 {
		if math.Abs(indent-p.hang) > 0.6 {
			return false
		}
		return !(labelled && ended)
	}
	switch {
	case indent > before+0.6: // further in than the first line: hanging behind its label
		return indent-before < 4.5 && wrap.OpensWithNumber(a.text) && !labelled
	case indent > 0.6 && indent > before-0.6: // as far in as the first line
		return !ended && !labelled
	case a.bold && !b.bold && ended:
		return false
	}
	return !(labelled && (ended || indent > before-0.6))
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
	return pitch == 0 || step < 1.4*pitch
}

// centered reports whether l stands in the middle of its column, apart from both edges.
func centered(l *line, c *column) bool {
	left, right := l.left-c.left, c.right-l.right
	return left > 1.2*l.em && right > 1.2*l.em && math.Abs(left-right) < max(1.2*l.em, 0.1*(left+right))
}

// sameHeading reports whether two centred lines are one title that was broken.
func (j *joiner) sameHeading(a, b *line, c *column) bool {
	r, _ := utf8.DecodeRuneInString(b.text)
	return a.bold == b.bold && a.width() > 0.5*(c.right-c.left) && !wrap.EndsSentence(a.text) &&
		!strings.ContainsRune("（(—-〔[", r) && !wrap.OpensWithNumber(b.text)
}

// full reports whether what b opens with would not have found room behind a.
func full(a, b *line, c *column) bool {
	return a.right+head(b.text)*b.em > c.right+0.2*b.em
}

// head returns about how many ems the start of text is wide that can't be parted: a
// character with the punctuation that must not be parted from it, a word, a number.
func head(text string) float64 {
	w, inWord, done := 0.0, false, false
	for _, r := range text {
		isWord := r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) || inWord && strings.ContainsRune(".,%‰-/", r)
		switch {
		case strings.ContainsRune("（《〈“‘〔【([", r) && !done:
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
		w += advanceOf(r)
		if w > 40 {
			break
		}
	}
	return w
}
