package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.scanned",
	Title:    "只有图片，没有文字",
	Severity: analyze.Error,
	Doc: `文件里只有扫描的图片，没有可以复制的文字，没法检查。
请报送单位改报 Word 文件；盖章的扫描件可以另外附上。`,
	Bad: `⟦f⟧〔文件名：半年报告.pdf〕⟦/⟧
〔读取结果：扫描件〕`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: onStatus("文件只有图片，没有文字", "请报送单位改报 Word 文件，扫描件可另附", doc.Scanned),
})
