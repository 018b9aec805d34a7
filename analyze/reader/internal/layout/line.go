package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is text that stands side by side on a page, in one column.
type line struct {
	text                     string // without white space around it
	page                     int    // 1-based
	left, top, right, bottom float64
	em                       float64 // height of a character, as far as can be told
	size                     float64 // of the font; 0 where unknown
	bold                     bool    // all of it
}

func (l *line) center() float64 { return (l.left + l.right) / 2 }
func (l *line) middle() float64 { return (l.top + l.bottom) / 2 }
func (l *line) width() float64  { return l.right - l.left }

// A row is the lines that stand at one height, from left to right.
type row []line

func (r row) top() float64 {
	top := r[0].top
	for i := range r {
		top = min(top, r[i].top)
	}
	return top
}

func (r row) bottom() float64 {
	bottom := r[0].bottom
	for i := range r {
		bottom = max(bottom, r[i].bottom)
	}
	return bottom
}

// linesOf returns a page's texts as lines of one piece each, without those that can't be
// placed and those that are drawn over themselves to look bold.
func linesOf(p *Page, number int) []line {
	lines := make([]line, 0, len(p.Texts))
	for i := range p.Texts {
		if l, ok := newLine(&p.Texts[i]); ok {
			l.page = number
			lines = append(lines, l)
		}
	}
	return withoutCopies(lines)
}

// newLine returns a text as a line; false where there is nothing to see of it.
func newLine(t *Text) (line, bool) {
	sum := t.Left + t.Top + t.Right + t.Bottom
	text := clean(t.Text)
	trimmed := strings.TrimFunc(text, unicode.IsSpace)
	if trimmed == "" || math.IsNaN(sum) || math.Abs(sum) > 1e6 || t.Right < t.Left || t.Bottom < t.Top {
		return line{}, false
	}
	l := line{text: trimmed, left: t.Left, top: t.Top, right: t.Right, bottom: t.Bottom, size: t.Size, bold: t.Bold}
	if all := advance(text); trimmed != text && all > 0 {
		before := text[:strings.Index(text, trimmed)]
		per := (t.Right - t.Left) / all
		l.left += advance(before) * per
		l.right = l.left + advance(trimmed)*per
	}
	if l.em = t.Size; !(l.em > 0 && l.em < 1e4) {
		l.em, l.size = max(1, 0.9*(t.Bottom-t.Top)), 0
	}
	return l, true
}

// advance returns about how many ems wide text is.
func advance(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += advanceOf(r)
	}
	return w
}

func advanceOf(r rune) float64 {
	switch {
	case r < 0x20:
		return 0
	case r < 0x2010 && !strings.ContainsRune("·×÷±°§", r):
		return 0.5
	}
	return 1
}

// withoutCopies drops texts that stand a second time at almost the same place: the
// first of them is bold then.
func withoutCopies(lines []line) []line {
	type spot struct {
		text string
		x, y int
	}
	seen := make(map[spot]int, len(lines))
	kept := lines[:0]
next:
	for _, l := range lines {
		near := l.em * 0.4
		x, y := int(l.left/near), int(l.top/near)
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				if at, ok := seen[spot{l.text, x + dx, y + dy}]; ok {
					k := &kept[at]
					if math.Abs(k.left-l.left) < near && math.Abs(k.top-l.top) < near && math.Abs(k.em-l.em) < 0.2*l.em {
						k.bold = k.bold || k.left != l.left || k.top != l.top
						continue next
					}
				}
			}
		}
		seen[spot{l.text, x, y}] = len(kept)
		kept = append(kept, l)
	}
	return kept
}

// rowsOf sets lines into rows from top to bottom. Lines that nothing wide parts become one.
func rowsOf(pieces []line) []row {
	slices.SortStableFunc(pieces, func(a, b line) int { return cmp.Compare(a.middle(), b.middle()) })
	var rows []row
	for from := 0; from < len(pieces); {
		tallest := &pieces[from] // the row's text; what is smaller is raised or lowered beside it
		to := from + 1
		for ; to < len(pieces); to++ {
			next := &pieces[to]
			if next.middle()-tallest.middle() > 0.55*max(tallest.em, next.em) {
				break
			}
			if next.em > tallest.em*1.2 {
				tallest = next
			}
		}
		rows = append(rows, rowOf(pieces[from:to]))
		from = to
	}
	return rows
}

// wideGap is how many ems part two columns at least.
const wideGap = 1.2

// rowOf joins pieces at one height, as far as no wide gap parts them.
func rowOf(pieces []line) row {
	slices.SortStableFunc(pieces, func(a, b line) int { return cmp.Compare(a.left, b.left) })
	r := row{pieces[0]}
	from := 0
	for i := 1; i < len(pieces); i++ {
		if pieces[i].left-r[len(r)-1].right > wideGap*max(pieces[i-1].em, pieces[i].em) {
			r[len(r)-1] = joined(pieces[from:i])
			r = append(r, pieces[i])
			from = i
		} else {
			r[len(r)-1].right = max(r[len(r)-1].right, pieces[i].right)
		}
	}
	r[len(r)-1] = joined(pieces[from:])
	return r
}

// joined sets pieces behind each other.
func joined(pieces []line) line {
	if len(pieces) == 1 {
		return pieces[0]
	}
	l := pieces[0]
	var b strings.Builder
	longest := 0.0
	l.bold = true
	for i := range pieces {
		p := &pieces[i]
		if i > 0 {
			b.WriteString(space(b.String(), p.text, (p.left-l.right)/max(1, min(l.em, p.em))))
			l.right = max(l.right, p.right)
			l.top, l.bottom = min(l.top, p.top), max(l.bottom, p.bottom)
		}
		b.WriteString(p.text)
		l.bold = l.bold && p.bold
		if n := advance(p.text) * p.em; n > longest {
			longest, l.em, l.size = n, p.em, p.size
		}
	}
	l.text = b.String()
	return l
}

// space returns what stands between two texts that are gap ems apart: as many spaces as
// find room there, where it is more than what lines are stretched by.
func space(before, after string, gap float64) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case gap > 0.7:
		return strings.Repeat(" ", min(40, int(math.Round(gap*2))))
	case gap > 0.15 && isLatin(last) && isLatin(first):
		return " "
	}
	return ""
}

func isLatin(r rune) bool { return r < 0x2E80 && unicode.IsLetter(r) }
