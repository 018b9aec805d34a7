package render

import (
	"fmt"
	"strings"
	"unicode"
)

// acts reports whether r would do something to a terminal or to the order of the
// text around it instead of showing: controls, line separators, marks of writing
// direction, annotation and tag characters, noncharacters.
func acts(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return true
	case r < 0x61c:
		return false
	case r == 0x61c, r == 0x200e, r == 0x200f,
		r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069,
		r >= 0xfdd0 && r <= 0xfdef, r >= 0xfff9 && r <= 0xfffb,
		r >= 0xe0000 && r <= 0xe007f, r&0xfffe == 0xfffe:
		return true
	}
	return false
}

// plain returns s as one line that is safe to show: line ends and tabs as a space,
// what else acts as a visible escape, bytes that are not UTF-8 as �, characters
// without width left out.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if !strings.ContainsFunc(s, func(r rune) bool { return acts(r) || hollow(r) }) {
		return s
	}
	var out strings.Builder
	for i, r := range s {
		switch {
		case hollow(r):
		case !acts(r):
			out.WriteRune(r)
		case r == '\n' && strings.HasSuffix(s[:i], "\r"):
		case unicode.IsSpace(r):
			out.WriteByte(' ')
		case r < 0x10000:
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			fmt.Fprintf(&out, `\U%08x`, r)
		}
	}
	return out.String()
}

// hollow reports whether r shows nothing and joins nothing: zero-width space and
// joiner of words, soft hyphen, byte order mark.
func hollow(r rune) bool { return r == 0x200b || r == 0x2060 || r == 0xad || r == 0xfeff }
