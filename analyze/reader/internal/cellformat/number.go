package cellformat

import (
	"math"
	"strconv"
	"strings"
)

// A decimal is a number as a spreadsheet counts: with 15 digits.
type decimal struct {
	negative bool
	digits   string // without zeros at either end; empty for 0
	point    int    // digits before the decimal point; may be negative
}

func newDecimal(v float64) decimal {
	text := strconv.FormatFloat(math.Abs(v), 'e', 14, 64)
	mantissa, exp, _ := strings.Cut(text, "e")
	n, _ := strconv.Atoi(exp)
	d := decimal{negative: v < 0, digits: strings.Replace(mantissa, ".", "", 1), point: n + 1}
	d.trim()
	return d
}

func (d *decimal) trim() {
	d.digits = strings.TrimRight(d.digits, "0")
	if d.digits == "" {
		d.negative, d.point = false, 0
	}
}

// round rounds to so many places behind the point, halves up.
func (d *decimal) round(places int) {
	keep := d.point + places
	if keep >= len(d.digits) {
		return
	}
	if keep < 0 {
		d.digits = ""
		d.trim()
		return
	}
	up := d.digits[keep] >= '5'
	kept := []byte(d.digits[:keep])
	for i := keep - 1; up && i >= 0; i-- {
		if kept[i] == '9' {
			kept[i] = '0'
			continue
		}
		kept[i]++
		up = false
	}
	d.digits = string(kept)
	if up {
		d.digits = "1" + d.digits
		d.point++
	}
	d.trim()
}

// parts returns the digits before and behind the point, these padded to places.
func (d *decimal) parts(places int) (whole, behind string) {
	switch {
	case d.point <= 0:
		behind = strings.Repeat("0", min(-d.point, 400)) + d.digits
	case d.point >= len(d.digits):
		whole = d.digits + strings.Repeat("0", d.point-len(d.digits))
	default:
		whole, behind = d.digits[:d.point], d.digits[d.point:]
	}
	if d.digits == "" {
		behind = ""
	}
	if len(behind) < places {
		behind += strings.Repeat("0", places-len(behind))
	}
	return whole, behind[:places]
}

// General returns a number as a cell without a format shows it.
func General(v float64) string {
	const width = 11 // digits and point that a cell shows
	d := newDecimal(v)
	if d.digits == "" {
		return "0"
	}
	sign := ""
	if d.negative {
		sign = "-"
	}
	short := d
	if short.round(max(0, width-1-max(d.point, 1))); short.point > width || d.point < -4 {
		d.round(6 - d.point)
		mantissa := d.digits[:1]
		if len(d.digits) > 1 {
			mantissa += "." + d.digits[1:]
		}
		return sign + mantissa + exponential(d.point-1, true)
	}
	d = short
	whole, behind := d.parts(max(0, len(d.digits)-d.point))
	if whole == "" {
		whole = "0"
	}
	if behind != "" {
		behind = "." + behind
	}
	return sign + whole + behind
}

// exponential writes the exponent with at least two digits.
func exponential(n int, plus bool) string {
	sign := ""
	switch {
	case n < 0:
		sign, n = "-", -n
	case plus:
		sign = "+"
	}
	digits := strconv.Itoa(n)
	if len(digits) < 2 {
		digits = "0" + digits
	}
	return "E" + sign + digits
}

// showNumber shows a number in a section with digits.
func (s *section) showNumber(v float64) string {
	whole, places, grouped, scale, exp := s.shape()
	switch {
	case s.has(general):
		return s.showGeneral(v)
	case s.has(fraction):
		return s.showFraction(v)
	}
	d := newDecimal(v)
	d.point += scale
	if d.digits == "" {
		d.point = 0
	}
	power := 0
	if exp && d.digits != "" {
		power = d.point - max(whole, 1)
		d.point -= power
		d.round(places)
		if d.point > max(whole, 1) { // 9.99 became 10.0
			power++
			d.point--
		}
	}
	d.round(places)
	before, behind := d.parts(places)
	text := s.fill(before, behind, whole, grouped, power)
	if d.negative {
		text = "-" + text
	}
	return s.inScript(text)
}

// shape tells how a section's digits are laid out: places for digits before and behind
// the point, whether thousands are set apart, by which power of ten the number is
// multiplied, and whether it has an exponent.
func (s *section) shape() (whole, places int, grouped bool, scale int, exp bool) {
	behind, last := false, -1
	for i, t := range s.tokens {
		if t.kind == digit && !exp {
			last = i
		}
		exp = exp || t.kind == exponent
	}
	exp = false
	for i, t := range s.tokens {
		switch {
		case t.kind == exponent:
			exp = true
		case t.kind == point:
			behind = true
		case t.kind == percent:
			scale += 2
		case t.kind == comma && last >= 0 && i > last && !exp:
			scale -= 3
		case t.kind == comma && whole > 0 && !behind:
			grouped = true
		case t.kind == digit && !exp && behind:
			places++
		case t.kind == digit && !exp:
			whole++
		}
	}
	return whole, places, grouped, scale, exp
}

func (s *section) has(kind byte) bool {
	for _, t := range s.tokens {
		if t.kind == kind {
			return true
		}
	}
	return false
}

// fill sets digits into the places that the section has for them.
func (s *section) fill(before, behind string, whole int, grouped bool, power int) string {
	var b strings.Builder
	past, exp, seen := false, false, 0
	significant := len(strings.TrimRight(behind, "0"))
	number := strings.Repeat(" ", max(0, whole-len(before))) + before // a blank: no digit for this place
	put := func(place string, at int) {
		c := number[at]
		switch {
		case c != ' ':
			b.WriteByte(c)
		case place == "0":
			b.WriteByte('0')
		case place == "?":
			b.WriteByte(' ')
		}
		left := len(number) - at - 1
		if grouped && left > 0 && left%3 == 0 && (c != ' ' || place == "0") {
			b.WriteByte(',')
		}
	}
	for _, t := range s.tokens {
		switch {
		case t.kind == literal:
			b.WriteString(t.text)
		case t.kind == percent:
			b.WriteByte('%')
		case t.kind == point && !past:
			past = true
			if whole == 0 {
				b.WriteString(before)
			}
			b.WriteByte('.') // even with nothing behind it
			seen = 0
		case t.kind == exponent:
			exp = true
			b.WriteString(exponential(power, t.text == "+"))
		case t.kind == digit && exp:
		case t.kind == digit && past:
			if t.text == "0" || seen < significant {
				b.WriteByte(behind[seen])
			}
			seen++
		case t.kind == digit:
			if seen == 0 { // digits that there are no places for stand at the first
				for at := range len(number) - whole {
					put("0", at)
				}
			}
			put(t.text, len(number)-whole+seen)
			seen++
		}
	}
	return b.String()
}

// showGeneral shows a number without a layout of its own among the section's literals.
func (s *section) showGeneral(v float64) string {
	var b strings.Builder
	shown := false
	for _, t := range s.tokens {
		switch t.kind {
		case literal:
			b.WriteString(t.text)
		case percent:
			b.WriteByte('%')
		case general:
			if !shown {
				b.WriteString(s.inScript(General(v)))
			}
			shown = true
		}
	}
	return b.String()
}
