package counting

import "testing"

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"}, {"decimalZero", 3, "03"}, {"decimalZero", 12, "12"},
		{"upperRoman", 14, "XIV"}, {"lowerRoman", 1999, "mcmxcix"}, {"upperRoman", 0, "0"},
		{"upperLetter", 26, "Z"}, {"lowerLetter", 28, "bb"},
		{"chineseCounting", 1, "一"}, {"chineseCounting", 10, "十"}, {"chineseCounting", 12, "十二"},
		{"chineseCounting", 20, "二十"}, {"chineseCountingThousand", 103, "一百零三"},
		{"chineseCountingThousand", 110, "一百一十"}, {"chineseCountingThousand", 1001, "一千零一"},
		{"chineseCountingThousand", 2020, "二千零二十"}, {"japaneseCounting", 21, "二十一"},
		{"chineseCounting", 0, "〇"}, {"chineseLegalSimplified", 11, "壹拾壹"},
		{"ideographDigital", 10, "一〇"}, {"decimalFullWidth", 12, "１２"},
		{"ideographTraditional", 3, "丙"}, {"ideographZodiac", 12, "亥"}, {"ideographZodiacTraditional", 13, "丙子"},
		{"decimalEnclosedCircle", 1, "①"}, {"decimalEnclosedCircleChinese", 20, "⑳"}, {"decimalEnclosedCircle", 21, "21"},
		{"decimalEnclosedParen", 2, "⑵"}, {"ideographEnclosedCircle", 10, "㊉"},
		{"numberInDash", 4, "- 4 -"}, {"ordinal", 22, "22nd"}, {"ordinal", 111, "111th"},
		{"none", 4, ""}, {"bullet", 4, ""}, {"hebrew1", 4, "4"},
	} {
		if got := Format(c.n, c.format); got != c.want {
			t.Errorf("%s %d: got %s, want %s", c.format, c.n, got, c.want)
		}
	}
}
