package batch

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"hegao/analyze"
)

// What can be wrong with a roster.
var (
	ErrRosterFormat    = errors.New("neither xlsx nor csv")
	ErrRosterColumn    = errors.New("no column of names") // Found are the cells of the fullest row
	ErrRosterEmpty     = errors.New("no unit")
	ErrRosterDuplicate = errors.New("two units of one name") // Found are the name, who has it and who wants it
	ErrRosterCell      = errors.New("cell not understood")   // Found are the column and the cell
)

// A RosterError says why a roster can't be used.
type RosterError struct {
	File  string
	Row   int // 1-based; in a csv file the line; 0 where it is about no row
	Found []string
	Err   error // one of the errors above, or why the workbook can't be opened
}

func (e *RosterError) Error() string {
	s := "roster " + e.File
	if e.Row > 0 {
		s += fmt.Sprintf(", row %d", e.Row)
	}
	s += ": " + e.Err.Error()
	if len(e.Found) > 0 {
		s += ": " + strings.Join(e.Found, ", ")
	}
	return s
}

func (e *RosterError) Unwrap() error { return e.Err }

// ReadRoster reads the units that must submit from an .xlsx or .csv file; which of the two
// it is its content tells. The columns are found by their names, in the row among the first
// ten that names most of them and one for the units. An error of its content is a
// [*RosterError], else it is the file system's.
func ReadRoster(path string) ([]analyze.RosterUnit, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read roster: %w", err)
	}
	units, err := parseRoster(data)
	var wrong *RosterError
	if errors.As(err, &wrong) {
		wrong.File = path
	}
	return units, err
}

// parseRoster reads a roster from the bytes of its file.
func parseRoster(data []byte) ([]analyze.RosterUnit, error) {
	tables, err := tablesOf(data)
	if err != nil {
		return nil, &RosterError{Err: err}
	}
	var fullest []string
	for _, rows := range tables {
		best, at := header{}, -1
		for i, row := range rows[:min(len(rows), headerRows)] {
			if h := headerOf(row.cells); h.name >= 0 && h.known > best.known {
				best, at = h, i
			}
			if filled(row.cells) > filled(fullest) {
				fullest = row.cells
			}
		}
		if at >= 0 {
			return best.units(rows[at+1:])
		}
	}
	if filled(fullest) == 0 {
		return nil, &RosterError{Err: ErrRosterEmpty}
	}
	return nil, &RosterError{Err: ErrRosterColumn, Found: slices.DeleteFunc(slices.Clone(fullest), func(s string) bool { return fold(s) == "" })}
}

// headerRows is how many rows of a sheet may stand above the names of its columns, which
// are counted in: a roster often opens with its title.
const headerRows = 10

func filled(cells []string) (n int) {
	for _, c := range cells {
		if fold(c) != "" {
			n++
		}
	}
	return n
}

// A header tells which column of a roster holds what; -1: none does.
type header struct {
	name, exempt, due, extended, remark int
	aliases                             []int
	known                               int // columns of a known name
	cells                               []string
}

// headerOf reads a row as the names of columns.
func headerOf(cells []string) header {
	h := header{name: -1, exempt: -1, due: -1, extended: -1, remark: -1, cells: cells}
	rank := len(nameColumns)
	for i, c := range cells {
		c, _, _ = strings.Cut(fold(c), "（") // 单位名称（全称）
		c = strings.Trim(c, "*:：")
		if r := slices.Index(nameColumns, c); r >= 0 && r < rank {
			h.name, rank = i, r
			h.known++
		}
		switch {
		case slices.Contains(aliasColumns, c):
			h.aliases = append(h.aliases, i)
		case slices.Contains(exemptColumns, c) && h.exempt < 0:
			h.exempt = i
		case slices.Contains(dueColumns, c) && h.due < 0:
			h.due = i
		case slices.Contains(extendedColumns, c) && h.extended < 0:
			h.extended = i
		case c == "备注" || c == "说明":
			h.remark = i
		default:
			continue
		}
		h.known++
	}
	return h
}

// The names of columns, folded; of several names of units the first listed counts.
var (
	nameColumns = []string{"单位名称", "单位全称", "报送单位", "填报单位", "应报单位", "应报送单位", "上报单位", "责任单位", "单位", "部门名称", "部门",
		"学校名称", "机构名称", "党组织名称", "支部名称", "全称", "名称"}
	aliasColumns    = []string{"别名", "简称", "单位简称", "单位别名", "曾用名", "旧名", "旧称", "原名", "原名称", "原单位名称", "其他名称", "又名", "常用名"}
	exemptColumns   = []string{"免报", "是否免报", "本期免报", "本期是否免报", "备注免报", "豁免", "是否豁免", "免报情况"}
	dueColumns      = []string{"截止日期", "截止时间", "截止", "截止日", "报送期限", "报送时限", "报送截止日期", "报送截止时间", "上报期限", "上报时限", "应报日期", "应报时间", "期限", "时限"}
	extendedColumns = []string{"延期至", "延期", "延期日期", "延至", "展期至", "同意延期至", "批准延期至"}
)

// units reads the rows under the header.
func (h header) units(rows []row) ([]analyze.RosterUnit, error) {
	var units []analyze.RosterUnit
	owner := map[string]string{} // unit by its names and aliases, folded
	claim := func(r row, name, unit string) error {
		key := fold(name)
		if other, taken := owner[key]; taken && (other != unit || key == fold(unit)) {
			return &RosterError{Row: r.number, Err: ErrRosterDuplicate, Found: []string{name, other, unit}}
		}
		owner[key] = unit
		return nil
	}
	for _, r := range rows {
		name := strings.Join(strings.Fields(r.cell(h.name)), "")
		if fold(name) == "" || isGroup(r, name) {
			continue
		}
		u := analyze.RosterUnit{Name: name}
		if err := claim(r, name, name); err != nil {
			return nil, err
		}
		for _, c := range h.aliases {
			for _, alias := range strings.FieldsFunc(r.cell(c), isSeparator) {
				if fold(alias) == fold(name) || noValue(alias) {
					continue
				}
				if err := claim(r, alias, name); err != nil {
					return nil, err
				}
				u.Aliases = append(u.Aliases, alias)
			}
		}
		var err error
		if u.Exempt, err = h.isExempt(r); err != nil {
			return nil, err
		}
		if u.Due, err = h.dueOf(r); err != nil {
			return nil, err
		}
		units = append(units, u)
	}
	if len(units) == 0 {
		return nil, &RosterError{Err: ErrRosterEmpty}
	}
	return units, nil
}

// isGroup reports whether a row is none of a unit: the heading of a group (一、县直部门), a sum or a note.
func isGroup(r row, name string) bool {
	for _, w := range []string{"合计", "总计", "小计", "注：", "注:", "备注：", "说明：", "填表人", "制表"} {
		if strings.HasPrefix(name, w) {
			return true
		}
	}
	number, _, ok := strings.Cut(name, "、")
	return ok && filled(r.cells) == 1 && strings.Trim(number, "一二三四五六七八九十") == ""
}

func isSeparator(r rune) bool { return strings.ContainsRune("、，,;；/|\n\r\t 　", r) }

// noValue reports whether a cell says that there is nothing: 无, —.
func noValue(cell string) bool { return strings.Trim(fold(cell), "-—–/\\无") == "" }

// isExempt reports whether a row's unit need not submit this time.
func (h header) isExempt(r row) (bool, error) {
	cell := fold(r.cell(h.exempt))
	switch cell {
	case "是", "免报", "免", "本期免报", "豁免", "√", "✓", "✔", "y", "yes", "1", "true", "免报单位":
		return true, nil
	case "否", "不免报", "不免", "应报", "报送", "×", "✗", "n", "no", "0", "false":
		return false, nil
	}
	if !noValue(cell) {
		return false, &RosterError{Row: r.number, Err: ErrRosterCell, Found: []string{h.cells[h.exempt], r.cell(h.exempt)}}
	}
	remark := fold(r.cell(h.remark))
	return strings.Contains(remark, "免报") && !strings.Contains(remark, "不免报"), nil
}

// dueOf returns the last day that a row's unit may submit on; an extension counts before the common date.
func (h header) dueOf(r row) (time.Time, error) {
	for _, c := range []int{h.extended, h.due} {
		cell := r.cell(c)
		if noValue(cell) || c == h.extended && fold(cell) == "否" {
			continue
		}
		if t, ok := dateIn(cell); ok {
			return t, nil
		}
		return time.Time{}, &RosterError{Row: r.number, Err: ErrRosterCell, Found: []string{h.cells[c], cell}}
	}
	return time.Time{}, nil
}
