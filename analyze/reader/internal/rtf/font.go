package rtf

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/flow"
)

// Character sets of fonts.
const (
	symbols = 2
	gb2312  = 134
)

// foreign are character sets of two bytes that no Chinese office of today writes.
var foreign = map[int]bool{128: true, 129: true, 130: true, 136: true}

// maxTable is how many fonts and styles are kept.
const maxTable = 10_000

func (w *walker) fontAt(n int) *font {
	f := w.fonts[n]
	if f == nil {
		f = &font{}
		if len(w.fonts) < maxTable {
			w.fonts[n] = f
		}
	}
	return f
}

func (w *walker) styleAt(n int) *style {
	s := w.styles[n]
	if s == nil {
		s = &style{outline: -1}
		if len(w.styles) < maxTable {
			w.styles[n] = s
		}
	}
	return s
}

func (w *walker) fontName() string {
	if f := w.fonts[w.state.font]; f != nil {
		return strings.TrimSuffix(strings.TrimSpace(string(f.name)), ";")
	}
	return ""
}

// symbolic reports whether the font has signs in the places of letters.
func (w *walker) symbolic() bool {
	f := w.fonts[w.state.font]
	if f == nil || f.charset != symbols || w.state.dest == fontTable || w.state.dest == styleSheet {
		return false
	}
	name := w.fontName()
	return name == "Symbol" || strings.HasPrefix(name, "Wingdings")
}

// bulletFont reports whether the font makes an automatic number a bullet.
func (w *walker) bulletFont() bool {
	f := w.fonts[w.state.font]
	return f != nil && f.charset == symbols
}

// decode decodes the bytes read so far.
func (w *walker) decode() {
	if len(w.raw) == 0 {
		return
	}
	data := w.raw
	w.raw = w.raw[:0]
	if w.symbolic() {
		for _, c := range data {
			if c > ' ' {
				w.text.Drawn++
			}
			w.plain = append(w.plain, flow.Symbol(w.fontName(), 0xF000|rune(c))...)
		}
		return
	}
	e := w.encoding()
	text := charset.Decode(data, e)
	if e == charset.GB18030 && strings.ContainsRune(text, utf8.RuneError) && w.charset(w.state.font) != gb2312 {
		text = charset.Decode(data, charset.Windows1252)
	}
	if e == charset.Unknown {
		text = strings.Repeat(string(utf8.RuneError), (len(data)+1)/2)
	}
	if w.state.dest == body {
		w.unknown += strings.Count(text, string(utf8.RuneError))
	}
	w.plain = append(w.plain, text...)
}

func (w *walker) charset(n int) int {
	if f := w.fonts[n]; f != nil {
		return f.charset
	}
	return 0
}

// encoding returns the one that bytes are in here.
func (w *walker) encoding() charset.Encoding {
	own := w.charset(w.state.font)
	switch chinese := w.codepage == 936 || w.codepage == 54936; {
	case own == gb2312 || w.charset(w.state.asian) == gb2312 && w.state.side == 'd':
		return charset.GB18030
	case w.codepage == 65001:
		return charset.UTF8
	case chinese:
		return charset.GB18030
	case foreign[own] || w.codepage == 932 || w.codepage == 949 || w.codepage == 950:
		return charset.Unknown
	}
	return charset.Windows1252
}
