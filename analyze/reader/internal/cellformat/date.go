package cellformat

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"hegao/analyze/reader/internal/counting"
)

// lastDay is the number of 9999-12-31, the last date that spreadsheets know.
const lastDay = 2958465

// A moment is a point of time as cells show it.
type moment struct {
	year, month, day     int
	weekday              time.Weekday
	hour, minute, second int
	millis               int
	total                float64 // seconds since the count began
}

// newMoment reads the number of a date, rounded to so many places behind the second;
// false for what is none.
func newMoment(v float64, since1904 bool, places int) (moment, bool) {
	if since1904 {
		v += 1462
	}
	if v < 0 || v >= lastDay+1 {
		return moment{}, false
	}
	unit := math.Pow10(min(places, 3))
	total := math.Round(v*86400*unit) / unit
	days := int(total / 86400)
	rest := total - float64(days)*86400
	millis := int(math.Round(rest * 1000))
	m := moment{hour: millis / 3600000, minute: millis / 60000 % 60, second: millis / 1000 % 60, millis: millis % 1000, total: total}
	switch {
	case days == 60: // a day that never was: spreadsheets take 1900 for a leap year
		m.year, m.month, m.day, m.weekday = 1900, 2, 29, time.Wednesday
		return m, true
	case days == 0:
		m.year, m.month, m.day, m.weekday = 1900, 1, 0, time.Saturday
		return m, true
	case days < 60:
		days++
	}
	date := time.Date(1899, 12, 30+days, 0, 0, 0, 0, time.UTC)
	m.year, m.month, m.day, m.weekday = date.Year(), int(date.Month()), date.Day(), date.Weekday()
	return m, true
}

// showDate shows a number as a date; false if it is none.
func (s *section) showDate(v float64, since1904 bool) (string, bool) {
	places := 0
	for i, t := range s.tokens {
		if t.kind == digit && i > 0 && (s.tokens[i-1].kind == point || s.tokens[i-1].kind == digit) {
			places++
		}
	}
	m, ok := newMoment(v, since1904, places)
	if !ok {
		return "", false
	}
	half := s.has(halfDay)
	var b strings.Builder
	for i, t := range s.tokens {
		switch t.kind {
		case literal:
			b.WriteString(t.text)
		case datePart:
			b.WriteString(s.part(m, t.text, half))
		case elapsed:
			n := m.total
			switch t.text[0] {
			case 'h':
				n /= 3600
			case 'm':
				n /= 60
			}
			fmt.Fprintf(&b, "%0*d", len(t.text), int(n+1e-9))
		case halfDay:
			am, pm, _ := strings.Cut(t.text, "/")
			if m.hour >= 12 {
				am = pm
			}
			b.WriteString(am)
		case fraction, comma:
			b.WriteByte(t.kind)
		case point:
			b.WriteByte('.')
			if i+1 < len(s.tokens) && s.tokens[i+1].kind == digit {
				fmt.Fprintf(&b, "%0*d", places, m.millis/int(math.Pow10(3-min(places, 3))))
			}
		}
	}
	return b.String(), true
}

// part shows one part of a date: year, month, day, hour, minute, second, day of the week.
func (s *section) part(m moment, code string, half bool) string {
	n, width := 0, min(len(code), 2)
	switch code[0] {
	case 'y':
		if len(code) <= 2 {
			n, width = m.year%100, 2
		} else {
			n, width = m.year, 4
		}
		return s.inDigits(fmt.Sprintf("%0*d", width, n))
	case 'e':
		return s.inDigits(strconv.Itoa(m.year))
	case 'm':
		name := time.Month(m.month).String()
		switch len(code) {
		case 3:
			return name[:3]
		case 4:
			return name
		case 5:
			return name[:1]
		}
		n = m.month
	case 'd':
		switch name := m.weekday.String(); {
		case len(code) == 3:
			return name[:3]
		case len(code) > 3:
			return name
		}
		n = m.day
	case 'a':
		day := string([]rune("日一二三四五六")[m.weekday])
		switch {
		case len(code) == 3:
			return day
		case len(code) > 3:
			return "星期" + day
		}
		return code
	case 'h':
		n = m.hour
		if half {
			n = (m.hour+11)%12 + 1
		}
	case 'M':
		n = m.minute
	case 's':
		n = m.second
	}
	if s.script == 1 && n > 0 {
		return counting.Format(n, "chineseCounting")
	}
	return s.inDigits(fmt.Sprintf("%0*d", width, n))
}
