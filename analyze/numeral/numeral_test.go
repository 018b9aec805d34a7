package numeral_test

import (
	"strconv"
	"testing"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

func TestScan(t *testing.T) {
	type n = numeral.Number
	tests := []struct {
		in    string
		taken string
		want  n
	}{
		{"6次", "6", n{Value: 6}},
		{"１２次", "１２", n{Value: 12}},
		{"1,200元", "1,200", n{Value: 1200}},
		{"9,602,844元", "9,602,844", n{Value: 9602844}},
		{"１，８６０名", "１，８６０", n{Value: 1860}},
		{"3，200份", "3，200", n{Value: 3200}},
		{"3，20份", "3", n{Value: 3}},
		{"1 260件", "1 260", n{Value: 1260}},
		{"41 860 份", "41 860", n{Value: 41860}},
		{"1 50多人次", "1 50多", n{Value: 150, Bound: numeral.More}},
		{"2023 12次", "2023", n{Value: 2023}},
		{"12.5万元", "12.5万", n{Value: 125000}},
		{"4.6 万人", "4.6 万", n{Value: 46000}},
		{"294.21万人", "294.21万", n{Value: 2942100}},
		{"22.89万人", "22.89万", n{Value: 228900}},
		{"3千余件", "3千余", n{Value: 3000, Bound: numeral.More}},
		{"1.3万余人", "1.3万余", n{Value: 13000, Bound: numeral.More}},
		{"10多万元", "10多万", n{Value: 100000, Bound: numeral.More}},
		{"3亿5000万元", "3亿5000万", n{Value: 350000000}},
		{"110 余人次", "110 余", n{Value: 110, Bound: numeral.More}},
		{"600千瓦", "600", n{Value: 600}},
		{"600万千瓦", "600万", n{Value: 6000000}},
		{"98%", "98", n{Value: 98}},
		{"三次", "三", n{Value: 3}},
		{"十二次", "十二", n{Value: 12}},
		{"廿五家", "廿五", n{Value: 25}},
		{"两百零三", "两百零三", n{Value: 203}},
		{"一千零五十件", "一千零五十", n{Value: 1050}},
		{"一百二十本", "一百二十", n{Value: 120}},
		{"十二万八千元", "十二万八千", n{Value: 128000}},
		{"两万份", "两万", n{Value: 20000}},
		{"三亿元", "三亿", n{Value: 3e8}},
		{"一万二", "一万二", n{Value: 12000}},
		{"百余场", "百余", n{Value: 100, Bound: numeral.More}},
		{"千余家", "千余", n{Value: 1000, Bound: numeral.More}},
		{"二十余场", "二十余", n{Value: 20, Bound: numeral.More}},
		{"一千二百余人次", "一千二百余", n{Value: 1200, Bound: numeral.More}},
		{"五百余万元", "五百余万", n{Value: 5e6, Bound: numeral.More}},
		{"十七万余条", "十七万余", n{Value: 170000, Bound: numeral.More}},
		{"十几场", "十几", n{Value: 10, Bound: numeral.More}},
		{"20来次", "20来", n{Value: 20, Bound: numeral.Around}},
		{"十来个", "十来", n{Value: 10, Bound: numeral.Around}},
		{"数十人", "数十", n{Value: 10, Bound: numeral.More}},
		{"数百万元", "数百万", n{Value: 1e6, Bound: numeral.More}},
		{"上百万元", "上百万", n{Value: 1e6, Bound: numeral.More}},
		{"上千人", "上千", n{Value: 1000, Bound: numeral.More}},
		{"百万平方米", "百万", n{Value: 1e6}},
		{"两三次", "两三", n{Value: 2, Max: 3, Bound: numeral.Between}},
		{"三五个", "三五", n{Value: 3, Max: 5, Bound: numeral.Between}},
		{"十七八个", "十七八", n{Value: 17, Max: 18, Bound: numeral.Between}},
		{"两三百人", "两三百", n{Value: 200, Max: 300, Bound: numeral.Between}},
		{"七八十户", "七八十", n{Value: 70, Max: 80, Bound: numeral.Between}},
		{"两三万", "两三万", n{Value: 20000, Max: 30000, Bound: numeral.Between}},
		{"二〇二五年", "二〇二五", n{Value: 2025}},
		{"百分之十五", "百分之十五", n{Value: 15, Kind: numeral.Percent}},
		{"百分之九十八点五", "百分之九十八点五", n{Value: 98.5, Kind: numeral.Percent}},
		{"百分之98", "百分之98", n{Value: 98, Kind: numeral.Percent}},
		{"千分之三", "千分之三", n{Value: 3, Kind: numeral.PerMille}},
		{"四分之三", "四分之三", n{Value: 0.75, Kind: numeral.Fraction}},
	}
	for _, tt := range tests {
		got, ok := numeral.Scan(tt.in, 0)
		if !ok || tt.in[:got.End] != tt.taken || got.Value != tt.want.Value || got.Max != tt.want.Max || got.Bound != tt.want.Bound || got.Kind != tt.want.Kind {
			t.Errorf("Scan(%q) = %+v, %v, taking %q; want %q, %+v", tt.in, got, ok, tt.in[:got.End], tt.taken, tt.want)
		}
	}
	for _, in := range []string{"次", "上半年", "上百分之三", "数字", "几次", "*次", ""} {
		if got, ok := numeral.Scan(in, 0); ok {
			t.Errorf("Scan(%q) = %+v, want none", in, got)
		}
	}
}

func TestInt(t *testing.T) {
	for in, want := range map[string]int{"3": 3, "１２": 12, "十一": 11, "二十": 20, "廿": 20, "一百零八": 108, "两": 2, "二〇": 20} {
		if got, ok := numeral.Int(in); !ok || got != want {
			t.Errorf("Int(%q) = %d, %v, want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "一是", "3.5", "十几", "两三", "三分之二"} {
		if got, ok := numeral.Int(in); ok {
			t.Errorf("Int(%q) = %d, want none", in, got)
		}
	}
}

// Every number up to 10^8 (in steps that meet every digit and gap) written in Chinese reads back as itself.
func TestRoundTrip(t *testing.T) {
	check := func(v int) {
		for _, in := range []string{write(v), strconv.Itoa(v)} {
			if got, ok := numeral.Int(in); !ok || got != v {
				t.Fatalf("Int(%q) = %d, %v, want %d", in, got, ok, v)
			}
		}
	}
	for v := 1; v <= 20000; v++ {
		check(v)
	}
	for v := 20001; v < 1e8; v += 9973 {
		check(v)
	}
	check(1e8)
}

// write spells v in Chinese, 1 <= v <= 10^8.
func write(v int) string {
	if v == 1e8 {
		return "一亿"
	}
	if v < 1e4 {
		return below(v)
	}
	s := below(v/1e4) + "万"
	if low := v % 1e4; low > 0 {
		if low < 1000 {
			s += "零"
		}
		if low >= 10 && low < 20 {
			s += "一"
		}
		s += below(low)
	}
	return s
}

func below(v int) string {
	if v >= 10 && v < 20 {
		return "十" + unitDigit(v%10)
	}
	var s string
	zero := false
	for _, p := range []struct {
		v int
		w string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := v / p.v % 10
		switch {
		case d == 0:
			zero = s != ""
		default:
			if zero {
				s += "零"
			}
			s += unitDigit(d) + p.w
			zero = false
		}
	}
	return s
}

func unitDigit(d int) string {
	return []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}[d]
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{"十二万八千元", "1,200", "1 50多人", "两三百", "百分之九十八点五", "三分之二", "上百万", "数十", "3亿5000万", "二〇二五"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := numeral.Scan(s, 0)
		if ok && (n.End <= 0 || n.End > len(s)) {
			t.Fatalf("Scan(%q) ends at %d", s, n.End)
		}
		if ok && utf8.ValidString(s) && !utf8.ValidString(s[:n.End]) {
			t.Fatalf("Scan(%q) ends inside a character", s)
		}
		if ok && n.Bound == numeral.Between && n.Max < n.Value {
			t.Fatalf("Scan(%q) = %+v: upper end below the lower", s, n)
		}
	})
}
