package check

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A statement is one sentence of the running text with the figures that it gives.
type statement struct {
	r *analyze.Report
	sentence
	figures []*analyze.Metric // in reading order
	joined  bool              // it is several sentences
}

// crowd is the number of figures above which a sentence is none: a list run together.
const crowd = 120

// statements returns the sentences of r that hold figures, in reading order. Table
// cells are none.
func statements(r *analyze.Report, paragraphs []paragraph) []statement {
	var list []statement
	figures := make([]*analyze.Metric, 0, len(r.Metrics)) // of all statements
	for i := range r.Metrics {
		m := &r.Metrics[i]
		if r.Doc.Blocks[m.Span.Block].Kind == doc.TableCell {
			continue
		}
		figures = append(figures, m)
		if n := len(list); n > 0 && list[n-1].span.Contains(m.Span) {
			list[n-1].figures = figures[len(figures)-1-len(list[n-1].figures):]
			continue
		}
		list = append(list, statement{r: r, sentence: paragraphs[m.Span.Block].sentenceAt(r.Doc, m.Span), figures: figures[len(figures)-1:]})
	}
	return slices.DeleteFunc(list, func(st statement) bool { return len(st.figures) > crowd })
}

// sentenceAround returns the sentence that holds s.
func sentenceAround(d *doc.Document, s doc.Span) doc.Span {
	text := d.Blocks[s.Block].Text
	start, end := s.Start, s.End
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if full(r) {
			break
		}
		start -= size
	}
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if full(r) {
			break
		}
		end += size
	}
	return doc.Span{Block: s.Block, Start: start, End: end}
}

// full reports whether r ends a sentence.
func full(r rune) bool { return r == '。' || r == '！' || r == '？' }

// fullWidth writes half-width punctuation full-width.
var fullWidth = strings.NewReplacer(",", "，", ";", "；", ":", "：", "(", "（", ")", "）", ".", "。")

// between returns the text behind a and before b, which stands in the same block, its
// punctuation full-width.
func (st *statement) between(a, b *analyze.Metric) string {
	return widened(st.r.Doc.Blocks[a.Span.Block].Text[a.Span.End:max(a.Span.End, b.Span.Start)])
}

// widened returns text with its punctuation full-width.
func widened(text string) string {
	if strings.ContainsAny(text, ",;:().") {
		return fullWidth.Replace(text)
	}
	return text
}

// before returns the text of the sentence before m.
func (st *statement) before(m *analyze.Metric) string {
	return st.r.Doc.Blocks[m.Span.Block].Text[st.span.Start:m.Span.Start]
}

// certain reports whether m is a fact with one exact number.
func certain(m *analyze.Metric) bool {
	return m.Value != nil && m.ValueMax == nil && m.Qualifier == analyze.Exact && m.Modality == analyze.Done
}

// share reports whether m is a share or a rate, not an amount.
func share(m *analyze.Metric) bool {
	switch m.Measure {
	case "%", "‰", "个百分点", "百分点", "个千分点", "千分点", "倍", "成", "番", "":
		return true
	}
	return false
}

// step returns the distance between m's number and the next that could have been
// written as exactly: 0.1 for 15.3%, 1000 for 12.5万元.
func step(d *doc.Document, m *analyze.Metric) float64 { return stepOf(d.Text(m.Span), *m.Value) }

// stepOf is step for the number value that stands at the start of text.
func stepOf(text string, value float64) float64 {
	var digits strings.Builder
	for _, c := range text {
		switch {
		case '0' <= c && c <= '9':
			digits.WriteRune(c)
		case '０' <= c && c <= '９':
			digits.WriteRune('0' + c - '０')
		case c == '.' || c == '．':
			digits.WriteByte('.')
		case c == ',' || c == '，' || c == ' ':
		default:
			if digits.Len() > 0 {
				return lastPlace(digits.String(), value)
			}
		}
	}
	return lastPlace(digits.String(), value)
}

// lastPlace returns what one in the last place of written is worth, where all of it is value.
func lastPlace(written string, value float64) float64 {
	v, err := strconv.ParseFloat(written, 64)
	if err != nil || v == 0 {
		return 1
	}
	_, decimals, _ := strings.Cut(written, ".")
	return value / v * math.Pow10(-len(decimals))
}

// An interval is the numbers that a rounded figure may stand for.
type interval struct{ low, high float64 }

// rounded returns the numbers that m may stand for once rounded. A count of persons or
// things is itself.
func rounded(d *doc.Document, m *analyze.Metric) interval {
	if share(m) {
		s := step(d, m)
		return interval{*m.Value - s/2, *m.Value + s/2}
	}
	return roundedAt(d.Text(m.Span), *m.Value)
}

// roundedBoth is rounded for two amounts that are compared. In one unit they are taken to be
// written as finely as the finer of them: with 2.4万元, 3万元 is 3.0万元.
func roundedBoth(d *doc.Document, a, b *analyze.Metric) (interval, interval) {
	x, y := rounded(d, a), rounded(d, b)
	for _, unit := range []string{"万", "亿"} {
		if !share(a) && strings.Contains(d.Text(a.Span), unit) && strings.Contains(d.Text(b.Span), unit) {
			half := min(x.high-x.low, y.high-y.low) / 2
			return interval{*a.Value - half, *a.Value + half}, interval{*b.Value - half, *b.Value + half}
		}
	}
	return x, y
}

// asFine returns the numbers that each of list may stand for. Those in one unit are taken to be written as
// finely as the finest of them: with 2.45万吨, 2.4万吨 is 2.40万吨.
func asFine(d *doc.Document, list []*analyze.Metric) []interval {
	texts, values := make([]string, len(list)), make([]float64, len(list))
	for k, m := range list {
		texts[k], values[k] = d.Text(m.Span), *m.Value
	}
	return finest(texts, values)
}

// finest is asFine for values that stand at the starts of texts.
func finest(texts []string, values []float64) []interval {
	unitOf := func(text string) string {
		for _, unit := range []string{"亿", "万"} {
			if strings.Contains(text, unit) {
				return unit
			}
		}
		return ""
	}
	half := map[string]float64{}
	list := make([]interval, len(texts))
	for k, text := range texts {
		list[k] = roundedAt(text, values[k])
		h, unit := (list[k].high-list[k].low)/2, unitOf(text)
		if least, told := half[unit]; !told || h < least {
			half[unit] = h
		}
	}
	for k, text := range texts {
		h := half[unitOf(text)]
		list[k] = interval{values[k] - h, values[k] + h}
	}
	return list
}

// agree reports whether a and b may be one number, of which one is rounded: 31,960平方米 and
// 3.2万平方米.
func agree(d *doc.Document, a, b *analyze.Metric) bool {
	x, y := rounded(d, a), rounded(d, b)
	if y.high-y.low > x.high-x.low {
		return y.low <= *a.Value && *a.Value <= y.high
	}
	return x.low <= *b.Value && *b.Value <= x.high
}

// roundedAt is rounded for the amount value that stands at the start of text.
func roundedAt(text string, value float64) interval {
	s := stepOf(text, value)
	if s == 1 && value == math.Trunc(value) {
		return interval{value, value}
	}
	return interval{value - s/2, value + s/2}
}

// A spread is how far a sum of rounded numbers may be off.
type spread struct{ worst, squares float64 }

func (s *spread) add(i interval) {
	half := (i.high - i.low) / 2
	s.worst += half
	s.squares += half * half
}

// most returns what the sum is off at the most: what all numbers rounded the same way make, but no
// more than three standard deviations of the sum of numbers rounded either way.
func (s *spread) most() float64 {
	const slack = 1e-6
	return min(s.worst, math.Sqrt(3*s.squares)) + slack
}

// near reports whether m, a share, may have been written for any number of i once
// rounded, or for v once cut off.
func near(d *doc.Document, m *analyze.Metric, i interval, v float64) bool {
	const slack = 1e-9
	s, w := math.Abs(step(d, m)), *m.Value
	return w >= i.low-s/2-slack && w <= i.high+s/2+slack || w <= v+slack && v < w+s
}

// number writes v as a clerk would.
func number(v float64) string {
	switch {
	case v >= 1e8:
		return trimZeros(v/1e8) + "亿"
	case v >= 1e4:
		return trimZeros(v/1e4) + "万"
	}
	return trimZeros(v)
}

func trimZeros(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64)
}

// sameMeasure reports whether parts counted in one measure add up to a whole counted in
// the other: 人 and 名 do, and 人 never exceed 人次.
func sameMeasure(whole, part string) bool {
	whole, part = plainMeasure(whole), plainMeasure(part)
	return whole == part || whole == "人次" && part == "人"
}

// plainMeasure returns m; 人 for the other measures of persons, 场 for 场次.
func plainMeasure(m string) string {
	switch m {
	case "名", "位":
		return "人"
	case "场次":
		return "场"
	}
	return m
}
