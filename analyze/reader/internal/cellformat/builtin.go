package cellformat

// Builtin returns the code of a format that files name by number only, as Chinese Excel
// has it.
func Builtin(id int) string {
	if code, ok := builtin[id]; ok {
		return code
	}
	return "General"
}

const (
	yearMonth    = `yyyy"年"m"月"`
	monthDay     = `m"月"d"日"`
	hourMinute   = `上午/下午h"时"mm"分"`
	hourToSecond = `上午/下午h"时"mm"分"ss"秒"`
)

var builtin = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"¥"#,##0;"¥"-#,##0`, 6: `"¥"#,##0;"¥"-#,##0`, 7: `"¥"#,##0.00;"¥"-#,##0.00`, 8: `"¥"#,##0.00;"¥"-#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: yearMonth, 28: monthDay, 29: monthDay, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`,
	32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`, 34: hourMinute, 35: hourToSecond, 36: yearMonth,
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	41: `#,##0;-#,##0;"-"`, 42: `"¥"#,##0;"¥"-#,##0;"¥-"`, 43: `#,##0.00;-#,##0.00;"-"`, 44: `"¥"#,##0.00;"¥"-#,##0.00;"¥-"`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: yearMonth, 51: monthDay, 52: yearMonth, 53: monthDay, 54: monthDay,
	55: hourMinute, 56: hourToSecond, 57: yearMonth, 58: monthDay,
}
