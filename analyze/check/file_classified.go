package check

import (
	"strings"
	"unicode"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var classifiedFile = register(&analyze.Check{
	ID:       "file.classified",
	Title:    "标有密级",
	Severity: analyze.Error,
	Doc: `文件标着“秘密”“机密”“绝密”的密级。涉密文件不得在非涉密的系统里处理。
请立即停止处理，按保密规定清理这份文件和它的副本，并告知报送单位改用规定的渠道。误标的，请报送单位去掉密级标志后重报。
正文里说到“国家秘密”“商业秘密”不算。`,
	Bad: `⟦f⟧机密★1年⟦/⟧
关于2026年上半年工作情况的报告
上半年，局党组召开专题会议2次。`,
	Good: `关于2026年上半年工作情况的报告
上半年，局党组召开保密工作专题会议2次，教育干部保守国家秘密、机密事项不外传。`,
	Run: findMarking,
})

func findMarking(p *analyze.Pass) error {
	const top = 12 // a marking stands above the title, or in a header
	d := p.Report.Doc
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if i >= top && b.Kind != doc.Header && b.Kind != doc.TextBox || !strings.Contains(b.Text, "密") {
			continue
		}
		if start, end, ok := classification(b.Text); ok {
			p.Emit(analyze.Finding{
				Span:    doc.Span{Block: i, Start: start, End: end},
				Message: "文件标着" + quote(b.Text[start:end]) + "，不得在这里处理",
				Basis:   "涉密文件不得在非涉密的系统里处理",
				Fix:     fix("停止处理，按保密规定清理这份文件；误标的请报送单位去掉密级标志后重报"),
			})
			return nil
		}
	}
	return nil
}

// classification returns the bytes of a line that are a classification marking: a
// level with a star (机密★1年), or a level that is all the line says.
func classification(line string) (start, end int, ok bool) {
	for _, level := range []string{"绝密", "机密", "秘密"} {
		at := findSpaced(line, level)
		if at.End == 0 {
			continue
		}
		rest := strings.TrimLeftFunc(line[at.End:], unicode.IsSpace)
		if strings.HasPrefix(rest, "★") || strings.HasPrefix(rest, "☆") {
			term := strings.IndexFunc(rest, unicode.IsSpace)
			if term < 0 {
				term = len(rest)
			}
			return at.Start, len(line) - len(rest) + term, true
		}
		before := strings.TrimSpace(line[:at.Start])
		if rest == "" && (before == "" || before == "密级：" || before == "密级:" || before == "密级") {
			return at.Start, at.End, true
		}
	}
	return 0, 0, false
}

// findSpaced finds the first place where the two characters of word stand with
// nothing but white space between them.
func findSpaced(line, word string) doc.Span {
	first, second := word[:3], word[3:]
	for at := 0; ; {
		i := strings.Index(line[at:], first)
		if i < 0 {
			return doc.Span{}
		}
		start := at + i
		at = start + len(first)
		rest := strings.TrimLeftFunc(line[at:], unicode.IsSpace)
		if strings.HasPrefix(rest, second) {
			return doc.Span{Start: start, End: len(line) - len(rest) + len(second)}
		}
	}
}
