package reader

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// Each status is reached, says why in Chinese and what to ask the unit for.
func TestStatuses(t *testing.T) {
	whole := wordFile{body: para("", strings.Repeat("第一段的文字。", 20)) + para("", "第二段")}.bytes(t)
	encrypted := zipOf(t, map[string]string{"报告.docx": "x"})
	encrypted[bytes.Index(encrypted, []byte("PK\x01\x02"))+8] |= encryptedFlag
	p := newPool(t)
	soon, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	statuses := map[doc.Status]bool{}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	plain := func(name string, data []byte) *doc.Document { return readBytes(name, data) }
	for _, c := range []struct {
		status    doc.Status
		why, asks string // key words
		d         *doc.Document
	}{
		{doc.OK, "", "", plain("a.docx", whole)},

		{doc.Partial, "残存的部分", "请报送单位重新报送", plain("a.docx", whole[:len(whole)-30])},
		{doc.Partial, "脚注已损坏", "请报送单位另存后重新报送", plain("a.docx", wordFile{body: para("", "甲"), parts: map[string]string{"footnotes": "<"}}.bytes(t))},
		{doc.Partial, "认不出来", "请报送单位另存后重新报送", plain("a.txt", append([]byte(strings.Repeat("召开会议三次，", 40)), 0xff, 0xff))},
		{doc.Partial, "空字节", "请报送单位核对后重新报送", plain("a.txt", append([]byte("召开会议三次。"), make([]byte, 600)...))},
		{doc.Partial, "第 2 页只有图片", "Word 文档（docx）", plain("a.ofd", ofdFile(t, map[string]string{
			"Doc_0/Document.xml": ofdRoot(`<Page BaseLoc="Pages/P.xml"/><Page BaseLoc="Q.xml"/>`), "Doc_0/Pages/P.xml": ofdPage(ofdText("", "甲")), "Doc_0/Q.xml": ofdPage(ofdPicture)}))},

		{doc.Empty, "0 字节", "请报送单位重新报送", plain("a.docx", nil)},
		{doc.Empty, "没有文字", "请报送单位核对后重新报送", plain("a.docx", wordFile{body: "<w:p/>"}.bytes(t))},

		{doc.Scanned, "只有图片", "可以编辑的文字版", plain("a.docx", wordFile{body: `<w:p><w:r><w:drawing><a:blip r:embed="r1"/></w:drawing></w:r></w:p>`}.bytes(t))},
		{doc.Scanned, "只有扫描的图片", "可以编辑的 Word 文档（docx）", plain("a.ofd", ofdFile(t, map[string]string{"Doc_0/Pages/P.xml": ofdPage(ofdPicture)}))},

		{doc.Encrypted, "密码", "请报送单位取消密码后重新报送", plain("a.docx", compound("EncryptedPackage"))},
		{doc.Encrypted, "加了密", "不加密的", plain("a.ofd", zipOf(t, map[string]string{"Encryptions.xml": "<x/>", "decryptseed.dat": "x"}))},

		{doc.Damaged, "没有复制或下载完", "请报送单位重新报送", plain("a.docx", whole[:60])},
		{doc.Damaged, "内容却认不出来", "请报送单位重新报送", plain("a.docx", []byte{0x8f, 0, 1, 2, 0xff, 0x8f, 0, 1, 2, 0xff})},
		{doc.Damaged, "旧版 Office 文件已损坏", "另存为 Word 文档（docx）", plain("a.doc", compound("Other"))},
		{doc.Damaged, "找不到页面", "请报送单位重新导出", plain("a.ofd", ofdFile(t, map[string]string{"Doc_0/Document.xml": ofdRoot("")}))},

		{doc.Unsupported, "演示文稿", "另存为 Word 文档（docx）", plain("a.ppt", compound("PowerPoint Document"))},
		{doc.Unsupported, "邮件", "另存为 Word 文档（docx）", plain("a.msg", compound("__properties_version1.0"))},
		{doc.Unsupported, "认不出文件的格式", "Word 文档（docx）", plain("a", []byte{0, 1, 2, 3, 0xff, 0xfe, 0, 0})},

		{doc.Limit, "展开后大得异常", "请报送单位核对文件", plain("a.docx", wordFile{body: para("", strings.Repeat("0", limit.FreeExpanded+1))}.bytes(t))},
		{doc.Limit, "层层嵌套", "请报送单位核对文件", plain("a.docx", wordFile{body: strings.Repeat("<w:sdt>", 300)}.bytes(t))},
		{doc.Limit, "内存大得异常", "请报送单位核对文件", p.readBytes(t.Context(), "a", gorges)},

		{doc.Timeout, "用时过长", "请报送单位另存一份", p.readBytes(soon, "a", hangs)},
		{doc.Timeout, "中断", "没有读完", p.readBytes(stopped, "a.txt", "甲")},

		{doc.Crash, "程序出错", "请把它另存为 docx", p.readBytes(t.Context(), "a", exits)},
		{doc.Crash, "程序出错", "请把它另存为 docx", p.readBytes(t.Context(), "a", panics)},
	} {
		checkBlocks(t, c.d)
		if c.d.Status != c.status || !strings.Contains(c.d.Reason, c.why) || !strings.Contains(c.d.Reason, c.asks) {
			t.Errorf("%s: %s %q; want %s, %s, %s", c.d.Name, c.d.Status, c.d.Reason, c.status, c.why, c.asks)
		}
		statuses[c.status] = true
	}
	if len(statuses) != 10 {
		t.Errorf("only %v are reached", slices.Sorted(maps.Keys(statuses)))
	}

	f, err := Find(t.Context(), []string{write(t, map[string]string{"报送.zip": string(encrypted)})})
	if err != nil || len(f.Sources) != 1 {
		t.Fatalf("%v, %d files", err, len(f.Sources))
	}
	if d := Read(t.Context(), f.Sources[0]); d.Status != doc.Encrypted || !strings.Contains(d.Reason, "请报送单位去掉密码") {
		t.Errorf("%s %s", d.Status, d.Reason)
	}
}
