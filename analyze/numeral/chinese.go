package numeral

import (
	"strings"
	"unicode/utf8"
)

// chinese reads a number that starts with a Chinese numeral.
func chinese(s string, i int) (Number, bool) {
	rest := s[i:]
	if v, kind, ok := wholeOf(rest); ok {
		n, ok := parts(s, i+v)
		if ok && n.Kind == Plain {
			n.Kind, n.Chinese = kind, true
			return n, true
		}
	}
	n := Number{Chinese: true}
	j := i
	switch {
	case strings.HasPrefix(rest, "上"): // 上百, 上千万
		j += len("上")
		r, _ := utf8.DecodeRuneInString(s[j:])
		if unit(r) < 100 || strings.HasPrefix(s[j:], "百分") || strings.HasPrefix(s[j:], "千分") {
			return n, false
		}
		n.Bound = More
	case strings.HasPrefix(rest, "数"), strings.HasPrefix(rest, "几"): // 数十, 几百
		j += len("数")
		r, _ := utf8.DecodeRuneInString(s[j:])
		if unit(r) == 0 {
			return n, false
		}
		n.Bound = More
	}
	m, ok := parts(s, j)
	if !ok {
		return n, false
	}
	m.Chinese = true
	m.Bound = max(m.Bound, n.Bound)
	if m.Kind == Plain && m.Bound == Exact && strings.HasPrefix(s[m.End:], "分之") && m.Value > 1 { // 三分之二
		if of, ok := parts(s, m.End+len("分之")); ok && of.Kind == Plain && of.Value < m.Value {
			return Number{End: of.End, Value: of.Value / m.Value, Kind: Fraction, Chinese: true}, true
		}
	}
	return m, true
}

// wholeOf reads 百分之 or 千分之 and returns its length.
func wholeOf(s string) (int, Kind, bool) {
	switch {
	case strings.HasPrefix(s, "百分之"):
		return len("百分之"), Percent, true
	case strings.HasPrefix(s, "千分之"):
		return len("千分之"), PerMille, true
	}
	return 0, Plain, false
}

// An end is one end of a number while it is read: for 两三万 there are two of them.
type end struct{ total, section float64 } // up to the last 万 or 亿; behind it

// place closes the digits d with the place word u.
func (e *end) place(d, u float64) {
	switch {
	case u < 1e4:
		e.section += d * u
	case e.section+d == 0: // 万亿
		e.total *= u
	default:
		e.total += (e.section + d) * u
		e.section = 0
	}
}

// parts reads a numeral made of digits and place words: 十二万八千, 二〇二五, 两三百, 十几.
func parts(s string, i int) (Number, bool) {
	if r, _ := utf8.DecodeRuneInString(s[i:]); r < 128 || r >= '０' && r <= '９' {
		if _, ok := digit(r); !ok {
			return Number{}, false
		}
		return arabic(s, i)
	}
	var n Number
	var low, high end
	digits := make([]int, 0, 8) // since the last place word
	last := 0.0                 // the last place word
	start := i
scan:
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch d, isDigit := hanDigit(r); {
		case isDigit:
			digits = append(digits, d)
			n.Digits++
		case r == '廿' || r == '卅':
			if len(digits) > 0 || last > 0 {
				break scan
			}
			tens := 2.0
			if r == '卅' {
				tens = 3
			}
			low.place(tens, 10)
			high.place(tens, 10)
			last = 10
		case unit(r) > 0:
			u := unit(r)
			if strings.HasPrefix(s[i:], "百分之") || strings.HasPrefix(s[i:], "千分之") || u == 1000 && startsMeasure(s[i+size:]) {
				break scan
			}
			if u < 1e4 && last > 0 && last < 1e4 && u >= last {
				break scan
			}
			l, h, ok := pair(digits)
			if !ok {
				break scan
			}
			if len(digits) == 0 && low.section == 0 && (u < 1e4 || low.total == 0) { // 十, 百余, 一万零十
				l, h = 1, 1
			}
			low.place(l, u)
			high.place(h, u)
			n.Scaled = n.Scaled || u >= 1e4
			digits, last = digits[:0], u
		case approximate(r) && last > 0 && len(digits) == 0 && low == high && (r != '来' || last <= 1000):
			n.Bound = beyond(r)
			i += size
			for last < 1e8 { // 十几万, 五百余万, 十几万亿
				r, size := utf8.DecodeRuneInString(s[i:])
				u := unit(r)
				if u < 1e4 || u <= last {
					break
				}
				low.place(0, u)
				high = low
				n.Scaled, last = true, u
				i += size
			}
			break scan
		case (r == '点' || r == '點') && len(digits) > 0 && low == high:
			l, h, ok := pair(digits)
			d, to := decimals(s, i+size)
			if !ok || l != h || to == i+size {
				break scan
			}
			n.Value, n.End = low.total+low.section+l+d, to
			return n, true
		default:
			break scan
		}
		i += size
	}
	if i == start {
		return n, false
	}
	l, h, ok := tail(digits, last)
	if !ok {
		return n, false
	}
	n.End = i
	n.Value = low.total + low.section + l
	if to := high.total + high.section + h; to > n.Value && n.Bound == Exact {
		n.Max, n.Bound = to, Between
	}
	return n, true
}

// tail returns the value of digits that no place word follows; last is the place word before them.
func tail(digits []int, last float64) (low, high float64, ok bool) {
	if low, high, ok = pair(digits); !ok || last == 0 && len(digits) == 2 && digits[0] == 0 {
		if last > 0 {
			return 0, 0, false
		}
		low = 0
		for _, d := range digits { // 二〇二五
			low = low*10 + float64(d)
		}
		return low, low, true
	}
	if len(digits) == 1 && last >= 100 && low > 0 { // 两百五, 一万二
		return low * last / 10, low * last / 10, true
	}
	return low, high, true
}

// pair returns the digits as one number, or as the two ends of 两三, 三五, 七八.
func pair(digits []int) (low, high float64, ok bool) {
	if len(digits) > 1 && digits[0] == 0 {
		digits = digits[1:]
	}
	switch len(digits) {
	case 0:
		return 0, 0, true
	case 1:
		return float64(digits[0]), float64(digits[0]), true
	case 2:
		if digits[1] == digits[0]+1 || digits[0] == 3 && digits[1] == 5 {
			return float64(digits[0]), float64(digits[1]), true
		}
	}
	return 0, 0, false
}

// decimals reads the digits behind 点.
func decimals(s string, i int) (float64, int) {
	v, place := 0.0, 0.1
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		d, ok := hanDigit(r)
		if !ok {
			break
		}
		v += float64(d) * place
		place /= 10
		i += size
	}
	return v, i
}

// startsMeasure reports whether s, behind 千, makes it part of a measure: 千克, 千瓦, 千米.
func startsMeasure(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '克' || r == '瓦' || r == '米' || r == '伏' || r == '卡'
}
