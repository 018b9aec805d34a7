package batch

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"hegao/analyze"
	"hegao/analyze/sheet"
)

// write puts a roster's bytes into a file and returns its path.
func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// line writes a roster unit as the tables below do.
func line(u analyze.RosterUnit) string {
	s := u.Name
	if len(u.Aliases) > 0 {
		s += "=" + strings.Join(u.Aliases, "=")
	}
	if u.Exempt {
		s += " 免报"
	}
	if !u.Due.IsZero() {
		s += " " + u.Due.Format("2006-01-02")
	}
	return s
}

func TestReadRosterCSV(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"plain":             {"单位名称\n市水务局\n市林业局\n", []string{"市水务局", "市林业局"}},
		"all columns":       {"序号,单位名称,别名,免报,截止日期\n1,市水务局,市水利局、水利局,,2026-07-05\n2,市林业局,,是,2026年7月6日\n", []string{"市水务局=市水利局=水利局 2026-07-05", "市林业局 免报 2026-07-06"}},
		"other headings":    {"单 位,简 称,曾用名,是否免报,报送期限\n市水务局,水务局,水利局；水电局,否,2026/7/5\n", []string{"市水务局=水务局=水利局=水电局 2026-07-05"}},
		"title above":       {"2026年上半年应报单位名册,,\n制表：办公室,,\n序号,报送单位（全称）,备注\n1,市水务局,\n2,市林业局,新成立，本期免报\n", []string{"市水务局", "市林业局 免报"}},
		"groups and sums":   {"单位,联系人\n一、市直部门,\n市水务局,甲\n（空）,\n合计,2\n", []string{"市水务局", "（空）"}},
		"extension":         {"单位,截止日期,延期至\n市水务局,2026-07-05,2026-07-15\n市林业局,2026-07-05,\n", []string{"市水务局 2026-07-15", "市林业局 2026-07-05"}},
		"tabs":              {"单位名称\t别名\n市水务局\t水利局,水电局\n", []string{"市水务局=水利局=水电局"}},
		"quoted":            {"单位名称,别名\n\"市水务局\",\"水利局,水电局\n水务\"\n", []string{"市水务局=水利局=水电局=水务"}},
		"blanks and dashes": {"单位名称,别名,免报,截止日期\n 市 水务局 ,无,—,\n,,,\n市林业局,/,,-\n", []string{"市水务局", "市林业局"}},
		"blank lines":       {"\n\n单位名称\n\n市水务局\n", []string{"市水务局"}},
		"alias twice":       {"单位名称,简称,曾用名\n市水务局,水务局、市水务局,水务局\n", []string{"市水务局=水务局=水务局"}},
	} {
		gbk, err := simplifiedchinese.GB18030.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		for encoding, text := range map[string]string{"UTF-8": c.text, "with BOM": "\ufeff" + c.text, "GB18030": gbk, "UTF-16": utf16, "CRLF": strings.ReplaceAll(c.text, "\n", "\r\n")} {
			units, err := ReadRoster(write(t, "名册.csv", []byte(text)))
			var got []string
			for _, u := range units {
				got = append(got, line(u))
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s, %s: got %q, %v; want %q", name, encoding, got, err, c.want)
			}
		}
	}
}

func TestReadRosterWorkbook(t *testing.T) {
	book := sheet.Book{Pages: []sheet.Page{
		{Name: "说明", Lead: []string{"请先看这里"}},
		{
			Name:    "名册",
			Lead:    []string{"应报单位"},
			Columns: []sheet.Column{{Title: "单位名称"}, {Title: "别名"}, {Title: "截止日期"}},
			Rows:    [][]sheet.Cell{{sheet.Text("市水务局"), sheet.Text("水利局"), sheet.Text("2026-07-05")}},
		},
	}}
	var b bytes.Buffer
	if err := sheet.Write(&b, book); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"名册.xlsx", "名册.csv"} { // the content tells
		units, err := ReadRoster(write(t, name, b.Bytes()))
		if err != nil || len(units) != 1 || line(units[0]) != "市水务局=水利局 2026-07-05" {
			t.Errorf("%s: got %v, %v", name, units, err)
		}
	}
}

func TestReadRosterErrors(t *testing.T) {
	for name, c := range map[string]struct {
		data  string
		err   error
		row   int
		found []string
	}{
		"no names":        {"序号,联系人,电话\n1,甲,12345\n", ErrRosterColumn, 0, []string{"序号", "联系人", "电话"}},
		"a bare list":     {"市水务局\n市林业局\n", ErrRosterColumn, 0, []string{"市水务局"}},
		"header alone":    {"单位名称,别名\n", ErrRosterEmpty, 0, nil},
		"blank":           {"\n \n", ErrRosterEmpty, 0, nil},
		"twice":           {"单位名称\n市水务局\n市林业局\n市 水务局\n", ErrRosterDuplicate, 4, []string{"市水务局", "市水务局", "市水务局"}},
		"alias of both":   {"单位名称,别名\n市水务局,水利局\n市林业局,水利局\n", ErrRosterDuplicate, 3, []string{"水利局", "市水务局", "市林业局"}},
		"alias is a name": {"单位名称,别名\n市水务局,\n市林业局,市水务局\n", ErrRosterDuplicate, 3, []string{"市水务局", "市水务局", "市林业局"}},
		"odd exemption":   {"单位名称,免报\n市水务局,也许\n", ErrRosterCell, 2, []string{"免报", "也许"}},
		"odd date":        {"单位名称,截止日期\n市水务局,月底前\n", ErrRosterCell, 2, []string{"截止日期", "月底前"}},
		"no such day":     {"单位名称,截止日期\n市水务局,2026-06-31\n", ErrRosterCell, 2, []string{"截止日期", "2026-06-31"}},
		"xls":             {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ErrRosterFormat, 0, nil},
		"binary":          {"\x00\x01\x02\x03\xff\xfe\x00\x00", ErrRosterFormat, 0, nil},
		"broken workbook": {"PK\x03\x04 no workbook", nil, 0, nil},
	} {
		path := write(t, "名册.csv", []byte(c.data))
		units, err := ReadRoster(path)
		var e *RosterError
		if units != nil || !errors.As(err, &e) || e.File != path || e.Row != c.row || c.err != nil && (!errors.Is(err, c.err) || !slices.Equal(e.Found, c.found)) {
			t.Errorf("%s: got %v, %v", name, units, err)
		}
	}
	if _, err := ReadRoster(filepath.Join(t.TempDir(), "没有.csv")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func FuzzRoster(f *testing.F) {
	f.Add([]byte("单位名称,别名,免报,截止日期\n市水务局,水利局、水电局,否,2026-07-05\n"))
	f.Add([]byte("单位\t简称\n一、部门\n\"市\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("PK")) {
			return // package sheet fuzzes workbooks
		}
		units, err := parseRoster(data)
		var e *RosterError
		if err != nil && !errors.As(err, &e) || (err == nil) != (len(units) > 0) {
			t.Errorf("units %v, error %v", units, err)
		}
		newRegister(units).find(string(data), false)
	})
}
