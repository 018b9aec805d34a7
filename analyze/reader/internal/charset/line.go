package charset

import "strings"

// A Line is one line of a text file without its end.
type Line struct {
	Text     string // valid UTF-8
	Off, Len int64  // bytes in the file, in its own encoding
}

// Lines decodes data behind its byte order mark and cuts it at "\n", "\r\n" and "\r".
// The end of the last line starts no further one.
func Lines(data []byte, e Encoding, bom int) []Line {
	ends := rawEnds(data[bom:], e)
	text := Decode(data[bom:], e)
	lines := make([]Line, 0, len(ends)+1)
	off := int64(bom)
	for len(text) > 0 {
		i, width := lineEnd(text)
		line := Line{Text: text[:i], Off: off}
		next := int64(len(data))
		if n := len(lines); n < len(ends) {
			line.Len = int64(bom) + ends[n].start - off
			next = int64(bom) + ends[n].end
		} else {
			line.Len = next - off
		}
		lines = append(lines, line)
		off = next
		text = text[i+width:]
	}
	return lines
}

// lineEnd returns where the first line of text ends, and the length of its end.
func lineEnd(text string) (at, width int) {
	i := strings.IndexAny(text, "\r\n")
	switch {
	case i < 0:
		return len(text), 0
	case strings.HasPrefix(text[i:], "\r\n"):
		return i, 2
	}
	return i, 1
}

type span struct{ start, end int64 }

// rawEnds finds the line ends in undecoded text. No byte of a GB18030 or UTF-8 character
// looks like one.
func rawEnds(data []byte, e Encoding) []span {
	step, at := 1, 0
	switch e {
	case UTF16LE:
		step = 2
	case UTF16BE:
		step, at = 2, 1
	}
	is := func(i int, c byte) bool {
		return i+step <= len(data) && data[i+at] == c && (step == 1 || data[i+1-at] == 0)
	}
	var ends []span
	for i := 0; i+step <= len(data); i += step {
		switch {
		case is(i, '\r') && is(i+step, '\n'):
			ends = append(ends, span{int64(i), int64(i + 2*step)})
			i += step
		case is(i, '\n') || is(i, '\r'):
			ends = append(ends, span{int64(i), int64(i + step)})
		}
	}
	return ends
}
