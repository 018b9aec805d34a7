// Package calendar reads the parts of a year that a text names: 上半年, 第三季度, 1月至6月.
package calendar

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// Months are months of one year, 1 to 12, both included. The zero value is none.
type Months struct{ First, Last int }

// Parts of a year.
var (
	Year       = Months{1, 12}
	FirstHalf  = Months{1, 6}
	SecondHalf = Months{7, 12}
)

// Quarter returns the months of quarter n, 1 to 4.
func Quarter(n int) Months { return Months{3*n - 2, 3 * n} }

// words are the parts of a year that have names.
var words = []struct {
	word string
	Months
}{
	{"上半年", FirstHalf}, {"下半年", SecondHalf}, {"前三季度", Months{1, 9}}, {"前三个季度", Months{1, 9}}, {"全年", Year},
}

// Dashes part the two ends of a time.
var Dashes = []string{"——", "-", "—", "–", "－", "～", "~", "至", "到"}

// MonthsAt reads the months that text names at byte i, and where they end; i where it names
// none. dated tells that it is a day: 3月10日, of which the months are none.
func MonthsAt(text string, i int) (m Months, dated bool, end int) {
	for _, w := range words {
		if end := after(text, i, w.word); end > i {
			return w.Months, false, end
		}
	}
	j := after(text, i, "第")
	first, k := NumberAt(text, j)
	if k == j {
		return Months{}, false, i
	}
	if end := after(text, k, "季度"); end > k && first <= 4 {
		return Quarter(first), false, end
	}
	if j > i || first > 12 {
		return Months{}, false, i
	}
	month := after(text, k, "月份", "月")
	if _, d := NumberAt(text, month); month > k && d > month {
		if end := after(text, d, "日", "号"); end > d {
			return Months{}, true, end
		}
	}
	if d := after(text, month, Dashes...); d > month {
		last, l := NumberAt(text, d)
		if end := after(text, l, "季度"); month == k && end > l && first < last && last <= 4 {
			return Months{Quarter(first).First, Quarter(last).Last}, false, end
		}
		if end := after(text, l, "月份", "月"); l > d && end > l && first < last && last <= 12 {
			if _, day := NumberAt(text, end); day > end && after(text, day, "日", "号") > day {
				return Months{}, true, day
			}
			return Months{first, last}, false, end
		}
	}
	if month > k {
		return Months{first, first}, false, month
	}
	return Months{}, false, i
}

// after returns where the first of words that stands at byte i of text ends; i where none does.
func after(text string, i int, words ...string) int {
	for _, w := range words {
		if strings.HasPrefix(text[i:], w) {
			return i + len(w)
		}
	}
	return i
}

// NumberAt reads the number of a day, a month or a quarter at byte i of text, at most two digits or
// three Chinese numerals, and where it ends; i where none stands there.
func NumberAt(text string, i int) (n, end int) {
	end = i
	for end < len(text) && '0' <= text[end] && text[end] <= '9' && end-i < 3 {
		end++
	}
	if end == i {
		for range 3 {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !strings.ContainsRune("一二三四五六七八九十廿", r) || r == utf8.RuneError {
				break
			}
			end += size
		}
	} else if end-i > 2 {
		return 0, i
	}
	n, ok := numeral.Int(text[i:end])
	if !ok || n < 1 {
		return 0, i
	}
	return n, end
}
