package render

import (
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
)

// The ends of a spot in a quotation. They are noncharacters, which [plain] lets
// through from no text, and become arrows or colours when shown.
const (
	spotOpen  = '\ufdd0'
	spotClose = '\ufdd1'
)

// How much of a text is quoted, in columns of a terminal.
const (
	contextColumns = 44 // on either side of the spot
	spotColumns    = 96 // a longer one loses its middle
	spotTail       = 24 // of which this much is kept behind the gap
)

const gap = "……"

// quote returns the sentence in which s stands with s marked by spotOpen and
// spotClose, safe to show. Long sentences are cut, never inside a number.
func quote(d *doc.Document, s doc.Span) string {
	text := d.Blocks[s.Block].Text
	return before(text[:s.Start]) + string(spotOpen) + middle(text[s.Start:s.End]) + string(spotClose) + after(text[s.End:])
}

// arrows returns a quotation with the spot between arrows.
func arrows(quotation string) string { return spotArrows.Replace(quotation) }

var spotArrows = strings.NewReplacer(string(spotOpen), "→", string(spotClose), "←")

// sentenceEnds end what is worth quoting with a spot; as does a line end.
const sentenceEnds = "。！？；!?;\n\r\v\u2028\u2029"

// pauses end clauses.
const pauses = "，、："

// before returns the end of s from the start of its last sentence.
func before(s string) string {
	i, used := len(s), 0
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if strings.ContainsRune(sentenceEnds, r) {
			return strings.TrimLeft(plain(s[i:]), " \u3000”’」』）)")
		}
		if used += max(1, runeColumns(r)); used > contextColumns {
			i = nextBreak(s, i)
			if k := strings.IndexAny(s[i:], pauses); k >= 0 && k < (len(s)-i)/2 { // a whole clause reads better
				_, n := utf8.DecodeRuneInString(s[i+k:])
				i += k + n
			}
			return gap + plain(s[i:])
		}
		i -= n
	}
	return strings.TrimLeft(plain(s), " \u3000")
}

// after returns the start of s up to the end of its first sentence.
func after(s string) string {
	head, whole := fit(s, contextColumns)
	if i := strings.IndexAny(head, sentenceEnds); i >= 0 {
		_, n := utf8.DecodeRuneInString(head[i:])
		head, whole = head[:i+n], true
	}
	if whole {
		return strings.TrimRight(plain(head), " \u3000")
	}
	if k := strings.LastIndexAny(head, pauses); k > len(head)/2 {
		_, n := utf8.DecodeRuneInString(head[k:])
		head = head[:k+n]
	}
	return plain(head) + gap
}

// middle returns s without its middle if it is long.
func middle(s string) string {
	if head, whole := fit(s, spotColumns); whole {
		return plain(head)
	}
	head, _ := fit(s, spotColumns-spotTail-columns(gap))
	i, used := len(s), 0
	for used < spotTail {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		used += max(1, runeColumns(r))
		i -= n
	}
	return plain(head) + gap + plain(s[nextBreak(s, i):])
}

// nextBreak returns the first place at or behind the byte i of s where a line may
// end; i itself if there is none.
func nextBreak(s string, i int) int {
	for k := range s[i:] {
		if i+k > 0 && breakable(s, i+k) {
			return i + k
		}
	}
	return i
}

// fit returns the start of s that takes at most width columns, cut where a line
// may end if it can, and whether that is all of s.
func fit(s string, width int) (head string, whole bool) {
	end, used := 0, 0
	for i, r := range s {
		if i > 0 && breakable(s, i) {
			end = i
		}
		if used += max(1, runeColumns(r)); used > width {
			if end == 0 {
				end = i
			}
			return s[:end], false
		}
	}
	return s, true
}
