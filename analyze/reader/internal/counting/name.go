package counting

// Name returns the name of a format that Word files know by a number; "" where it has none.
func Name(code int) string {
	if code < 0 || code >= len(names) {
		return ""
	}
	return names[code]
}

// names are those of formats, by the number that Word files know them by (MSONFC).
var names = [256]string{
	0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 8: "hex",
	10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 15: "decimal", 16: "japaneseLegal",
	17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
	26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle",
	30: "ideographTraditional", 31: "ideographZodiac", 32: "ideographZodiacTraditional", 33: "taiwaneseCounting",
	34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting",
	38: "chineseLegalSimplified", 39: "chineseCountingThousand", 41: "koreanDigital", 42: "koreanCounting",
	57: "numberInDash", 255: "none",
}
