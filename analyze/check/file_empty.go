package check

import (
	"fmt"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// emptyFileParams are the parameters of file.empty.
type emptyFileParams struct {
	MinChars int `toml:"min_chars"` // a text with fewer characters says nothing
}

var _ = register(&analyze.Check{
	ID:       "file.empty",
	Title:    "文件没有内容",
	Severity: analyze.Error,
	Doc: `文件是空的，或者只有标题、落款之类的几个字。
多半是选错了文件，或者没有保存就报了。请报送单位重报。`,
	Bad: `⟦f⟧⟦/⟧关于工作情况的报告
市水务局`,
	Good: `关于工作情况的报告
上半年，局党组召开专题会议2次，研究部署重点工作，推动各项任务落实。`,
	Params: func() any { return &emptyFileParams{MinChars: 30} },
	Run:    emptyFile,
})

func emptyFile(p *analyze.Pass) error {
	d := p.Report.Doc
	if d.Status == doc.OK {
		n := characters(d, doc.Range{To: doc.Pos{Block: len(d.Blocks)}})
		if n < p.Params.(*emptyFileParams).MinChars {
			p.Emit(analyze.Finding{Message: fmt.Sprintf("全文只有%d个字", n), Fix: fix("请报送单位核对是否选错了文件，重新报送")})
		}
		return nil
	}
	return onStatus("文件是空的", "请报送单位核对是否选错了文件，重新报送", doc.Empty)(p)
}
