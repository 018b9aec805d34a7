package reader

import (
	"encoding/base64"
	"strings"
	"testing"

	"hegao/analyze/doc"
)

var sampleMail = mailOf("关于报送半年报告的函\n附件是我局的报告。", [2]string{`filename="=?gb2312?B?ytDLrs7xvtawy9PQLnR4dA==?="`, "今年以来，召开会议3次。"},
	[2]string{`filename*=utf-8''%E6%98%8E%E7%BB%86.txt`, "明细"})

// mailOf returns a mail with a text in GBK and attachments.
func mailOf(text string, attachments ...[2]string) string {
	var b strings.Builder
	b.WriteString("Received: from a.invalid\r\nFrom: a@b.invalid\r\nDate: Tue, 30 Jun 2026 10:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=\"=_x\"\r\n\r\n--=_x\r\n")
	b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(text)) + "\r\n")
	for _, a := range attachments {
		b.WriteString("--=_x\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; " + a[0] + "\r\n\r\n" +
			base64.StdEncoding.EncodeToString([]byte(a[1])) + "\r\n")
	}
	return b.String() + "--=_x--\r\n"
}

// A mail with attachments is an archive of them. What only says that they are attached is
// passed over; a longer text is a report itself.
func TestMail(t *testing.T) {
	inner := string(zipOf(t, map[string]string{"报告.txt": "甲"}))
	long := strings.Repeat("今年以来，我局召开会议3次。", 30)
	gbkText := encodings["gb18030"](t, "我局召开会议3次。")
	for name, c := range map[string]struct{ mail, want string }{
		"attachments": {sampleMail, "a.eml!市水务局八有.txt ok 今年以来，召开会议3次。\na.eml!明细.txt ok 明细\nignored a.eml!正文.txt\n"},
		"an archive":  {mailOf("见附件", [2]string{`filename="` + encodings["gb18030"](t, "报送材料汇总.zip") + `"`, inner}), "a.eml!报送材料汇总.zip!报告.txt ok 甲\nignored a.eml!正文.txt\n"},
		"pieces":      {mailOf("见附件", [2]string{"filename*0*=gb2312''%B1%A8; filename*1*=%B8%E6.txt", "甲"}), "a.eml!报告.txt ok 甲\nignored a.eml!正文.txt\n"},
		"a long text": {mailOf(long, [2]string{"filename=a.txt", "甲"}), "a.eml!a.txt ok 甲\na.eml!正文.txt ok " + long + "\n"},
		"nothing":     {mailOf("我局召开会议3次。"), "a.eml ok 我局召开会议3次。\n"},
		"plain":       {"Message-ID: <1@a>\nContent-Type: text/plain; charset=gb2312\n\n" + gbkText, "a.eml ok 我局召开会议3次。\n"},
		"quoted":      {"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=E7=94=B2=\n=E4=B9=99\n", "a.eml ok 甲乙\n"},
		"a page": {"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: multipart/alternative; boundary=y\n\n--y\n\nplain\n--y\nContent-Type: text/html\n\n<html><p>甲</p><p>乙\n--y--\n--x\nContent-Type: image/png; name=a.png\nContent-ID: <1>\n\nxx\n--x--",
			"a.eml ok 甲\n"},
		"empty": {"Message-ID: <1@a>\n\n", "a.eml empty \n"},
		"cut":   {"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n甲\n--x\nContent-Type: text", "a.eml partial 甲\n"},
	} {
		dir := write(t, map[string]string{"a.eml": c.mail})
		if got := found(t, dir); got != c.want {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
	if d := readBytes("a.doc", []byte("Message-ID: <1@a>\n\n甲")); d.Format != "eml" || d.Status != doc.OK || len(d.Notices) != 1 {
		t.Errorf("%+v", d)
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(sampleMail))
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n<p>=D2=BB"))
	f.Fuzz(func(t *testing.T, data []byte) {
		unpacked(t, append([]byte("Received: x\n"), data...))
		fuzz(t, "a.eml", append([]byte("Received: x\n"), data...))
	})
}
