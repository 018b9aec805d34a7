package check

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

var _ = register(&analyze.Check{
	ID:       "file.encrypted",
	Title:    "文件有密码",
	Severity: analyze.Error,
	Doc: `文件设了打开密码，读不出里面的文字。
请报送单位取消密码（Word：文件—信息—保护文档—用密码进行加密，清空密码）后重报。`,
	Bad: `⟦f⟧〔文件名：半年报告.docx〕⟦/⟧
〔读取结果：加密〕`,
	Good: `〔文件名：半年报告.docx〕
上半年，局党组召开专题会议2次。`,
	Run: onStatus("文件有密码，打不开", "请报送单位取消密码后重报", doc.Encrypted),
})
