// Package numeral reads the numbers of Chinese prose: digits in both widths, with
// commas or spaces inside, Chinese numerals up to 亿, mixtures of the two (3千余,
// 1.2万), and what Chinese says of a number with its own words (十几, 两三, 上百, 数十).
package numeral

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bound tells how a number is meant by the words inside it.
type Bound uint8

const (
	Exact   Bound = iota
	More          // 余 多 几 来, 上百, 数十: Value and more
	Between       // 两三: Value to Max
	Around        // 二十来: about Value
)

// Kind tells what a number counts in.
type Kind uint8

const (
	Plain    Kind = iota
	Percent       // 百分之九十八: Value is 98
	PerMille      // 千分之三: Value is 3
	Fraction      // 三分之二: Value is the quotient
)

// A Number is a number as it stands in a text.
type Number struct {
	End     int     // byte offset behind it
	Value   float64 // for Between the lower end
	Max     float64 // for Between the upper end
	Bound   Bound
	Kind    Kind
	Scaled  bool // it ends in 万 or 亿, possibly with 余 or 多
	Chinese bool // it starts with a Chinese numeral
	Digits  int  // digits of its first part as written: 4 for 2025, 二〇二五
}

// Int reads the whole of s as a whole number: digits, full-width digits, or a Chinese
// numeral. It reports false where s is anything else or more than that.
func Int(s string) (int, bool) {
	n, ok := Scan(s, 0)
	if !ok || n.End != len(s) || n.Bound != Exact || n.Kind != Plain || n.Value != math.Trunc(n.Value) || n.Value > 1<<53 {
		return 0, false
	}
	return int(n.Value), true
}

// Scan reads the longest number that starts at byte i of s. Numbers inside words
// (第一, 三会一课) are numbers to Scan: what surrounds one is for the caller to judge.
func Scan(s string, i int) (Number, bool) {
	r, _ := utf8.DecodeRuneInString(s[i:])
	if _, ok := digit(r); ok {
		return arabic(s, i)
	}
	if !Starts(r) {
		return Number{}, false
	}
	return chinese(s, i)
}

// Starters are the characters that a number can start with.
const Starters = "0123456789０１２３４５６７８９零〇一壹二两俩贰兩三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿億廿卅数几上"

// starters has a bit for each of Starters.
var starters = func() (set [1 << 10]uint64) {
	for _, r := range Starters {
		set[r/64] |= 1 << (r % 64)
	}
	return set
}()

// Starts reports whether a number can start with r.
func Starts(r rune) bool {
	return r < 1<<16 && starters[r/64]&(1<<(r%64)) != 0
}

// digit returns the value of an ASCII or full-width digit.
func digit(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '０' <= r && r <= '９':
		return int(r - '０'), true
	}
	return 0, false
}

// hanDigit returns the value of a Chinese digit.
func hanDigit(r rune) (int, bool) {
	switch r {
	case '零', '〇':
		return 0, true
	case '一', '壹':
		return 1, true
	case '二', '两', '俩', '贰', '兩':
		return 2, true
	case '三', '叁':
		return 3, true
	case '四', '肆':
		return 4, true
	case '五', '伍':
		return 5, true
	case '六', '陆':
		return 6, true
	case '七', '柒':
		return 7, true
	case '八', '捌':
		return 8, true
	case '九', '玖':
		return 9, true
	}
	return 0, false
}

// unit returns the value of a Chinese place word, 0 for any other rune.
func unit(r rune) float64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万', '萬':
		return 1e4
	case '亿', '億':
		return 1e8
	}
	return 0
}

// beyond returns what an approximate r after a number means: 20来次 is about 20.
func beyond(r rune) Bound {
	if r == '来' {
		return Around
	}
	return More
}

// approximate reports whether r after a number means "and more".
func approximate(r rune) bool {
	return r == '余' || r == '餘' || r == '多' || r == '几' || r == '来'
}

// arabic reads a number that starts with a digit.
func arabic(s string, i int) (Number, bool) {
	mantissa, end := mantissa(s, i)
	n := Number{End: end, Digits: len(mantissa)}
	if dot := strings.IndexByte(mantissa, '.'); dot >= 0 {
		n.Digits = dot
	}
	exp := n.scale(s)
	n.Value = shift(mantissa, exp)
	if n.Scaled && n.Bound == Exact && n.End < len(s) { // 3亿5000万, 1万2千
		if r, _ := utf8.DecodeRuneInString(s[n.End:]); r >= '0' && r <= '9' {
			if rest, ok := arabic(s, n.End); ok && rest.Value < n.Value && math.Pow10(exp) > rest.Value {
				rest.Value += n.Value
				rest.Digits = n.Digits
				return rest, true
			}
		}
	}
	return n, true
}

// mantissa returns the digits at i in ASCII, with commas and spaces between groups
// left out, and the offset behind them.
func mantissa(s string, i int) (string, int) {
	plain := i
	for plain < len(s) && '0' <= s[plain] && s[plain] <= '9' {
		plain++
	}
	if plain > i && (plain == len(s) || !continues(s[plain])) { // most numbers
		return s[i:plain], plain
	}
	buf := make([]byte, 0, 16)
	group := 0 // digits since the last separator
	separated := false
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if d, ok := digit(r); ok {
			buf = append(buf, byte('0'+d))
			group++
			i += size
			continue
		}
		run, closed := digitsAt(s, i+size)
		switch {
		case (r == '.' || r == '．') && run > 0 && !strings.ContainsRune(string(buf), '.'):
			buf = append(buf, '.')
			i += size
			for i < len(s) {
				r, size := utf8.DecodeRuneInString(s[i:])
				d, ok := digit(r)
				if !ok {
					break
				}
				buf = append(buf, byte('0'+d))
				i += size
			}
			return string(buf), i
		case (r == ',' || r == '，') && run == 3 && closed && group <= 3 && (separated || len(buf) <= 3):
			separated, group = true, 0
			i += size
		case space(r) && group <= 3 && (run == 3 && closed || !separated && len(buf) <= 2 && run <= 2 && run > 0 && closed):
			separated, group = true, 0
			i += size
		default:
			return string(buf), i
		}
	}
	return string(buf), i
}

// continues reports whether a character that starts with c may stand inside digits: a
// separator, white space or a full-width digit.
func continues(c byte) bool {
	switch c {
	case '.', ',', ' ', 0xc2, 0xe2, 0xe3, 0xef:
		return true
	}
	return false
}

func space(r rune) bool {
	return r == ' ' || r == '\u00a0' || r == '\u3000' || r == '\u2009' || r == '\u202f'
}

// digitsAt counts the digits at i, up to four; closed tells that no more follow.
func digitsAt(s string, i int) (n int, closed bool) {
	for n < 4 && i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if _, ok := digit(r); !ok {
			return n, true
		}
		n++
		i += size
	}
	return n, n < 4
}

// scale reads what may follow digits: 余, 万, 亿, 千万, and 余 again. It returns the power of ten.
func (n *Number) scale(s string) int {
	i := n.End
	r, size := utf8.DecodeRuneInString(s[i:])
	if r != ' ' && !approximate(r) && unit(r) == 0 { // most numbers
		return 0
	}
	bound := Exact
	if approximate(r) {
		bound = beyond(r)
		i += size
	} else if r == ' ' { // 110 余人次
		if r, size := utf8.DecodeRuneInString(s[i+1:]); r == '余' || r == '餘' {
			bound = More
			i += 1 + size
		}
	}
	exp := 0
	j := i
	for j < len(s) && space(rune(s[j])) { // 4.6 万人
		j++
	}
	for j < len(s) {
		r, size := utf8.DecodeRuneInString(s[j:])
		u := unit(r)
		if u == 0 || u == 10 && exp == 0 {
			break
		}
		if strings.HasPrefix(s[j:], "百分之") || strings.HasPrefix(s[j:], "千分之") {
			break
		}
		if next, _ := utf8.DecodeRuneInString(s[j+size:]); u == 1000 && (next == '克' || next == '瓦' || next == '米' || next == '伏' || next == '卡') {
			break // 千 is part of the measure
		}
		exp += int(math.Round(math.Log10(u)))
		j += size
		i = j
	}
	if exp > 0 {
		n.Scaled = true
		if r, size := utf8.DecodeRuneInString(s[i:]); bound == Exact && approximate(r) {
			bound = beyond(r)
			i += size
		}
	}
	if bound != Exact {
		n.Bound = bound
	}
	n.End = i
	return exp
}

// shift returns mantissa × 10^exp, rounded once.
func shift(mantissa string, exp int) float64 {
	if exp == 0 && len(mantissa) <= 15 && strings.IndexByte(mantissa, '.') < 0 { // most numbers
		v := 0
		for _, c := range []byte(mantissa) {
			v = v*10 + int(c-'0')
		}
		return float64(v)
	}
	v, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(exp), 64)
	if err != nil {
		return math.Inf(1)
	}
	return v
}
