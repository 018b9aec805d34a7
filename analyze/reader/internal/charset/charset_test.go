package charset

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func encode(t testing.TB, text string, e Encoding) []byte {
	switch e {
	case GB18030:
		b, err := simplifiedchinese.GB18030.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	case UTF16LE, UTF16BE:
		var order binary.AppendByteOrder = binary.LittleEndian
		if e == UTF16BE {
			order = binary.BigEndian
		}
		var b []byte
		for _, u := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, u)
		}
		return b
	}
	return []byte(text)
}

var samples = []string{
	"党风廉政建设情况",
	"上半年召开会议6次",
	"一、工作开展情况\r\n　　今年以来，我局党组认真学习贯彻上级部署。\r\n",
	"关于2026年上半年工作的报告\n（一）学习𠮷囧镕\n共12次。",
	"Report 2026\r\n召开会议3次\r\n",
}

// Down to 16 bytes, whatever the encoding, the text comes back.
func TestDetect(t *testing.T) {
	for _, text := range samples {
		for _, e := range []Encoding{UTF8, UTF16LE, UTF16BE, GB18030} {
			data := encode(t, text, e)
			got, bom := Detect(data)
			if got != e || bom != 0 || Decode(data, got) != text {
				t.Errorf("%q as %d: detected %d", text, e, got)
			}
			if e == UTF8 {
				continue
			}
			if got, _ := Detect(data[:len(data)-1]); got != e {
				t.Errorf("%q as %d, cut: detected %d", text, e, got)
			}
		}
	}
}

func TestDetectMark(t *testing.T) {
	for mark, e := range map[string]Encoding{utf8BOM: UTF8, utf16LEBOM: UTF16LE, utf16BEBOM: UTF16BE} {
		data := append([]byte(mark), encode(t, "会议6次", e)...)
		got, bom := Detect(data)
		if got != e || bom != len(mark) || Decode(data[bom:], got) != "会议6次" {
			t.Errorf("%x: got %d, %d", mark, got, bom)
		}
	}
}

// A few damaged bytes leave a text what it is.
func TestDetectDamaged(t *testing.T) {
	data := []byte(strings.Repeat("今年以来，我局开展谈话12次。\n", 20))
	data[100], data[101] = 0xff, 0xff
	if e, _ := Detect(data); e != UTF8 {
		t.Errorf("got %d", e)
	}
	if e, _ := Detect(data[:200]); e != UTF8 {
		t.Errorf("cut: got %d", e)
	}
}

func TestDetectNoText(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 40000)
	for i := range noise {
		noise[i] = byte(rnd.Uint32())
	}
	for name, data := range map[string][]byte{
		"zeros":    make([]byte, 5000),
		"noise":    noise,
		"controls": bytes.Repeat([]byte("ab\x01\x02"), 100),
		"ff":       bytes.Repeat([]byte{0xff}, 300),
	} {
		if e, _ := Detect(data); e != Unknown {
			t.Errorf("%s: got %d", name, e)
		}
	}
}

func TestLines(t *testing.T) {
	const text = "一、工作\r\n\n召开会议\r12次\n"
	want := []string{"一、工作", "", "召开会议", "12次"}
	for _, e := range []Encoding{UTF8, UTF16LE, UTF16BE, GB18030} {
		data := append([]byte("\xef\xbb\xbf"), encode(t, text, e)...)
		lines := Lines(data, e, 3)
		if len(lines) != len(want) {
			t.Fatalf("%d: %d lines", e, len(lines))
		}
		for i, l := range lines {
			if l.Text != want[i] || Decode(data[l.Off:l.Off+l.Len], e) != want[i] {
				t.Errorf("%d: line %d is %q, at its place %q", e, i, l.Text, data[l.Off:l.Off+l.Len])
			}
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, text := range samples {
		for _, e := range []Encoding{UTF8, UTF16LE, UTF16BE, GB18030} {
			f.Add(encode(f, text, e))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		e, bom := Detect(data)
		if e == Unknown {
			return
		}
		for _, l := range Lines(data, e, bom) {
			if !utf8.ValidString(l.Text) || strings.ContainsAny(l.Text, "\r\n") {
				t.Fatalf("line %q", l.Text)
			}
			raw := Decode(data[l.Off:l.Off+l.Len], e)
			if raw != l.Text && !strings.Contains(raw+l.Text, "\ufffd") {
				t.Fatalf("line %q is %q at its place", l.Text, raw)
			}
		}
	})
}
