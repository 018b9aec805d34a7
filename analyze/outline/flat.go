package outline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// FlatParts returns those of the missing parts that stand in a part under which the report
// has no heading for any: there sentences open them, if anything does.
func (f *partFinder) flatParts(missing []int) []int {
	var flat []int
	for _, k := range missing {
		def := &f.parts[k]
		if def.Under == "" {
			continue
		}
		headed := slices.ContainsFunc(f.parts, func(other analyze.PartDef) bool { return other.Under == def.Under && f.has(other.ID) })
		if !headed {
			flat = append(flat, k)
		}
	}
	return flat
}

// BySentences looks at the first clause of each sentence of p from byte from on: 抓实作风建设，
// 开展明察暗访4次 opens a part that has no heading anywhere.
func (f *partFinder) bySentences(p *para, from, section int, flat []int) {
	start, first := from, true // of the sentence; no comma stands in it yet
	for _, s := range p.signsFrom(from) {
		switch s.r {
		case '。', '；':
			start, first = s.behind(), true
		case '，':
			if at := int(s.at); first && at > start {
				f.openBy(p, skipSpace(p.text, start), at, section, flat)
			}
			first = false
		}
	}
}

// OpenBy opens the parts that the clause p.text[start:end] names, if it is short and tells
// no figure.
func (f *partFinder) openBy(p *para, start, end, section int, flat []int) {
	clause := p.text[start:max(start, end)]
	if len(clause) > utf8.UTFMax*maxLead || utf8.RuneCountInString(clause) > maxLead || strings.ContainsAny(clause, "0123456789") || strings.Contains(clause, "《") || strings.Contains(clause, "“") || startsWithAny(clause, "在", "通过", "对", "为", "围绕", "结合", "根据", "按照", "以", "经", "由于", "虽然", "但") {
		return
	}
	f.words.read(clause, f.named)
	for _, k := range flat {
		if f.spans[k].Empty() && f.named[k] == asName {
			f.open(k, section, doc.Span{Block: p.block, Start: start, End: end})
		}
	}
}
