package reader

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/biff"
	"hegao/analyze/reader/internal/ole"
	"hegao/analyze/reader/internal/oletest"
)

const sampleWorkbook = "testdata/excel/table.xls"

// table.xls was written by LibreOffice.
func TestWorkbook(t *testing.T) {
	data, err := os.ReadFile(sampleWorkbook)
	if err != nil {
		t.Fatal(err)
	}
	d := readBytes("a.xls", data)
	checkBlocks(t, d)
	const want = `cell1.0.0 云溪县2026年上半年廉政工作统计表
cell1.1.0 单位
cell1.1.1 指标
cell1.1.2 数值
cell1.2.0 水务局
cell1.2.1 党课
cell1.2.2 6次
cell1.3.1 经费（万元）
cell1.3.2 1,234.50
cell1.4.0 财政局
cell1.4.0 （含二级单位）
cell1.4.1 整改率
cell1.4.2 98.5%
cell1.5.1 填报日期
cell1.5.2 2026年6月30日
cell1.7.0 合计
cell1.7.1 共6次
cell1.7.2 12
cell1.8.0 13800138000
cell1.8.1 0.333333333
cell1.8.2 -3.5
cell2.0.0 召开支委会*次
`
	if got := outlineOf(d); got != want || d.Status != doc.OK || d.Format != "xls" {
		t.Errorf("%s %s %s\n%s", d.Format, d.Status, d.Reason, got)
	}
	var notices []string
	for _, n := range d.Notices {
		notices = append(notices, string(n.Kind)+" "+n.Detail)
	}
	if got := strings.Join(notices, "|"); got != "comments |hidden 隐藏的内容：隐藏行、列里的 1 个单元格、工作表“备查”" {
		t.Errorf("noticed %s", got)
	}
}

// Whatever is cut off or flipped, reading ends with one status.
func TestWorkbookDamaged(t *testing.T) {
	whole, err := os.ReadFile(sampleWorkbook)
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(whole); n += len(whole) / 40 {
		fuzz(t, "a.xls", whole[:n])
	}
	for i := range whole {
		if i%13 == 0 {
			data := bytes.Clone(whole)
			data[i] ^= 0x55
			fuzz(t, "a.xls", data)
		}
	}
}

// FuzzWorkbook fuzzes the stream of a workbook, in and outside of an OLE file.
func FuzzWorkbook(f *testing.F) {
	data, err := os.ReadFile(sampleWorkbook)
	if err != nil {
		f.Fatal(err)
	}
	o, err := ole.Open(data)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(o.Stream(biff.Part))
	f.Fuzz(func(t *testing.T, stream []byte) {
		fuzz(t, "a.xls", oletest.File(oletest.Stream{Name: biff.Part, Data: stream}))
		if biff.Begins(stream) {
			fuzz(t, "a.xls", stream)
		}
	})
}
