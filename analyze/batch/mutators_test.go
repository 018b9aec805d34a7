package batch

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// mutators are the ways in which a report is spoiled. Each returns all edits, or some
// random ones of all, that it can make of one report.
var mutators = []struct {
	name  string
	edits func(*source, *rand.Rand) []edit
}{
	{"placeholder", unfill}, {"section", cut}, {"label", skip}, {"total", misadd}, {"percent", misshare}, {"year", outdate}, {"date", misdate},
	{"self", miscall}, {"copied", copied}, {"signature", resign},
}

var digits = regexp.MustCompile(`[0-9]([0-9, ]*[0-9])?(\.[0-9]+)?`)

// unfill puts a placeholder in place of a number.
func unfill(s *source, dice *rand.Rand) []edit {
	var list []edit
	holes := []string{"*", "**", "XX", "____", "○○", "□□"}
	for _, m := range s.report.Metrics {
		text := s.report.Doc.Text(m.Span)
		number := digits.FindString(text)
		if number == "" || !strings.HasPrefix(text, number) || m.ValueMax != nil {
			continue
		}
		if e, ok := s.replaced(inside(s.report.Doc.Place(m.Span), text, number), number, holes[dice.IntN(len(holes))]); ok {
			e.rules = []string{"placeholder.unfilled"}
			e.also = []string{"metric.unfilled", "metric.missing"}
			list = append(list, e)
		}
	}
	return list
}

// cut deletes a section that the profile requires or that others are counted behind.
func cut(s *source, _ *rand.Rand) []edit {
	var list []edit
	sections := s.report.Sections
	for i, sec := range sections {
		if sec.Level == 0 {
			continue
		}
		from := s.report.Doc.Place(sec.Span).Paragraph
		to, counted := len(s.lines)+1, false
		for _, next := range sections[i+1:] {
			if next.Level <= sec.Level {
				to = s.report.Doc.Place(next.Span).Paragraph
				counted = next.Level == sec.Level && next.Style == sec.Style && next.Ordinal == sec.Ordinal+1 && sec.Ordinal > 0
				break
			}
		}
		if sign := s.report.Signature.Unit; !sign.Empty() {
			to = min(to, s.report.Doc.Place(sign).Paragraph)
		} else if to > len(s.lines) {
			continue
		}
		required := slices.ContainsFunc(s.report.Profile.Parts, func(p analyze.PartDef) bool { return slices.Contains(sec.Parts, p.ID) })
		if !counted && !required || to <= from {
			continue
		}
		e := edit{source: s, what: "deleted " + s.report.Doc.Text(sec.Span), line: from, rules: []string{"numbering.gap"}}
		if required {
			e.rules = append(e.rules, "section.missing")
		}
		e.also = []string{"metric.missing", "section.missing", "section.empty", "section.short"}
		e.text = strings.Join(slices.Delete(slices.Clone(s.lines), from-1, to-1), "\n")
		list = append(list, e)
	}
	return list
}

// skip raises the number of a heading or of an item by one.
func skip(s *source, _ *rand.Rand) []edit {
	var list []edit
	add := func(span doc.Span, mark string, ordinal int) {
		if ordinal < 2 || ordinal > 9 {
			return
		}
		const han = "零一二三四五六七八九十"
		for _, w := range [][2]string{
			{string([]rune(han)[ordinal]), string([]rune(han)[ordinal+1])},
			{strconv.Itoa(ordinal), strconv.Itoa(ordinal + 1)},
			{string(rune('①' + ordinal - 1)), string(rune('①' + ordinal))},
		} {
			if i := strings.LastIndex(mark, w[0]); i >= 0 {
				p := s.report.Doc.Place(span)
				p.End = p.Start + len([]rune(mark))
				if e, ok := s.replaced(p, mark, mark[:i]+w[1]+mark[i+len(w[0]):]); ok {
					e.rules = []string{"numbering.gap", "numbering.duplicate"}
					list = append(list, e)
				}
				return
			}
		}
	}
	for _, sec := range s.report.Sections {
		if sec.Ordinal > 1 {
			add(sec.Span, sec.Number, sec.Ordinal)
		}
	}
	for _, e := range s.report.Enumerations {
		if e.Family == "首先" || e.Family == "一方面" {
			continue
		}
		for _, it := range e.Items {
			add(it.Span, s.report.Doc.Text(it.Span), it.Ordinal)
		}
	}
	return list
}

// changed returns s with the number of m replaced by v, written with as many decimals.
func (s *source) changed(m *analyze.Metric, v float64, scale float64) (edit, bool) {
	text := s.report.Doc.Text(m.Span)
	number := digits.FindString(text)
	if number == "" || !strings.HasPrefix(text, number) {
		return edit{}, false
	}
	_, decimals, _ := strings.Cut(number, ".")
	return s.replaced(inside(s.report.Doc.Place(m.Span), text, number), number, strconv.FormatFloat(v/scale, 'f', len(decimals), 64))
}

// scaleOf returns what one of m's written number is worth: 10000 in 12.5万元.
func (s *source) scaleOf(m *analyze.Metric) float64 {
	n, err := strconv.ParseFloat(strings.NewReplacer(",", "", " ", "").Replace(digits.FindString(s.report.Doc.Text(m.Span))), 64)
	if err != nil || n == 0 {
		return 1
	}
	return *m.Value / n
}

func exact(m *analyze.Metric) bool {
	return m.Value != nil && *m.Value > 0 && m.ValueMax == nil && m.Qualifier == analyze.Exact && m.Modality == analyze.Done
}

// openers are what stands between a total and its first part.
var openers = regexp.MustCompile(`^([，,（(]其中|[：:])`)

// misadd changes a total or one of its parts, in a table the total.
func misadd(s *source, dice *rand.Rand) []edit {
	var list []edit
	ms := s.report.Metrics
	for i := range ms {
		whole := &ms[i]
		if !exact(whole) || whole.Measure == "%" {
			continue
		}
		if c := s.report.Doc.Blocks[whole.Span.Block].Cell; c != nil {
			if strings.Contains(s.report.Doc.Blocks[whole.Span.Block-c.Col].Text, "合计") && *whole.Value > 3 {
				if e, ok := s.changed(whole, *whole.Value+s.scaleOf(whole)*(1+float64(dice.IntN(3))), s.scaleOf(whole)); ok {
					e.rules = []string{"sum.mismatch"}
					list = append(list, e)
				}
			}
			continue
		}
		text := s.report.Doc.Blocks[whole.Span.Block].Text
		var parts []*analyze.Metric
		sum := 0.0
		for j := i + 1; j < len(ms) && ms[j].Span.Block == whole.Span.Block; j++ {
			m := &ms[j]
			gap := text[ms[j-1].Span.End:m.Span.Start]
			if j == i+1 && !openers.MatchString(gap) || j > i+1 && (strings.Contains(gap, "其中") || strings.ContainsAny(gap, "。；（）")) || !exact(m) || m.Measure != whole.Measure {
				break
			}
			parts = append(parts, m)
			if sum += *m.Value; math.Abs(sum-*whole.Value) < 1e-6 && len(parts) > 1 {
				break
			}
		}
		if len(parts) < 2 || math.Abs(sum-*whole.Value) > 1e-6 {
			continue
		}
		m, v := whole, *whole.Value
		scale := s.scaleOf(m)
		step := scale * (1 + float64(dice.IntN(3)))
		if k := dice.IntN(len(parts) + 1); k > 0 {
			m = parts[k-1]
			v, scale = *m.Value+step, s.scaleOf(m)
		} else if v -= step; v <= 0 {
			continue
		}
		if e, ok := s.changed(m, v, scale); ok {
			e.line = s.report.Doc.Place(whole.Span).Paragraph
			e.rules = []string{"sum.mismatch"}
			e.also = []string{"percent.mismatch", "value.conflict"} // what is worked out from it, or said again
			list = append(list, e)
		}
	}
	return list
}

// misshare changes a percentage that two numbers right before it make.
func misshare(s *source, dice *rand.Rand) []edit {
	var list []edit
	ms := s.report.Metrics
	for i := range ms {
		m := &ms[i]
		if m.Measure != "%" || !exact(m) || i < 2 || s.report.Doc.Blocks[m.Span.Block].Kind == doc.TableCell {
			continue
		}
		a, b := &ms[i-1], &ms[i-2]
		if a.Measure != b.Measure || a.Span.Block != m.Span.Block || b.Span.Block != m.Span.Block || !exact(a) || !exact(b) {
			continue
		}
		text := s.report.Doc.Blocks[m.Span.Block].Text
		if strings.Contains(text[b.Span.Start:m.Span.Start], "。") || !strings.ContainsAny(m.Name, "率占增长降减") || strings.HasSuffix(m.Name, "满意率") {
			continue
		}
		low, high := min(*a.Value, *b.Value), max(*a.Value, *b.Value)
		for _, is := range []float64{low / high * 100, (high/low - 1) * 100, (1 - low/high) * 100} {
			if math.Abs(is-*m.Value) < 0.05 {
				v := *m.Value - 4 - float64(dice.IntN(6))
				if v <= 0 {
					v = *m.Value + 7
				}
				if e, ok := s.changed(m, v, 1); ok {
					e.rules = []string{"percent.mismatch"}
					list = append(list, e)
				}
				break
			}
		}
	}
	return list
}

// outdate puts the year before in place of the report's year where a report speaks of its
// own time: in what announces it, at the start of a sentence on half a year, in a heading.
func outdate(s *source, _ *rand.Rand) []edit {
	var list []edit
	year := s.report.Period.From.Year()
	if !strings.Contains(s.report.Title, fmt.Sprint(year)) {
		return nil // it is told by what is changed
	}
	own := regexp.MustCompile(fmt.Sprintf(`^(　*|.*。)%d年上半年，|^(　*|.*。)现将[^，。《]*%d年|^　*%d年，|^一、%d年`, year, year, year, year))
	first := ""
	for i, line := range s.lines {
		if m := own.FindString(line); m != "" && strings.TrimSpace(line) != strings.TrimSpace(s.report.Title) && (first == "" || strings.HasPrefix(line, "一、")) {
			first = m
			if strings.HasPrefix(line, "一、") && !slices.ContainsFunc(s.report.Sections, func(sec analyze.Section) bool {
				return len(sec.Parts) > 0 && s.report.Doc.Place(sec.Span).Paragraph == i+1
			}) {
				continue
			}
			at := strings.LastIndex(m, fmt.Sprint(year))
			start := len([]rune(m[:at]))
			if e, ok := s.replaced(doc.Place{Paragraph: i + 1, Start: start, End: start + 4}, fmt.Sprint(year), fmt.Sprint(year-1)); ok {
				e.rules = []string{"period.mismatch"}
				list = append(list, e)
			}
		}
	}
	return list
}

var dayOfMonth = regexp.MustCompile(`([0-9]{1,2})月([0-9]{1,2})日`)

// misdate makes a date one that no calendar has.
func misdate(s *source, _ *rand.Rand) []edit {
	var list []edit
	for i, line := range s.lines {
		for _, at := range dayOfMonth.FindAllStringSubmatchIndex(line, -1) {
			month, old := line[at[2]:at[3]], line[at[4]:at[5]]
			day := "32"
			switch month {
			case "2":
				day = "30"
			case "4", "6", "9", "11":
				day = "31"
			}
			start := len([]rune(line[:at[4]]))
			if e, ok := s.replaced(doc.Place{Paragraph: i + 1, Start: start, End: start + len(old)}, old, day); ok {
				e.rules = []string{"date.invalid"}
				list = append(list, e)
			}
		}
	}
	return list
}
