package biff_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/biff"
	"hegao/analyze/reader/internal/fault"
)

var le = binary.LittleEndian

// rec writes a record of values: bytes, 16, 32 and 64 bits, floats, bytes as they are.
func rec(kind uint16, values ...any) []byte {
	b := le.AppendUint16(nil, kind)
	b = append(b, 0, 0)
	for _, v := range values {
		switch v := v.(type) {
		case byte:
			b = append(b, v)
		case int:
			b = le.AppendUint16(b, uint16(v))
		case uint32:
			b = le.AppendUint32(b, v)
		case float64:
			b = le.AppendUint64(b, math.Float64bits(v))
		case []byte:
			b = append(b, v...)
		case string:
			b = append(b, v...)
		default:
			panic(fmt.Sprintf("%T", v))
		}
	}
	le.PutUint16(b[2:], uint16(len(b)-4))
	return b
}

func utf16le(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = le.AppendUint16(b, u)
	}
	return b
}

// str is a string with two bytes a character.
func str(text string) []byte {
	b := le.AppendUint16(nil, uint16(len(utf16.Encode([]rune(text)))))
	return append(append(b, 1), utf16le(text)...)
}

// A workbook is one of sheets that are made of records.
type workbook struct {
	version int
	globals [][]byte
	sheets  [][][]byte
	states  []byte // 1: hidden
}

func (w workbook) bytes() []byte {
	if w.version == 0 {
		w.version = 0x600
	}
	begin := func(kind int) []byte { return rec(0x809, w.version, kind, make([]byte, 12)) }
	build := func(at []uint32) []byte {
		out := begin(5)
		for _, g := range w.globals {
			out = append(out, g...)
		}
		for i := range w.sheets {
			name := []byte{1, 0, 'A' + byte(i)}
			if w.version < 0x600 {
				name = []byte{1, 'A' + byte(i)}
			}
			state := byte(0)
			if i < len(w.states) {
				state = w.states[i]
			}
			out = append(out, rec(0x85, at[i], state, byte(0), name)...)
		}
		return append(out, rec(0x0a)...)
	}
	at := make([]uint32, len(w.sheets))
	out := build(at)
	for i, s := range w.sheets {
		at[i] = uint32(len(out))
		out = append(out, begin(0x10)...)
		for _, r := range s {
			out = append(out, r...)
		}
		out = append(out, rec(0x0a)...)
	}
	copy(out, build(at))
	return out
}

func (w workbook) read() (*doc.Document, error) {
	d := &doc.Document{Status: doc.OK}
	err := biff.Read(context.Background(), w.bytes(), d)
	return d, err
}

func show(d *doc.Document) string {
	var list []string
	for _, b := range d.Blocks {
		if b.Cell == nil {
			list = append(list, b.Text)
			continue
		}
		list = append(list, fmt.Sprintf("%d.%d.%d %s", b.Cell.Table, b.Cell.Row, b.Cell.Col, b.Text))
	}
	return strings.Join(list, "|")
}

// formats are the cell formats 0 General, 1 percent, 2 a date, 3 the book's own.
var formats = [][]byte{
	rec(0x41e, 164, str(`0"次"`)),
	rec(0xe0, 0, 0, make([]byte, 16)), rec(0xe0, 0, 10, make([]byte, 16)), rec(0xe0, 0, 14, make([]byte, 16)), rec(0xe0, 0, 164, make([]byte, 16)),
}

func TestCells(t *testing.T) {
	none := make([]byte, 8)
	w := workbook{globals: formats, sheets: [][][]byte{{
		rec(0x203, 0, 0, 0, 3.25),
		rec(0x27e, 0, 1, 3, uint32(6<<2|2)),     // an integer
		rec(0x27e, 0, 2, 0, uint32(1250<<2|3)),  // times 100
		rec(0x27e, 0, 3, 1, uint32(0x3fe00000)), // half a float
		rec(0xbd, 1, 0, 3, uint32(1<<2|2), 2, uint32(46203<<2|2), 1),
		rec(0x205, 2, 0, 0, byte(1), byte(0)), rec(0x205, 2, 1, 0, byte(7), byte(1)),
		rec(0x06, 3, 0, 0, 12.0, none), rec(0x06, 3, 1, 0, []byte{0, 0, 0, 0, 0, 0, 0xff, 0xff}, none), rec(0x4bc, none), rec(0x207, str("结果")),
		rec(0x06, 3, 2, 0, []byte{1, 0, 0, 0, 0, 0, 0xff, 0xff}, none), rec(0x06, 3, 3, 0, []byte{2, 0, 0x2a, 0, 0, 0, 0xff, 0xff}, none),
		rec(0x06, 3, 4, 0, []byte{3, 0, 0, 0, 0, 0, 0xff, 0xff}, none),
		rec(0x204, 4, 0, 0, str("一行\n两行")), rec(0x204, 4, 1, 0, str(" ")),
		rec(0x809, 0x600, 0x20, make([]byte, 12)), rec(0x203, 0, 0, 0, 99.0), rec(0x0a), // a chart
		rec(0x5d, 0x15, 0x12, 6, make([]byte, 16)), rec(0x1b6, make([]byte, 10), 3, 0, make([]byte, 4)), rec(0x3c, byte(1), utf16le("文本框")),
		rec(0x5d, 0x15, 0x12, 0x19, make([]byte, 16)), rec(0x1b6, make([]byte, 10), 2, 0, make([]byte, 4)), rec(0x3c, byte(1), utf16le("批注")),
		rec(0x1c, 0, 0, 0, 1),
	}}}
	d, err := w.read()
	want := "1.0.0 3.25|1.0.1 6次|1.0.2 12.5|1.0.3 50.00%|1.1.0 1次|1.1.1 2026/6/30|1.1.2 |1.1.3 |1.2.0 TRUE|1.2.1 #DIV/0!|1.2.2 |1.2.3 |" +
		"1.3.0 12|1.3.1 结果|1.3.2 FALSE|1.3.3 #N/A|1.4.0 一行|1.4.0 两行|1.4.2 |1.4.3 |文本框"
	if got := show(d); err != nil || got != want {
		t.Errorf("got  %s\nwant %s, %v", got, want, err)
	}
	if len(d.Notices) != 1 || d.Notices[0].Kind != doc.Comments || d.Notices[0].Count != 1 {
		t.Errorf("%+v", d.Notices)
	}
}

// A table of strings may be parted anywhere, in a string too, and a part says anew how
// wide its characters are.
func TestSharedStrings(t *testing.T) {
	strings := [][]byte{
		rec(0xfc, uint32(4), uint32(4),
			2, byte(1), utf16le("甲乙"),
			3, byte(0), "abc",
			4, byte(1), utf16le("丙丁")),
		rec(0x3c, byte(0), "xy", // goes on narrow
			2, byte(0x0d), 1, uint32(6), utf16le("戊己"), make([]byte, 2)),
		rec(0x3c, make([]byte, 2+6), 1, byte(1)),
		rec(0x3c, byte(1), utf16le("庚")),
	}
	var cells [][]byte
	for i := range 6 {
		cells = append(cells, rec(0xfd, i, 0, 0, uint32(i)))
	}
	d, err := workbook{globals: append(formats, strings...), sheets: [][][]byte{cells}}.read()
	if got, want := show(d), "1.0.0 甲乙|1.1.0 abc|1.2.0 丙丁xy|1.3.0 戊己|1.4.0 庚"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if err == nil { // the last cell's string is not there
		t.Error("damage was not told")
	}
}

func TestHidden(t *testing.T) {
	label := func(row, col int, text string) []byte { return rec(0x204, row, col, 0, str(text)) }
	w := workbook{globals: formats, states: []byte{0, 1, 2, 1}, sheets: [][][]byte{
		{rec(0x208, 1, 0, 9, 0, 0, 0, 0x20, 0), rec(0x7d, 2, 3, 0, 0, 1, 0), label(0, 0, "见"), label(1, 0, "藏行"), label(0, 2, "藏列"), label(3, 3, "藏列")},
		{label(0, 0, "藏表")}, {label(0, 0, "深藏")}, {},
	}}
	d, err := w.read()
	if got := show(d); err != nil || got != "1.0.0 见" {
		t.Errorf("%s %v", got, err)
	}
	if len(d.Notices) != 1 || d.Notices[0].Count != 5 || d.Notices[0].Detail != "隐藏的内容：隐藏行、列里的 3 个单元格、工作表“B”、工作表“C”" {
		t.Errorf("%+v", d.Notices)
	}
}

func TestMerged(t *testing.T) {
	label := func(row, col int, text string) []byte { return rec(0x204, row, col, 0, str(text)) }
	d, err := workbook{globals: formats, sheets: [][][]byte{{
		label(0, 0, "首"), label(0, 1, "盖住"), label(2, 1, "盖住"), label(3, 0, "下"), label(0, 2, "旁"), rec(0xe5, 2, 0, 2, 0, 1, 5, 6, 0, 0),
	}}}.read()
	if got := show(d); err != nil || got != "1.0.0 首|1.0.2 旁|1.3.0 下|1.3.2 " {
		t.Errorf("%s %v", got, err)
	}
}

func TestExcel5(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("会议6次"))
	if err != nil {
		t.Fatal(err)
	}
	w := workbook{version: 0x500, globals: [][]byte{
		rec(0x42, 936), rec(0x41e, 164, byte(3), `0"x`), rec(0xe0, 0, 0, make([]byte, 12)), rec(0xe0, 0, 164, make([]byte, 12)),
	}, sheets: [][][]byte{{rec(0x204, 0, 0, 0, len(gbk), gbk), rec(0x27e, 0, 1, 1, uint32(6<<2|2)), rec(0x204, 0, 2, 0, 300, gbk)}}}
	d, err := w.read()
	if got := show(d); err != nil || got != "1.0.0 会议6次|1.0.1 6x|1.0.2 会议6次" {
		t.Errorf("%s %v", got, err)
	}
}

func TestRefused(t *testing.T) {
	label := rec(0x204, 0, 0, 0, str("x"))
	whole := workbook{globals: formats, sheets: [][][]byte{{label, label}}}.bytes()
	same := workbook{globals: formats, sheets: [][][]byte{bytes64k(label)}}
	for range 2000 { // the same sheet again and again
		same.sheets = append(same.sheets, nil)
	}
	repeated := same.bytes()
	at := bytes.Index(repeated, rec(0x85)[:2])
	for i := at; le.Uint16(repeated[i:]) == 0x85; i += 4 + int(le.Uint16(repeated[i+2:])) {
		copy(repeated[i+4:i+8], repeated[at+4:at+8])
		repeated[i+8] = 1
	}
	long := str(strings.Repeat("字", 3000))
	many := [][]byte{}
	for i := range 10_000 {
		many = append(many, rec(0xfd, i, 0, 0, uint32(0)))
	}
	for name, c := range map[string]struct {
		stream []byte
		status doc.Status
	}{
		"encrypted":      {workbook{globals: [][]byte{rec(0x2f, 1, 1)}, sheets: [][][]byte{{label}}}.bytes(), doc.Encrypted},
		"Excel 4":        {rec(0x409, 0, 0x10, 0), doc.Unsupported},
		"nothing":        {nil, doc.Damaged},
		"noise":          {bytes.Repeat([]byte{7}, 100), doc.Damaged},
		"cut":            {whole[:len(whole)-30], doc.Damaged},
		"the same text":  {workbook{globals: append(formats, rec(0xfc, uint32(1), uint32(1), long)), sheets: [][][]byte{many}}.bytes(), doc.Limit},
		"the same sheet": {repeated, doc.Damaged},
	} {
		start := time.Now()
		err := biff.Read(context.Background(), c.stream, &doc.Document{})
		var f *fault.Fault
		if !errors.As(err, &f) || f.Status != c.status {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// bytes64k repeats a record until there are 64 KB of it.
func bytes64k(r []byte) [][]byte {
	var list [][]byte
	for n := 0; n < 64<<10; n += len(r) {
		list = append(list, r)
	}
	return list
}
