package metric

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/segment"
)

// A line is one block while it is read: its text, its words, and what stands in quotes.
type line struct {
	block     int
	text      string
	tokens    []segment.Token
	classes   []class   // of tokens, as far as they were asked for
	titles    []stretch // 《…》, ascending
	quotes    []stretch // “…” and "…", short enough to be a name, ascending
	holes     []hole    // placeholders, ascending
	marks     []mark    // where placeholders may start, ascending
	numbers   []int     // where numbers may start, ascending
	spots     []spot    // what else may start where, ascending
	has       kinds     // of all spots
	sentences []int     // where they start, ascending; the first aside
	parts     []stretch // 其中
	ticks     bool      // it has a √: × is the mark beside it
	moods     mood      // what its words say of intentions and norms

	timedFrom, timedTo int    // where the sentence starts in which times were looked for last, and up to where
	time               string // the last time in text[timedFrom:timedTo]

	steps []place // by byte, a step each
}

// reach is how far around a number, in bytes, the grammar looks for the words that
// belong to it: no clause or sentence of a report is longer, and a line of megabytes
// without punctuation costs no more than any other.
const reach = 900

// A stretch is a byte range of the line's text.
type stretch struct{ start, end int }

// quoteLimit is the length in bytes up to which a quotation counts as a name or a catchword.
const quoteLimit = 90

func newLine(block int, text string, tokens []segment.Token) *line {
	l := new(line)
	l.read(block, text, tokens)
	return l
}

// read makes l the line of a block's text. It keeps nothing of the line that it was but its memory.
func (l *line) read(block int, text string, tokens []segment.Token) {
	*l = line{
		block: block, text: text, tokens: tokens,
		titles: l.titles[:0], quotes: l.quotes[:0], holes: l.holes[:0],
		marks: l.marks[:0], numbers: l.numbers[:0], spots: l.spots[:0],
		steps: l.steps[:0], sentences: l.sentences[:0], parts: l.parts[:0], classes: l.classes[:0],
		moods: mood{l.moods.intentions[:0], l.moods.norms[:0]},
	}
	l.classes = slices.Grow(l.classes, len(tokens))[:len(tokens)]
	clear(l.classes)
	l.look()
	l.pace()
	if l.has&enclosure != 0 {
		l.enclose()
	}
	l.ticks = l.has&cross != 0 && hasAny(text, "√", "✓", "☑")
}

// enclose finds titles and quotes.
func (l *line) enclose() {
	text := l.text
	l.titles = enclosed(l.titles, text, "《", "》", len(text))
	l.quotes = enclosed(l.quotes, text, "“", "”", quoteLimit)
	l.quotes = enclosed(l.quotes, text, "「", "」", quoteLimit)
	if strings.Count(text, `"`)%2 == 0 {
		for open := -1; ; {
			i := strings.IndexByte(text[open+1:], '"')
			if i < 0 {
				break
			}
			start := open + 1 + i
			n := strings.IndexByte(text[start+1:], '"')
			if n < 0 {
				break
			}
			open = start + 1 + n
			if n < quoteLimit {
				l.quotes = append(l.quotes, stretch{start, open + 1})
			}
		}
	}
	l.quotes = disjoint(l.quotes)
}

// disjoint sorts s and drops what lies inside another stretch.
func disjoint(s []stretch) []stretch {
	slices.SortFunc(s, func(a, b stretch) int { return a.start - b.start })
	end := 0
	return slices.DeleteFunc(s, func(t stretch) bool {
		if t.start < end {
			return true
		}
		end = t.end
		return false
	})
}

// enclosed appends to out the stretches between an opening and the next closing mark, both included, of at most limit bytes.
func enclosed(out []stretch, text, open, closing string, limit int) []stretch {
	for i := 0; ; {
		o := strings.Index(text[i:], open)
		if o < 0 {
			return out
		}
		o += i
		c := strings.Index(text[o:], closing)
		if c < 0 {
			return out
		}
		i = o + c + len(closing)
		if i-o <= limit {
			out = append(out, stretch{o, i})
		}
	}
}

// within returns the stretch of s, ascending and disjoint, that holds byte i.
func within(s []stretch, i int) (stretch, bool) {
	if len(s) == 0 {
		return stretch{}, false
	}
	return search(s, i)
}

func search(s []stretch, i int) (stretch, bool) {
	k := sort.Search(len(s), func(k int) bool { return s[k].end > i })
	if k < len(s) && s[k].start <= i {
		return s[k], true
	}
	return stretch{}, false
}

// quoted returns the title or the short quotation that holds byte i.
func (l *line) quoted(i int) (stretch, bool) {
	if t, ok := within(l.titles, i); ok {
		return t, true
	}
	return within(l.quotes, i)
}

// named reports whether byte i stands inside a title or a short quotation.
func (l *line) named(i int) bool {
	_, ok := l.quoted(i)
	return ok
}

// token returns the index of the word that holds byte i.
func (l *line) token(i int) int {
	at := max(i, 0) / step
	if at >= len(l.steps) {
		return len(l.tokens)
	}
	k := int(l.steps[at].token)
	for k < len(l.tokens) && l.tokens[k].End <= i {
		k++
	}
	return k
}

// spot returns the index of the first spot from byte i on.
func (l *line) spot(i int) int {
	at := max(i, 0) / step
	if at >= len(l.steps) {
		return len(l.spots)
	}
	k := int(l.steps[at].spot)
	for k < len(l.spots) && l.spots[k].at < i {
		k++
	}
	return k
}

// A place tells which word holds a byte, and which spot is the first from there on.
type place struct{ token, spot int32 }

// step is how many bytes apart the places of a line are: one character.
const step = 3

// pace fills l.steps.
func (l *line) pace() {
	n := (len(l.text) + step - 1) / step
	l.steps = slices.Grow(l.steps, n)[:n]
	at := 0
	for token := range l.tokens {
		for end := l.tokens[token].End; at < n && at*step < end; at++ {
			l.steps[at].token = int32(token)
		}
	}
	for ; at < n; at++ {
		l.steps[at].token = int32(len(l.tokens))
	}
	at = 0
	for spot := range l.spots {
		for ; at < n && at*step <= l.spots[spot].at; at++ {
			l.steps[at].spot = int32(spot)
		}
	}
	for ; at < n; at++ {
		l.steps[at].spot = int32(len(l.spots))
	}
}

// boundary reports whether a word ends at byte i.
func (l *line) boundary(i int) bool {
	if i == 0 || i >= len(l.text) {
		return true
	}
	k := l.token(i)
	return k < len(l.tokens) && l.tokens[k].Start == i
}

// before returns the rune that ends at byte i, 0 at the start.
func (l *line) before(i int) rune {
	if i == 0 {
		return 0
	}
	if i >= 3 && l.text[i-1] >= utf8.RuneSelf {
		if r, size := decode(l.text, i-3); size == 3 {
			return r
		}
	}
	r, _ := utf8.DecodeLastRuneInString(l.text[:i])
	return r
}

// window returns the text from byte i on, as far as the grammar looks.
func (l *line) window(i int) string {
	end := min(len(l.text), i+reach)
	for end < len(l.text) && !utf8.RuneStart(l.text[end]) {
		end--
	}
	return l.text[i:end]
}

// back returns the first byte before i that the grammar looks at: the start of a word.
func (l *line) back(i int) int {
	if i <= reach {
		return 0
	}
	if k := l.token(i - reach); k < len(l.tokens) {
		return min(l.tokens[k].Start, i)
	}
	return i
}

// at returns the rune at byte i, 0 at the end.
func (l *line) at(i int) rune {
	if i >= len(l.text) {
		return 0
	}
	if c := l.text[i]; c < utf8.RuneSelf {
		return rune(c)
	}
	r, _ := decode(l.text, i)
	return r
}

// decode returns the rune at byte i of text and its size, as utf8.DecodeRuneInString does,
// but at once where it takes three bytes, as nearly all do.
func decode(text string, i int) (rune, int) {
	if i+2 < len(text) {
		a, b, c := text[i], text[i+1], text[i+2]
		if (0xe1 <= a && a <= 0xec || a == 0xef) && b&0xc0 == 0x80 && c&0xc0 == 0x80 {
			return rune(a&0xf)<<12 | rune(b&0x3f)<<6 | rune(c&0x3f), 3
		}
	}
	return utf8.DecodeRuneInString(text[i:])
}

// trim drops white space at both ends of s.
func (l *line) trim(s stretch) stretch {
	for s.start < s.end && space(l.at(s.start)) {
		_, size := decode(l.text, s.start)
		s.start += size
	}
	return stretch{s.start, max(s.start, l.trimSpace(s.end))}
}

// skipSpace returns the first offset from i on that is no space.
func (l *line) skipSpace(i int) int {
	for i < len(l.text) && l.text[i] <= 0xe3 { // no white space starts with a higher byte
		r, size := utf8.DecodeRuneInString(l.text[i:])
		if !space(r) {
			break
		}
		i += size
	}
	return i
}

// trimSpace returns the last offset up to i that has no space before it.
func (l *line) trimSpace(i int) int {
	for i > 0 && space(l.before(i)) {
		_, size := utf8.DecodeLastRuneInString(l.text[:i])
		i -= size
	}
	return i
}

// space reports whether r is white space. Of Chinese characters it sees that at once.
func space(r rune) bool { return r <= '\u3000' && unicode.IsSpace(r) }

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

func latin(r rune) bool { return r < 128 && (r|0x20) >= 'a' && (r|0x20) <= 'z' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// ends reports whether r closes a phrase: punctuation, or the end of the line.
func ends(r rune) bool {
	switch r {
	case 0, '，', '。', '；', '：', '！', '？', '、', ',', ';', ':', '!', '?', '）', ')', '】', '》', '”', '|', '\t', '\n', '.':
		return true
	}
	return false
}

// lastIndex is strings.LastIndex for the short texts before a number, in which that is slow.
func lastIndex(s, w string) int {
	last := len(w) - 1
	for i := len(s) - len(w); i >= 0; i-- {
		if s[i+last] == w[last] && s[i:i+len(w)] == w {
			return i
		}
	}
	return -1
}

// hasPrefixAny returns the longest of words that s starts with.
func hasPrefixAny(s string, words []string) string {
	best := ""
	for _, w := range words {
		if n := len(w); n > len(best) && n <= len(s) && w[n-1] == s[n-1] && s[:n] == w { // most words differ in that byte
			best = w
		}
	}
	return best
}

// hasSuffixAny returns the longest of words that s ends with.
func hasSuffixAny(s string, words []string) string {
	best := ""
	for _, w := range words {
		if n := len(w); n > len(best) && n <= len(s) && w[n-1] == s[len(s)-1] && s[len(s)-n:] == w {
			best = w
		}
	}
	return best
}
