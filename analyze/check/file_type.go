package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.type",
	Title:    "内容与扩展名不符",
	Severity: analyze.Warning,
	Doc: `文件的内容不是扩展名所说的那一种，例如扩展名是 .doc，里面其实是网页。本程序按内容读取，但别的软件可能打不开。
多半是直接改了扩展名，或者从系统里导出的。请报送单位用 Word 打开后另存为 docx。`,
	Bad: `⟦f⟧〔文件名：半年报告.doc〕⟦/⟧
〔附带情况：内容不符〕
上半年，局党组召开专题会议2次。`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: onNotice(doc.WrongType, "", "文件的内容与扩展名不符", "用 Word 打开后另存为 docx"),
})
