package check

import (
	"fmt"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// emptyFileParams are the parameters of file.empty.
type emptyFileParams struct {
	MinChars int `toml:"min_chars"` // a text with fewer characters, title and signature left out, says nothing
}

var _ = register(&analyze.Check{
	ID:       "file.empty",
	Title:    "文件没有内容",
	Severity: analyze.Error,
	Doc: `文件是空的，或者只有标题、落款之类的几个字。
多半是选错了文件，或者没有保存就报了。请报送单位重报。`,
	Bad: `⟦f⟧〔整篇报告〕⟦/⟧
关于工作情况的报告
市水务局`,
	Good: `关于工作情况的报告
上半年，局党组召开专题会议2次，研究部署重点工作，推动各项任务落实。`,
	Params: func() any { return &emptyFileParams{MinChars: 15} },
	Run:    emptyFile,
})

func emptyFile(p *analyze.Pass) error {
	d := p.Report.Doc
	if d.Status != doc.OK {
		return onStatus("文件是空的", "请报送单位核对是否选错了文件，重新报送", doc.Empty)(p)
	}
	frame := characters(d, rangeOf(p.Report.Signature.Unit), all) + characters(d, rangeOf(p.Report.Signature.Date), all)
	for _, s := range p.Report.Sections {
		if s.Level == 0 {
			frame += characters(d, rangeOf(s.Span), all)
		}
	}
	least := p.Params.(*emptyFileParams).MinChars
	if n := characters(d, doc.Range{To: doc.Pos{Block: len(d.Blocks)}}, frame+least) - frame; n < least {
		p.Emit(analyze.Finding{
			Message: fmt.Sprintf("除了标题和落款，全文只有%d个字", max(0, n)),
			Fix:     fix("请报送单位核对是否选错了文件，重新报送"),
		})
	}
	return nil
}
