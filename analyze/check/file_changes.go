package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.changes",
	Title:    "修订没有接受",
	Severity: analyze.Warning,
	Doc: `Word 文件里留着修订痕迹：删掉的、加上的都还看得见。检查时按“接受所有修订”之后的文字进行。
留着修订，外面能看到修改过程，也说不清以哪一稿为准。请在“审阅”里接受或拒绝所有修订，再报送。`,
	Bad: `⟦f⟧〔文件名：半年报告.docx〕⟦/⟧
〔附带情况：修订3处〕
上半年，局党组召开专题会议2次。`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: onNotice(doc.Changes,
		"留着%d处修订，没有接受",
		"留着修订，没有接受",
		"在“审阅”里接受或拒绝所有修订，保存后再报"),
})
