package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
	"hegao/analyze/numeral"
)

// An event is a meeting that reports study and carry out; those before it can't.
type event struct {
	name        string
	year, month int // when it was held; of one to come, before which it will not be
}

// events are the party congresses, the plenary sessions of the Central Committee and those of
// its Commission for Discipline Inspection.
var events = []event{
	{"党的十八大", 2012, 11}, {"党的十九大", 2017, 10}, {"党的二十大", 2022, 10}, {"党的二十一大", 2027, 1}, {"党的二十二大", 2032, 1},
	{"十八届三中全会", 2013, 11}, {"十八届四中全会", 2014, 10}, {"十八届五中全会", 2015, 10}, {"十八届六中全会", 2016, 10}, {"十八届七中全会", 2017, 10},
	{"十九届一中全会", 2017, 10}, {"十九届二中全会", 2018, 1}, {"十九届三中全会", 2018, 2}, {"十九届四中全会", 2019, 10}, {"十九届五中全会", 2020, 10},
	{"十九届六中全会", 2021, 11}, {"十九届七中全会", 2022, 10},
	{"二十届一中全会", 2022, 10}, {"二十届二中全会", 2023, 2}, {"二十届三中全会", 2024, 7}, {"二十届四中全会", 2025, 10}, {"二十届五中全会", 2026, 1},
	{"二十届六中全会", 2026, 1}, {"二十届七中全会", 2027, 1},
	{"十九届中央纪委二次全会", 2018, 1}, {"十九届中央纪委三次全会", 2019, 1}, {"十九届中央纪委四次全会", 2020, 1}, {"十九届中央纪委五次全会", 2021, 1}, {"十九届中央纪委六次全会", 2022, 1},
	{"二十届中央纪委二次全会", 2023, 1}, {"二十届中央纪委三次全会", 2024, 1}, {"二十届中央纪委四次全会", 2025, 1}, {"二十届中央纪委五次全会", 2026, 1},
}

// eventsAhead returns the events that were still to come when r was written.
func eventsAhead(r *analyze.Report) []event {
	written := signedOn(r)
	if written.IsZero() {
		const slack = 2 // months that a report may be written after what it speaks of
		written = r.Period.To.AddDate(0, slack, 0)
	}
	var ahead []event
	for _, e := range events {
		if e.year > written.Year() || e.year == written.Year() && e.month > int(written.Month()) {
			ahead = append(ahead, e)
		}
	}
	return ahead
}

// early finds in block b the meetings that were still to come.
func early(p *analyze.Pass, b int, ahead []event) {
	if !factsOf(p).paragraphs[b].signs.has(meets) {
		return
	}
	text := p.Report.Doc.Blocks[b].Text
	for _, e := range ahead {
		i := strings.Index(text, e.name)
		if i < 0 || !wholeName(text, i, e.name) || containsAny(around(text, i, i+len(e.name)), []string{"迎", "即将", "将召开", "将于", "筹备", "献礼", "前夕"}) {
			continue
		}
		span := doc.Span{Block: b, Start: i, End: i + len(e.name)}
		if before := "党的"; !strings.HasPrefix(e.name, before) && strings.HasSuffix(text[:i], before) {
			span.Start -= len(before)
		}
		p.Emit(analyze.Finding{
			Span:     span,
			Message:  fmt.Sprintf("%s那时还没有召开，本报告说的是%s", quote(p.Report.Doc.Text(span)), periodName(p.Report.Period)),
			Expected: "那时已经召开的会议",
			Fix:      fix("核对会议名称；如果这一段是以后的材料里的，改成本期的内容"),
		})
	}
}

// wholeName reports whether the name at byte i of text is not a piece of a longer one: 十届 of
// 二十届, 二十大 of 二十大队.
func wholeName(text string, i int, name string) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	behind, _ := utf8.DecodeRuneInString(text[i+len(name):])
	return !numeral.Starts(before) && !strings.ContainsRune("队会代", behind)
}

// around returns the text near text[i:j], in the same sentence.
func around(text string, i, j int) string {
	const near = 12 * 3 // bytes
	before, behind := text[max(0, i-near):i], text[j:min(len(text), j+near)]
	if k := strings.LastIndexAny(before, "。；"); k >= 0 {
		before = before[k:]
	}
	if k := strings.IndexAny(behind, "。；"); k >= 0 {
		behind = behind[:k]
	}
	return before + behind
}

// oldCongress finds the report of a time behind a party congress that studies only the one before.
func oldCongress(p *analyze.Pass) {
	const next = 2023 // the 20th congress was studied in all reports from then on
	if p.Report.Period.From.Year() < next {
		return
	}
	for b, paragraph := range factsOf(p).paragraphs {
		beside := "" // a page header, a note
		if block := &p.Report.Doc.Blocks[b]; !block.Kind.Body() {
			beside = block.Text
		}
		if paragraph.signs.has(newCongress) || containsAny(beside, signWords[newCongress]) {
			return
		}
	}
	for b, paragraph := range factsOf(p).paragraphs {
		if !paragraph.signs.has(meets) {
			continue
		}
		text := p.Report.Doc.Blocks[b].Text
		for _, old := range []string{"党的十九大精神", "党的十八大精神"} {
			i := strings.Index(text, old)
			if i < 0 || inTitle(text, i) {
				continue
			}
			p.Emit(analyze.Finding{
				Severity: analyze.Warning,
				Span:     doc.Span{Block: b, Start: i, End: i + len(old)},
				Message:  fmt.Sprintf("全文只写了%s，没有提党的二十大，本报告说的是%s", quote(old), periodName(p.Report.Period)),
				Expected: "党的二十大精神",
				Fix:      fix("看看这一段是不是往年的材料，更新提法"),
			})
			return
		}
	}
}
