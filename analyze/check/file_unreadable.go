package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.unreadable",
	Title:    "文件读不出来",
	Severity: analyze.Error,
	Doc: `文件已经损坏，或者读取时出错、超时，里面的文字读不出来，或只读出一部分（Word 还打得开的，提请核实）。
多半是传输中断、下载不全，或者直接改了扩展名。请报送单位用 Word 重新打开确认，另存一份再报。`,
	Bad: `⟦f⟧〔文件名：半年报告.docx〕⟦/⟧
〔读取结果：损坏〕`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: unreadableFile,
})

func unreadableFile(p *analyze.Pass) error {
	switch d := p.Report.Doc; {
	case damaged(d):
		return onStatus("文件只读出一部分", "请报送单位重新报送", doc.Partial)(p)
	case d.Status == doc.Partial:
		p.Emit(analyze.Finding{
			Severity: analyze.Warning,
			Message:  "文件只读出一部分：" + d.Reason,
			Fix:      fix("打开原件核对读不出的部分；必要时请报送单位另存一份再报"),
		})
		return nil
	}
	return onStatus("文件读不出来", "请报送单位打开确认后另存一份再报", doc.Damaged, doc.Timeout, doc.Crash)(p)
}

// damaged reports whether a file has to be handed in again anyway: what is missing in it
// may be what could not be read.
func damaged(d *doc.Document) bool { return d.Status.Readable() && !d.Sound() }
