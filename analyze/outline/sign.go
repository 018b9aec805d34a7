package outline

import "unicode/utf8"

// A sign is a character of a paragraph that is neither Chinese nor an ASCII letter or digit: a
// mark, a bar, white space, ①. Most of what is looked for begins or ends at one; so they are
// found once, while the characters of the paragraph are counted.
type sign struct {
	at int32 // byte of the block
	r  rune
}

// appendSigns appends the signs of t[start:end] to signs, and counts its characters.
func appendSigns(signs []sign, t string, start, end int) (all []sign, runes int) {
	for i := start; i < end; runes++ {
		c := t[i]
		switch {
		case isHanLead(c): // most characters of a text
			i += len("是")
		case '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			i++
		default:
			r, n := utf8.DecodeRuneInString(t[i:])
			signs = append(signs, sign{int32(i), r})
			i += n
		}
	}
	return signs, runes
}

// behind returns the byte behind s.
func (s sign) behind() int { return int(s.at) + utf8.RuneLen(s.r) }

// signsFrom returns the signs of p from byte i of its block on.
func (p *para) signsFrom(i int) []sign { return signsFrom(p.signs, i) }

func signsFrom(signs []sign, i int) []sign {
	for len(signs) > 0 && int(signs[0].at) < i {
		signs = signs[1:]
	}
	return signs
}
