// Package numeral reads Chinese and Arabic numbers.
package numeral

// Int reads s as a whole number: digits, full-width digits, or a Chinese numeral
// up to 亿 (十二, 二十, 廿, 两百零三, 二〇). It reports false where s is anything else.
func Int(s string) (int, bool) { return 0, false }
