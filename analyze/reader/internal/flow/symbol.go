package flow

import (
	"strings"
	"unicode/utf8"
)

// symbols are the signs of the Wingdings fonts that stand in forms, by the low byte.
var symbols = map[rune]string{
	0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0xA1: "○", 0xA8: "□",
	0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}

// greek are the signs of the font Symbol that numbers stand with, by the low byte.
var greek = map[rune]string{0x6D: "μ", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠"}

// Symbol returns what character r of a font shows; "" where only the font knows.
func Symbol(font string, r rune) string {
	switch {
	case strings.HasPrefix(font, "Wingdings"):
		return symbols[r&0xff]
	case font == "Symbol":
		return greek[r&0xff]
	case r >= 0xE000 && r < 0xF900 || r < 0x20 || !utf8.ValidRune(r):
		return ""
	}
	return string(r)
}
