package check

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// quote puts s in Chinese quotation marks, those inside it one level down. A long
// text is cut in the middle: what a clerk looks for is how it begins and ends.
func quote(s string) string {
	const limit, head, tail = 40, 28, 8 // characters
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > limit {
		s = string(r[:head]) + "……" + string(r[len(r)-tail:])
	}
	return "“" + innerQuotes.Replace(s) + "”"
}

var innerQuotes = strings.NewReplacer("“", "‘", "”", "’")

// list joins quoted names: “支委会”“党员大会”.
func list(names []string) string {
	var b strings.Builder
	for _, n := range names {
		b.WriteString(quote(n))
	}
	return b.String()
}

// pieces yields the running text of a range, block by block: the byte range in
// each block that belongs to it.
func pieces(d *doc.Document, r doc.Range) func(yield func(doc.Span) bool) {
	return func(yield func(doc.Span) bool) {
		for b := r.From.Block; b <= r.To.Block && b < len(d.Blocks); b++ {
			if !d.Blocks[b].Kind.Body() {
				continue
			}
			s := doc.Span{Block: b, End: len(d.Blocks[b].Text)}
			if b == r.From.Block {
				s.Start = r.From.Off
			}
			if b == r.To.Block {
				s.End = min(s.End, r.To.Off)
			}
			if !s.Empty() && !yield(s) {
				return
			}
		}
	}
}

// rangeOf is s as a range.
func rangeOf(s doc.Span) doc.Range {
	return doc.Range{From: doc.Pos{Block: s.Block, Off: s.Start}, To: doc.Pos{Block: s.Block, Off: s.End}}
}

// all is enough for no text.
const all = math.MaxInt

// characters counts the characters of a range, white space and punctuation left
// out. It stops at enough: who asks whether a text is long need not count it all.
func characters(d *doc.Document, r doc.Range, enough int) int {
	n := 0
	for s := range pieces(d, r) {
		for _, c := range d.Text(s) {
			if !common(c) && (unicode.IsSpace(c) || unicode.IsPunct(c)) {
				continue
			}
			if n++; n >= enough {
				return n
			}
		}
	}
	return n
}

// common reports whether c is one of the Chinese characters of which nearly all text is made.
func common(c rune) bool { return c >= 0x4e00 && c <= 0x9fff }

// content is the range that belongs to a section, the signature left out.
func content(r *analyze.Report, s *analyze.Section) doc.Range {
	body := s.Body
	for _, sign := range []doc.Span{r.Signature.Unit, r.Signature.Date} {
		at := doc.Pos{Block: sign.Block}
		if !sign.Empty() && body.From.Before(at) && at.Before(body.To) {
			body.To = at
		}
	}
	return body
}

// clause returns the text around s up to the punctuation on either side, at most
// limit characters a side: what a clerk needs to see to find the place.
func clause(d *doc.Document, s doc.Span, limit int) string {
	text := d.Blocks[s.Block].Text
	start, before := s.Start, ""
	for n := 0; start > 0; n++ {
		c, size := utf8.DecodeLastRuneInString(text[:start])
		if stops(c) {
			break
		}
		if n == limit {
			before = "…"
			break
		}
		start -= size
	}
	end, after := s.End, ""
	for n := 0; end < len(text); n++ {
		c, size := utf8.DecodeRuneInString(text[end:])
		if stops(c) {
			break
		}
		if n == limit {
			after = "…"
			break
		}
		end += size
	}
	return strings.TrimSpace(before + text[start:end] + after)
}

// clauseBefore returns what stands before s in its clause.
func clauseBefore(d *doc.Document, s doc.Span) string {
	head := d.Blocks[s.Block].Text[:s.Start]
	if i := strings.LastIndexFunc(head, stops); i >= 0 {
		_, size := utf8.DecodeRuneInString(head[i:])
		head = head[i+size:]
	}
	return strings.TrimLeft(head, " 　")
}

// stops reports whether c ends a clause.
func stops(c rune) bool {
	switch c {
	case '，', '。', '；', '：', '！', '？', ',', ';', '!', '?', '\n', '\t', '|':
		return true
	}
	return false
}

// fix is advice without an edit.
func fix(advice string) *analyze.Fix { return &analyze.Fix{Advice: advice} }

// basis names the profile as the ground of a finding.
func basis(p *analyze.Profile) string { return "检查方案" + quote(p.Title) }
