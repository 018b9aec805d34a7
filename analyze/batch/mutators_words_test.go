package batch

import (
	"math/rand/v2"
	"regexp"
	"strings"

	"hegao/analyze/doc"
)

var selfName = regexp.MustCompile(`我(局|镇|乡|街道|中心|校|馆|公司)`)

// miscall makes a unit call itself something that it is not.
func miscall(s *source, dice *rand.Rand) []edit {
	var list []edit
	for i, line := range s.lines {
		for _, at := range selfName.FindAllStringSubmatchIndex(line, -1) {
			old := line[at[2]:at[3]]
			if !strings.HasSuffix(strings.TrimSuffix(s.unit, "办事处"), old) && !strings.HasSuffix(s.unit, old) {
				continue
			}
			other := []string{"局", "馆", "校", "公司"}[dice.IntN(4)]
			if other == old {
				other = "院"
			}
			start := len([]rune(line[:at[2]]))
			if e, ok := s.replaced(doc.Place{Paragraph: i + 1, Start: start, End: start + len([]rune(old))}, old, other); ok {
				e.rules = []string{"unit.drift"}
				list = append(list, e)
			}
		}
	}
	return list
}

// strangers are the names of units that no sample is from.
var strangers = []string{"清源县林草局", "清源县气象局", "清源县粮食局"}

// copied puts in a sentence from the report of another unit.
func copied(s *source, dice *rand.Rand) []edit {
	if strings.ContainsAny(s.unit, "纪驻镇乡") || strings.HasSuffix(strings.TrimSuffix(s.unit, "办事处"), "街道") || s.unit == "" {
		return nil // who reports on others; a town, where a bureau may well act
	}
	var list []edit
	for _, sec := range s.report.Sections {
		from := s.report.Doc.Place(sec.Span).Paragraph // the line under the heading
		if sec.Level == 0 || sec.RunIn || from >= len(s.lines) || !strings.HasSuffix(s.lines[from], "。") || len([]rune(s.lines[from])) < 60 {
			continue
		}
		who := strangers[dice.IntN(len(strangers))]
		end := len([]rune(s.lines[from]))
		if e, ok := s.replaced(doc.Place{Paragraph: from + 1, Start: end, End: end}, "", who+"党组始终把纪律挺在前面。"); ok {
			e.rules = []string{"unit.mismatch"}
			list = append(list, e)
		}
	}
	return list
}

// resign puts another unit's name under a report.
func resign(s *source, _ *rand.Rand) []edit {
	span := s.report.Signature.Unit
	if span.Empty() || !strings.HasSuffix(s.unit, "局") {
		return nil
	}
	old := s.report.Doc.Text(span)
	if !strings.HasSuffix(old, "局") {
		return nil
	}
	if e, ok := s.replaced(s.report.Doc.Place(span), old, strangers[0]); ok {
		e.rules = []string{"unit.mismatch"}
		return []edit{e}
	}
	return nil
}
