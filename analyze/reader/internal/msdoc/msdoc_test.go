package msdoc_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/msdoc"
	"hegao/analyze/reader/internal/ole"
)

func texts(d *doc.Document) string {
	var list []string
	for _, b := range d.Blocks {
		list = append(list, b.Text)
	}
	return strings.Join(list, "|")
}

const word97, word95 = 193, 104

// hideIt is the modifier of a piece that hides it.
const hideIt = 0x5c<<1 | 1<<8

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		file wordFile
		want string
	}{
		"pieces":         {wordFile{version: word97, pieces: []textPiece{wide("召开会议"), narrow("6"), wide("次。\r"), narrow("caf\xe9 \x93A\x94\r")}}, "召开会议6次。|café “A”"},
		"a hidden piece": {wordFile{version: word97, pieces: []textPiece{wide("前"), {text: wide("隐藏").text, wide: true, prm: hideIt}, wide("后\r")}}, "前后"},
		"GBK where the format has Western letters": {wordFile{version: word97, pieces: []textPiece{{text: gbk(t, "今年以来，开展谈话12次。\r")}}}, "今年以来，开展谈话12次。"},
		"Western letters":                          {wordFile{version: word97, pieces: []textPiece{narrow("d\xe9j\xe0 \xfcber \xa312\r")}}, "déjà über £12"},
		"Word 95 in GBK":                           {wordFile{version: word95, lang: 0x804, pieces: []textPiece{{text: gbk(t, "今年以来，我局召开会议6次。\r第二段\r")}}}, "今年以来，我局召开会议6次。|第二段"},
		"Word 95 of East Asia":                     {wordFile{version: word95, lang: 0x804, flags: 0x1000, pieces: []textPiece{{text: eastAsian(t, "一、会议6次\r第二段\r"), wide: true}}}, "一、会议6次|第二段"},
		"a table of Word 95": {wordFile{version: word95, lang: 0x804, pieces: []textPiece{{text: gbk(t, "甲\a")}, {text: gbk(t, "乙\a")}, narrow("\a"), {text: gbk(t, "后\r")}},
			para: map[int][]byte{0: {24, 1}, 1: {24, 1}, 2: {24, 1, 25, 1}}}, "甲|乙|后"},
		"a hidden run":    {wordFile{version: word97, pieces: []textPiece{wide("前"), wide("隐藏"), wide("后\r")}, chars: map[int][]byte{1: {0x3c, 0x08, 1}}}, "前后"},
		"a field":         {wordFile{version: word97, pieces: []textPiece{wide("见\x13 REF a \x14通知\x15。\r")}}, "见通知。"},
		"a broken field":  {wordFile{version: word97, pieces: []textPiece{wide("见\x13 REF a\r"), wide("下一段\r")}}, "见|下一段"},
		"a prompt":        {wordFile{version: word97, pieces: []textPiece{wide("单位：\x13 MACROBUTTON NoMacro 单击此处输入 \x15\r")}}, "单位：单击此处输入"},
		"no last mark":    {wordFile{version: word97, pieces: []textPiece{wide("第一段\r第二段")}}, "第一段|第二段"},
		"a broken line":   {wordFile{version: word97, pieces: []textPiece{wide("落款\v2026年6月\r")}}, "落款|2026年6月"},
		"surrogates":      {wordFile{version: word97, pieces: []textPiece{wide("𠮷😀\r"), {text: []byte{0x00, 0xd8, 'a', 0, '\r', 0}, wide: true}}}, "𠮷😀|\ufffda"},
		"a deleted mark":  {wordFile{version: word97, pieces: []textPiece{wide("前段"), wide("\r"), wide("后段\r")}, chars: map[int][]byte{1: {0x00, 0x08, 1}}}, "前段后段"},
		"a deleted run":   {wordFile{version: word97, pieces: []textPiece{wide("前"), wide("删去"), wide("后\r")}, chars: map[int][]byte{1: {0x00, 0x08, 1}}}, "前后"},
		"a symbol":        {wordFile{version: word97, pieces: []textPiece{wide("方框"), narrow("("), wide("\r")}, chars: map[int][]byte{1: {0x55, 0x08, 1, 0x09, 0x6a, 0, 0, 0xa1, 0x25}}}, "方框□"},
		"modifiers apart": {wordFile{version: word97, pieces: []textPiece{wide("甲\a"), narrow("\a"), wide("后\r")}, data: []byte{6, 0, 0x16, 0x24, 1, 0x17, 0x24, 1}, para: map[int][]byte{0: {0x16, 0x24, 1}, 1: {0x46, 0x66, 0, 0, 0, 0}}}, "甲|后"},
	} {
		d, err := c.file.read(t)
		if got := texts(d); err != nil || got != c.want {
			t.Errorf("%s: got %q, want %q, %v", name, got, c.want, err)
		}
	}
}

// eastAsian writes text as Word 95 did in East Asia: two bytes a character, whatever it is.
func eastAsian(t *testing.T, text string) []byte {
	var out []byte
	for _, r := range text {
		b := gbk(t, string(r))
		if len(b) == 1 {
			out = append(out, b[0], 0)
		} else {
			out = append(out, b[1], b[0])
		}
	}
	return out
}

// level writes a level of a list.
func level(format byte, text string, follow byte) []byte {
	b := make([]byte, 28)
	b[0], b[4], b[15] = 1, format, follow
	xst := wide(text).text
	return append(le.AppendUint16(b, uint16(len(xst)/2)), xst...)
}

// lists writes lists of one level each, and a use of each list that the numbers name; a
// negative one starts anew.
func lists(levels [][]byte, uses ...int) map[int][]byte {
	lst := le.AppendUint16(nil, uint16(len(levels)))
	for i := range levels {
		entry := make([]byte, 28)
		le.PutUint32(entry, uint32(i+1))
		entry[26] = 1
		lst = append(lst, entry...)
	}
	lfo := le.AppendUint32(nil, uint32(len(uses)))
	var data []byte
	for _, u := range uses {
		entry := make([]byte, 16)
		data = le.AppendUint32(data, 0xffffffff)
		if u < 0 {
			u, entry[12] = -u, 1
			data = le.AppendUint32(data, 1)
			data = le.AppendUint32(data, 0x10)
		}
		le.PutUint32(entry, uint32(u))
		lfo = append(lfo, entry...)
	}
	return map[int][]byte{73: append(lst, slices.Concat(levels...)...), 74: append(lfo, data...)}
}

func TestNumbers(t *testing.T) {
	chinese, brackets, digits := level(11, "\x00、", 2), level(39, "（\x00）", 0), level(0, "\x00.", 0)
	f := wordFile{version: word97, tables: lists([][]byte{chinese, brackets, digits, level(23, "\uf06e", 0)}, 1, 2, 3, 1, -1, 4), para: map[int][]byte{}}
	for i, use := range []byte{1, 2, 2, 1, 3, 4, 5, 1, 6, 9, 0} {
		f.pieces = append(f.pieces, wide("文\r"))
		f.para[i] = []byte{0x0b, 0x46, use, 0}
	}
	d, err := f.read(t)
	// Use 4 is of the same list as use 1 and counts on, use 5 starts anew; of bullets,
	// lists that are not there and none nothing is shown.
	if got, want := texts(d), "一、文|（一）文|（二）文|二、文|1. 文|三、文|一、文|二、文|文|文|文"; err != nil || got != want {
		t.Errorf("got %s, want %s, %v", got, want, err)
	}
	if b := d.Blocks[0]; b.Auto != len("一、") || b.Runs[1].Start != b.Auto {
		t.Errorf("%+v", b)
	}
}

func TestRefused(t *testing.T) {
	good := wordFile{version: word97, pieces: []textPiece{wide("正文\r")}}
	change := func(at int, v uint16) wordFile {
		f := good
		switch at {
		case 2:
			f.version = v
		case 10:
			f.flags = v
		}
		return f
	}
	for name, c := range map[string]struct {
		file   wordFile
		status doc.Status
	}{
		"encrypted":      {change(10, 0x100), doc.Encrypted},
		"obfuscated":     {change(10, 0x8100), doc.Encrypted},
		"Word 2":         {change(2, 45), doc.Unsupported},
		"no table":       {change(10, 0x200), doc.Damaged},
		"overlapping":    {wordFile{version: word97, pieces: []textPiece{{text: bytes.Repeat([]byte("a"), 5000), times: 100}}}, doc.Damaged},
		"many marks":     {wordFile{version: word97, pieces: []textPiece{{text: bytes.Repeat([]byte("\r"), 400_000)}}}, doc.Limit},
		"many rows":      {wordFile{version: word97, pieces: []textPiece{{text: bytes.Repeat([]byte("\a"), 400_000)}}, para: map[int][]byte{0: append([]byte{0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xd6, 128, 0, 63}, make([]byte, 126)...)}}, doc.Limit},
		"much text":      {wordFile{version: word97, pieces: []textPiece{{text: bytes.Repeat([]byte{0x57, 0x5b}, 3_500_000), wide: true, times: 2}}}, doc.Limit},
		"many headers":   {manyHeaders(), doc.Damaged},
		"huge modifiers": {wordFile{version: word97, pieces: []textPiece{{text: bytes.Repeat([]byte("\r"), 250_000)}}, data: append([]byte{0xff, 0xff}, bytes.Repeat([]byte{0x16, 0x24, 0}, 21845)...), para: map[int][]byte{0: bytes.Repeat([]byte{0x46, 0x66, 0, 0, 0, 0}, 40)}}, ""},
	} {
		start := time.Now()
		d, err := c.file.read(t)
		status := d.Status
		var f *fault.Fault
		if errors.As(err, &f) {
			status = f.Status
		}
		if c.status != "" && status != c.status {
			t.Errorf("%s: %s, %v", name, status, err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// manyHeaders says of thousands of sections that the whole text is their header.
func manyHeaders() wordFile {
	const n = 4000
	f := wordFile{version: word97, pieces: []textPiece{narrow("a\r"), {text: bytes.Repeat([]byte("b"), 60_000)}}, lengths: map[int]int{2: 60_000}}
	var sections, headers []byte
	for range n + 1 {
		sections = le.AppendUint32(sections, 2)
	}
	sections = append(sections, make([]byte, 12*n)...)
	for i := range 6*n + 7 {
		headers = le.AppendUint32(headers, uint32((i+1)%2*50_000))
	}
	f.tables = map[int][]byte{6: sections, 11: headers}
	return f
}

// A piece table that leads out of the file, and not only there.
func TestBrokenPieces(t *testing.T) {
	f := wordFile{version: word97, pieces: []textPiece{wide("正文\r"), wide("后面的\r")}}
	data := f.bytes()
	at := bytes.Index(data, []byte{0, 0, 0, 0, 3, 0, 0, 0, 7, 0, 0, 0}) // where the pieces begin
	if at < 0 {
		t.Fatal("no piece table")
	}
	le.PutUint32(data[512+76:], 3000) // characters of the body
	for i, n := range []uint32{1, 2, 4, 3000} {
		for _, last := range []uint32{5, 8, 1 << 20, 1<<32 - 1} {
			le.PutUint32(data[at:], uint32(i%2))
			le.PutUint32(data[at+4:], n)
			le.PutUint32(data[at+8:], last)
			o, err := ole.Open(data)
			if err != nil {
				t.Fatal(err)
			}
			if err := msdoc.Read(context.Background(), o, &doc.Document{}); err == nil {
				t.Errorf("%d, %d: damage was not told", n, last)
			}
		}
	}
}

// Pages that are not there make a document partial, not silently plain.
func TestBrokenProperties(t *testing.T) {
	f := wordFile{version: word97, pieces: []textPiece{wide("正文\r")}, tables: map[int][]byte{12: {0, 8, 0, 0, 0, 16, 0, 0, 0xff, 0xff, 0, 0}}}
	if d, err := f.read(t); err != nil || d.Status != doc.Partial || texts(d) != "正文" {
		t.Errorf("%s %s %v", d.Status, d.Reason, err)
	}
}
