package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.unsupported",
	Title:    "不支持这种文件",
	Severity: analyze.Warning,
	Doc: `这种文件本程序还不能读，里面写了什么没有检查。
请报送单位另存为 docx 再报，或者人工核对。`,
	Bad: `⟦f⟧〔文件名：半年报告.cdr〕⟦/⟧
〔读取结果：不支持〕`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: onStatus("不支持这种文件", "请报送单位另存为 docx 再报，或者人工核对", doc.Unsupported),
})
