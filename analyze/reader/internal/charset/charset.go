// Package charset finds out in which encoding a text was written, and decodes it.
//
// Chinese offices write UTF-8, GB18030 (with GBK and GB2312 inside it) and UTF-16; the
// program looks for nothing else.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Encoding is one that a text may be written in.
type Encoding uint8

const (
	Unknown Encoding = iota // no text
	UTF8
	UTF16LE
	UTF16BE
	GB18030
	Windows1252 // of Western Europe; never detected, some formats say so
)

const (
	utf8BOM    = "\xef\xbb\xbf"
	utf16LEBOM = "\xff\xfe"
	utf16BEBOM = "\xfe\xff"
)

// How many bytes are looked at where the whole would tell no more.
const (
	sampleSize = 16 << 10
	scoreSize  = 4 << 10
)

// Detect returns the encoding of data and the length of its byte order mark. A text cut
// off in the middle of a character is still one; data that is no text is Unknown.
func Detect(data []byte) (e Encoding, bom int) {
	for _, m := range []struct {
		mark string
		enc  Encoding
	}{{utf8BOM, UTF8}, {utf16LEBOM, UTF16LE}, {utf16BEBOM, UTF16BE}} {
		if bytes.HasPrefix(data, []byte(m.mark)) {
			if isBinary(sample(Decode(data[len(m.mark):min(len(data), sampleSize)], m.enc))) {
				return Unknown, 0
			}
			return m.enc, len(m.mark)
		}
	}
	return detectBare(data), 0
}

// detectBare is Detect for data without a byte order mark.
func detectBare(data []byte) Encoding {
	head := data[:min(len(data), sampleSize)]
	if bytes.IndexByte(head, 0) < 0 && mostlyUTF8(data) {
		if isBinary(string(head)) {
			return Unknown
		}
		return UTF8
	}
	few := head[:min(len(head), scoreSize)]
	best, most := GB18030, common(few)
	if most > 0.95 && !isBinary(string(few)) {
		return GB18030
	}
	if isBinary(string(few)) {
		best, most = Unknown, 0
	}
	for _, e := range []Encoding{UTF16LE, UTF16BE} {
		text := sample(Decode(few[:len(few)&^1], e))
		gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
		if share := common(gb); err == nil && share > most && !isBinary(text) {
			best, most = e, share
		}
	}
	if most < 0.5 {
		return Unknown
	}
	return best
}

// mostlyUTF8 reports whether data is UTF-8, a few damaged characters aside.
func mostlyUTF8(data []byte) bool {
	if utf8.Valid(data) {
		return true
	}
	good, bad := 0, 0
	for i := 0; i < len(data) && i < 1<<20; {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			if i+utf8.UTFMax > len(data) && !utf8.FullRune(data[i:]) {
				break // cut off at the end
			}
			bad++
		} else {
			good++
		}
		i += n
	}
	return good >= 20*bad
}

// common returns the share of characters in GB18030 text that make up everyday Chinese:
// ASCII, punctuation, full-width forms and the 3,755 common characters of GB 2312.
func common(gb []byte) float64 {
	if len(gb) == 0 {
		return 0
	}
	all, good := 0, 0
	for i := 0; i < len(gb); all++ {
		switch c := gb[i]; {
		case c < 0x80:
			if c >= ' ' && c != 0x7f || isSpace(rune(c)) {
				good++
			}
			i++
		case i+1 < len(gb) && gb[i+1] < 0x40: // four bytes: rare characters
			i += 4
		case i+1 < len(gb) && gb[i+1] >= 0xa1 && (c >= 0xa1 && c <= 0xa3 || c >= 0xb0 && c <= 0xd7):
			good++
			i += 2
		default:
			i += 2
		}
	}
	return float64(good) / float64(all)
}

// isBinary reports whether text holds more control characters than a text would.
func isBinary(text string) bool {
	control := 0
	for i := range len(text) {
		if c := text[i]; c < ' ' && !isSpace(rune(c)) || c == 0x7f {
			control++
		}
	}
	return control > 2 && control*100 > len(text)
}

func isSpace(r rune) bool { return r == ' ' || '\t' <= r && r <= '\r' }

// sample cuts off a last character that the sample's end may have broken.
func sample(text string) string {
	return strings.TrimSuffix(text, "\ufffd")
}

// Decode returns data as valid UTF-8. What can't be decoded becomes U+FFFD.
func Decode(data []byte, e Encoding) string {
	switch e {
	case UTF16LE, UTF16BE:
		return decodeUTF16(data, e == UTF16BE)
	case Windows1252:
		text, _ := charmap.Windows1252.NewDecoder().Bytes(data) // knows every byte
		return string(text)
	case GB18030:
		text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err == nil {
			return string(text)
		}
	}
	return strings.ToValidUTF8(string(data), "\ufffd")
}

func decodeUTF16(data []byte, bigEndian bool) string {
	low, high := 0, 1
	if bigEndian {
		low, high = 1, 0
	}
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		r := rune(data[low]) | rune(data[high])<<8
		if utf16.IsSurrogate(r) {
			second := rune(utf8.RuneError)
			if len(data) >= 4 {
				second = rune(data[2+low]) | rune(data[2+high])<<8
			}
			if r = utf16.DecodeRune(r, second); r != utf8.RuneError {
				data = data[2:]
			}
		}
		b.WriteRune(r)
	}
	if len(data) > 0 {
		b.WriteRune(utf8.RuneError)
	}
	return b.String()
}

// Width returns how many bytes the first n characters of data take.
func Width(data []byte, n int, e Encoding) int {
	at := 0
	for ; n > 0 && at < len(data); n-- {
		at += min(width(data[at:], e), len(data)-at)
	}
	return at
}

// width returns how many bytes the first character of data takes.
func width(data []byte, e Encoding) int {
	switch {
	case e == GB18030 && len(data) > 1 && 0x80 < data[0] && data[0] < 0xff:
		if '0' <= data[1] && data[1] <= '9' {
			return 4
		}
		return 2
	case e == UTF16LE && len(data) > 1 && data[1]>>2 == 0xD8>>2, e == UTF16BE && data[0]>>2 == 0xD8>>2:
		return 4
	case e == UTF16LE, e == UTF16BE:
		return 2
	case e == UTF8:
		_, n := utf8.DecodeRune(data)
		return n
	}
	return 1
}
