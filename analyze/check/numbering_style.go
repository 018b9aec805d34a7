package check

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze"
)

var _ = register(&analyze.Check{
	ID:       "numbering.style",
	Title:    "编号写法不一",
	Severity: analyze.Info,
	Doc: `同一级标题的编号，标点前后不一：前面写“1、”，后面写“2.”。
内容不受影响，统一成一种写法即可；公文里“一”后面用顿号，“1”后面用点，“（一）”“（1）”后面不用标点。`,
	Bad: `一、工作开展情况
1、项目建设
召开调度会6次，完成投资3.2亿元。
⟦f⟧2. 信访维稳⟦/⟧
化解积案9件，接待来访31批。
二、下一步打算
继续努力。`,
	Good: `一、工作开展情况
1. 项目建设
召开调度会6次，完成投资3.2亿元。
2．信访维稳
化解积案9件，接待来访31批。
二、下一步打算
继续努力。`,
	Run: mixedStyles,
})

func mixedStyles(p *analyze.Pass) error {
	for _, s := range factsOf(p).series() {
		if !s.heading {
			continue
		}
		for i, it := range s.items[min(1, len(s.items)):] {
			before := s.items[i].mark
			if separator(it.mark) == separator(before) {
				continue
			}
			p.Emit(analyze.Finding{
				Span:     it.span,
				Message:  "前面写" + quote(strings.TrimSpace(before)) + "，这里写" + quote(strings.TrimSpace(it.mark)),
				Expected: "同一级标题的编号写法一致",
				Fix:      fix("统一编号后面的标点"),
			})
			break // one remark a series is enough
		}
	}
	return nil
}

// separator returns the mark behind a heading's number: 、 or a dot of whatever width; 0: none.
func separator(mark string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(mark))
	switch r {
	case '.', '．':
		return '.'
	case '、':
		return r
	}
	return 0
}
