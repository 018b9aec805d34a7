package charset

import (
	"bytes"
	"strings"
)

// A Line is one line of a text file without its end.
type Line struct {
	Text     string // valid UTF-8
	Off, Len int64  // bytes in the file, in its own encoding
}

// Lines decodes data behind its byte order mark and cuts it at "\n", "\r\n" and "\r".
// The end of the last line starts no further one.
func Lines(data []byte, e Encoding, bom int) []Line {
	text := Decode(data[bom:], e)
	lines := make([]Line, 0, strings.Count(text, "\n")+1)
	off := int64(bom)
	for len(text) > 0 {
		i, width := lineEnd(text)
		lines = append(lines, Line{Text: text[:i], Off: off, Len: int64(i)})
		off += int64(i + width)
		text = text[i+width:]
	}
	if e == UTF8 && off == int64(len(data)) {
		return lines // nothing was replaced: the text is the file
	}
	ends := append(rawEnds(data[bom:], e), span{int64(len(data) - bom), 0})
	off = 0
	for n := range lines {
		lines[n].Off, lines[n].Len = int64(bom)+off, ends[n].start-off
		off = ends[n].end
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
	for i := 0; ; i += step {
		next := bytes.IndexAny(data[min(i, len(data)):], "\r\n")
		if next < 0 {
			return ends
		}
		i += next / step * step
		switch {
		case is(i, '\r') && is(i+step, '\n'):
			ends = append(ends, span{int64(i), int64(i + 2*step)})
			i += step
		case is(i, '\n') || is(i, '\r'):
			ends = append(ends, span{int64(i), int64(i + step)})
		}
	}
}
