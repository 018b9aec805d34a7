package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.limit",
	Title:    "文件过大或过于复杂",
	Severity: analyze.Error,
	Doc: `文件超过了读取的限度：太大、压缩包层数或文件数太多、展开后太大等。为了不拖垮整批检查，没有读下去。
正常的报告不会这样。请报送单位只报报告本身，图片压缩或另附。`,
	Bad: `⟦f⟧〔文件名：半年报告.zip〕⟦/⟧
〔读取结果：超限〕`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: onStatus("文件超过读取的限度，没有读下去", "请报送单位只报报告本身，图片压缩或另附", doc.Limit),
})
