package check

import (
	"fmt"

	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "enumeration.count",
	Title:    "列举的个数不符",
	Severity: analyze.Warning,
	Doc: `写明了有几个方面、几个层面、几项工作，前面或后面列举出来的却不是这个数。多半是删改列举时没有改数，或者漏了一项。
开会、活动写了几次又逐次写明日期的，次数和日期的个数也要一致。
请数一数，改正个数，或者补上漏掉的一项。“三个到位”后面列了几个“到位”、“三件事”后面写到第几件，也要相符。列举后面带“等”的不算。`,
	Bad: `一、工作开展情况
从党组班子、机关科室、下属单位⟦f⟧四个⟦/⟧层面压茬推进。
建立问题清单、责任清单⟦f⟧三张⟦/⟧清单，采取集中学习、现场教学⟦f⟧三种⟦/⟧形式。
召开推进会⟦f⟧两次⟦/⟧，分别在1月15日、3月20日、6月12日召开。
重点抓了⟦f⟧三个⟦/⟧方面的工作：一是抓学习。组织培训。二是抓监督。开展检查。
做到“⟦f⟧四个⟦/⟧到位”：一是组织到位；二是制度到位；三是活动到位。
主要做法有⟦f⟧两个⟦/⟧方面：其一，建章立制；其二，强化监督；其三，严格问责。
突出抓好⟦f⟧三件⟦/⟧实事：首先，修路；最后，栽树。
突出⟦f⟧三个⟦/⟧重点。一要抓学习，二要抓监督。
做到“⟦f⟧三个⟦/⟧到位”，即人员到位、物资到位。落实⟦f⟧四个⟦/⟧不变：政策不变、队伍不变、资金不变。
落实“⟦f⟧四个⟦/⟧一”制度，即一日一巡查、一周一排查、一月一演练。组织有限空间、粉尘防爆、高处作业、消防疏散⟦f⟧三类⟦/⟧演练。
突出“教育、监督、制度、作风”⟦f⟧三个⟦/⟧方面。我们建了食堂、课堂、理发点⟦f⟧两个⟦/⟧阵地。
干成了⟦f⟧三件⟦/⟧事。第一件，修路。第二件，架桥。
重点抓好以下⟦f⟧五项⟦/⟧工作：一是抓隐患；二是抓运输；三是抓管理；四是抓防控。`,
	Good: `一、工作开展情况
从党组班子、机关科室和下属单位三个层面压茬推进，抓好学习、检视、整改等五个环节。
重点抓了两个方面的工作：一是抓学习。组织培训。二是抓监督。开展检查。
坚持“三个必到”：变故必到、滑坡必到、缺席必到。办好两件事。第一件，修路。第二件，架桥。
完成三项工作：一是抓学习；二是抓监督；三是抓整改。全年督办五项工作。
做好三件实事：首先，修路；其次，架桥；最后，栽树。做好三件实事：首先把路修好。
主要从两个方面发力：
一是抓学习。组织培训。
二是抓监督。开展检查。
召开推进会3次，分别在1月15日、3月20日、6月12日召开。先后于3月6日、6月12日召开2次调度会，开展检查4次。`,
	Run: enumerationCounts,
})

func enumerationCounts(p *analyze.Pass) error {
	for b := range p.Report.Doc.Blocks {
		block := &p.Report.Doc.Blocks[b]
		if !block.Kind.Body() || block.Kind == doc.TableCell {
			continue
		}
		paragraph := &factsOf(p).paragraphs[b]
		for _, d := range datedCounts(p.Report, b, paragraph.days) {
			emitCount(p, doc.Span{Block: b, Start: d.start, End: d.end}, "", d.count)
		}
		for _, a := range announcements(block.Text, paragraph) {
			if n := a.told(p.Report, b); n > 0 && n != a.count {
				emitCount(p, doc.Span{Block: b, Start: a.start, End: a.end}, a.noun, n)
			}
		}
	}
	return nil
}

// told returns how many points the list has that a, in block b, announces; 0: there is none, or
// it can't be told.
func (a announcement) told(r *analyze.Report, b int) int {
	text := r.Doc.Blocks[b].Text
	for _, n := range []func() int{
		func() int { return listed(text, a) },
		func() int { return introduced(r, b, a) },
		func() int { return headed(r, b, a) },
		func() int { return under(r, b, a) },
		func() int { return named(text, a) },
		func() int { return pointsBehind(text, a) },
		func() int { return inLines(r, b, a) },
		func() int { return ordinals(r, b, a) },
		func() int { return tabled(r, b, a) },
		func() int { return twoSides(text, a) },
		func() int { return lookedBack(r, b, a) },
	} {
		if n := n(); n > 0 {
			return n
		}
	}
	return 0
}

// emitCount tells that what the number at s counts, noun behind it, comes to n.
func emitCount(p *analyze.Pass, s doc.Span, noun string, n int) {
	p.Emit(analyze.Finding{
		Span:     s,
		Message:  fmt.Sprintf("写的是%s，列举出来的是%d个", quote(p.Report.Doc.Text(s)+noun), n),
		Expected: "个数与列举一致",
		Fix:      fix("数一数列举的内容，改正个数或者补上漏掉的一项"),
	})
}
