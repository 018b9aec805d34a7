package check

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A series is numbers that should count up by one: the headings of one level in
// one section, or the markers of one enumeration.
type series struct {
	items   []numbered
	within  doc.Range // where its numbers may stand
	heading bool
	follows int // the last number of the same kind in the section before: some count through
}

// A numbered is one item of a series.
type numbered struct {
	span    doc.Span // of the number, in headings with the title
	mark    string   // as written: （二）, 三是
	ordinal int
}

// A fault is a number of a series that does not follow from those before it.
type fault struct {
	item     int
	previous int   // the number that stands before it; 0: it is the first
	missing  []int // the numbers that are skipped; empty: the number itself stood before
	first    int   // the item that had the number before, where none is skipped
	doubtful bool  // may be meant so
}

// allSeries returns every series of r.
func allSeries(r *analyze.Report) []series {
	list := headingSeries(r)
	for i, e := range r.Enumerations {
		if e.Family == "首先" || e.Family == "一方面" { // words, not numbers
			continue
		}
		s := series{within: scope(r, i)}
		for _, it := range e.Items {
			s.items = append(s.items, numbered{it.Span, r.Doc.Text(it.Span), it.Ordinal})
		}
		list = append(list, s)
	}
	return list
}

// scope returns where numbers of the enumeration at i may stand: in its section,
// after the enumeration before it and before the next.
func scope(r *analyze.Report, i int) doc.Range {
	e := r.Enumerations[i]
	in := doc.Range{To: doc.Pos{Block: len(r.Doc.Blocks)}}
	if e.Section >= 0 {
		in = r.Sections[e.Section].Own
	}
	start := rangeOf(e.Items[0].Span).From
	if i > 0 {
		for _, it := range r.Enumerations[i-1].Items {
			if end := rangeOf(it.Span).To; in.From.Before(end) && end.Before(start) {
				in.From = end
			}
		}
	}
	if i+1 < len(r.Enumerations) {
		if next := rangeOf(r.Enumerations[i+1].Items[0].Span).From; start.Before(next) && next.Before(in.To) {
			in.To = next
		}
	}
	return in
}

// headingSeries returns the series of the numbered headings: those of one level
// and style under one heading.
func headingSeries(r *analyze.Report) []series {
	var list []series
	type kind struct {
		level int
		style analyze.NumberStyle
		last  int // index in list
		open  bool
	}
	var kinds []kind
	for i := range r.Sections {
		s := &r.Sections[i]
		for k := range kinds { // a heading closes the series of deeper levels
			kinds[k].open = kinds[k].open && kinds[k].level <= s.Level
		}
		if s.Level == 0 || s.Ordinal == 0 {
			continue
		}
		k := slices.IndexFunc(kinds, func(k kind) bool { return k.level == s.Level && k.style == s.Style })
		if k < 0 {
			k = len(kinds)
			kinds = append(kinds, kind{level: s.Level, style: s.Style, last: none})
		}
		if !kinds[k].open {
			next := series{within: doc.Range{From: above(r.Sections[:i], s.Level)}, heading: true}
			if before := kinds[k].last; before != none {
				next.follows = list[before].items[len(list[before].items)-1].ordinal
			}
			kinds[k].last, kinds[k].open = len(list), true
			list = append(list, next)
		}
		open := &list[kinds[k].last]
		open.items = append(open.items, numbered{s.Span, s.Number, s.Ordinal})
	}
	return list
}

// above returns where the innermost heading above that level ends, the last of sections.
func above(sections []analyze.Section, level int) doc.Pos {
	for i := len(sections) - 1; i >= 0; i-- {
		if sections[i].Level < level {
			return sections[i].Own.From
		}
	}
	return doc.Pos{}
}

// farthest is how far a number may run ahead and still be a slip of the pen.
const farthest = 20

// faults returns what is wrong with the numbers of s, in order. One slip of the
// writer is one fault: after 一、二、二、 both 三、 and 四、 follow well.
func (s *series) faults() []fault {
	if s.counts() {
		return nil
	}
	last := map[int]int{} // by number: the last item that has it
	for i, it := range s.items {
		last[it.ordinal] = i
	}
	var found []fault
	seen := map[int]int{}              // by number: the item that has it, counted from 1
	previous, slack, excess := 0, 0, 0 // slack: items counted twice; excess: how far a skipped number ran ahead
	for i, it := range s.items {
		n := it.ordinal
		switch {
		case i == 0:
			if n != 1 && n != s.follows+1 && n <= farthest {
				found = append(found, fault{item: i, missing: between(0, n), doubtful: !s.heading})
			}
		case n == previous+1:
		case slack > 0 && n == previous+1+slack:
			slack = 0
		case n == 1 && previous > 1 || n > previous+farthest: // a new count
			seen, slack, excess = map[int]int{}, 0, 0
		case n == previous && excess > 0: // 一、三、三、: the first 三 was meant to be 二
			excess--
		case n == previous:
			alone := n == 1 && (i+1 == len(s.items) || s.items[i+1].ordinal != 2) // 一、一、 may be two counts
			found = append(found, fault{item: i, previous: previous, first: seen[n] - 1, doubtful: alone})
			slack++
		case n > previous:
			excess = n - previous - 1
			missing := slices.DeleteFunc(between(previous, n), func(m int) bool { return last[m] > i }) // it comes later: swapped
			if len(missing) > 0 {
				found = append(found, fault{item: i, previous: previous, missing: missing})
			}
		case seen[n] > 0: // 一、二、三、二、
			fits := i+1 < len(s.items) && s.items[i+1].ordinal == previous+2
			found = append(found, fault{item: i, previous: previous, first: seen[n] - 1, doubtful: !fits})
			slack++
			continue
		default: // 一、三、二、: swapped
			found = append(found, fault{item: i, previous: previous, missing: []int{n}, doubtful: true})
			seen[n] = i + 1
			continue
		}
		seen[n] = i + 1
		previous = n
	}
	return found
}

// counts reports whether each number of s is one more than that before it, from 1 on.
func (s *series) counts() bool {
	for i, it := range s.items {
		if it.ordinal != i+1 {
			return false
		}
	}
	return true
}

// between returns the numbers after a and before b.
func between(a, b int) []int {
	var list []int
	for n := a + 1; n < b; n++ {
		list = append(list, n)
	}
	return list
}

// written reports whether the text before the faulty item and after the item
// before it holds one of the missing numbers after all: then the series was not
// read as its writer meant it.
func (s *series) written(d *doc.Document, f fault) bool {
	from := s.within.From
	if f.item > 0 {
		from = rangeOf(s.items[f.item-1].span).To
	}
	it := s.items[f.item]
	return it.standsIn(d, doc.Range{From: from, To: rangeOf(it.span).From}, f.missing)
}

// unanswered reports whether s is 一是 alone, with nothing like 二是 after it.
func (s *series) unanswered(d *doc.Document) bool {
	if s.heading || len(s.items) != 1 || s.items[0].mark != "一是" {
		return false
	}
	it := s.items[0]
	return !it.standsIn(d, doc.Range{From: rangeOf(it.span).To, To: s.within.To}, []int{2})
}

// standsIn reports whether the text of a range holds one of the numbers, written
// like it or nearly so, at the start of a clause.
func (it numbered) standsIn(d *doc.Document, r doc.Range, numbers []int) bool {
	inTable := d.Blocks[it.span.Block].Kind == doc.TableCell
	var forms []string
	for _, n := range numbers {
		forms = append(forms, it.forms(n)...)
	}
	for piece := range pieces(d, r) {
		if !inTable && d.Blocks[piece.Block].Kind == doc.TableCell { // a row's number is no heading's
			continue
		}
		text := d.Text(piece)
		if slices.ContainsFunc(forms, func(form string) bool { return opensClause(text, form) }) {
			return true
		}
	}
	return false
}

// opensClause reports whether form stands in text at its start or after a
// punctuation mark, and no digit follows: 3. but not 3.2.
func opensClause(text, form string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], form)
		if i < 0 {
			return false
		}
		before, size := utf8.DecodeLastRuneInString(text[:at+i])
		at += i + len(form)
		after, _ := utf8.DecodeRuneInString(text[at:])
		if (size == 0 || unicode.IsPunct(before) || unicode.IsSpace(before)) && !unicode.IsDigit(after) {
			return true
		}
	}
}

// forms are the ways to write the number n where it stands: like it, with other
// punctuation; in place of 一是 also the other words that count.
func (it numbered) forms(n int) []string {
	number := strconv.Itoa(n)
	if strings.Contains(it.mark, hanNumber(it.ordinal)) {
		number = hanNumber(n)
	}
	forms := []string{like(it.mark, it.ordinal, n)}
	switch {
	case strings.HasPrefix(it.mark, "第"):
		return forms
	case strings.ContainsAny(it.mark, "（(）)"):
		return append(forms, "（"+number+"）", "("+number+")", number+"）", number+")")
	case strings.HasSuffix(it.mark, "是") || strings.HasSuffix(it.mark, "要"):
		forms = append(forms, number+"是", number+"要", "第"+number, "其"+number)
		if n <= 2 {
			forms = append(forms, [][]string{{"首先", "一方面"}, {"其次", "另一方面"}}[n-1]...)
		}
	}
	return append(forms, number+"、", number+"．", number+".", number+"，")
}

// hanNumber writes n, 1 to 99, in Chinese.
func hanNumber(n int) string {
	const digits = "零一二三四五六七八九"
	digit := func(n int) string { return string([]rune(digits)[n]) }
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return digit(n)
	}
	s := "十"
	if n >= 20 {
		s = digit(n/10) + s
	}
	if n%10 > 0 {
		s += digit(n % 10)
	}
	return s
}

// romanNumber writes 1 to 99 with the letters I, V, X and L.
func romanNumber(n int) string {
	tens := [...]string{"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"}
	ones := [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	if n < 1 || n > 99 {
		return ""
	}
	return tens[n/10] + ones[n%10]
}

// stem returns the n-th of the ten stems, a digit where there is none: 甲 is the first.
func stem(n int) string {
	if stems := []rune("甲乙丙丁戊己庚辛壬癸"); n >= 1 && n <= len(stems) {
		return string(stems[n-1])
	}
	return strconv.Itoa(n)
}

// like writes the number n in the style of mark: like("（三）", 2) is （二）.
func like(mark string, ordinal, n int) string {
	if n < 100 && ordinal < 100 {
		for _, w := range [][2]string{
			{hanNumber(ordinal), hanNumber(n)},
			{strconv.Itoa(ordinal), strconv.Itoa(n)},
			{string(rune('①' + ordinal - 1)), string(rune('①' + n - 1))},
			{string(rune('⑴' + ordinal - 1)), string(rune('⑴' + n - 1))},
			{romanNumber(ordinal), romanNumber(n)},
			{string(rune('Ⅰ' + ordinal - 1)), string(rune('Ⅰ' + n - 1))},
			{string(rune('A' + ordinal - 1)), string(rune('A' + n - 1))},
			{stem(ordinal), stem(n)},
		} {
			if at := strings.LastIndex(mark, w[0]); at >= 0 {
				return mark[:at] + w[1] + mark[at+len(w[0]):]
			}
		}
	}
	return fmt.Sprintf("第%d项", n)
}
