package index

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/numeral"
)

// What a query may hold. What is beyond is left out, with a note.
const (
	mostCharacters = 256
	mostClauses    = 20
	mostDepth      = 4
)

// Parse returns the query that was typed, and what a person has to know of it, in Chinese.
// It takes any text:
//
//	党课 党日          both strings stand in the report
//	"讲 党课"          this very string
//	党课 OR 党日       one of them; AND binds closer
//	-党课  NOT 党课    not this
//	(党课 OR 党日) 纪委  brackets, where white space stands in them
//	unit:水务 period:2026H1 year:2026 section:问题 rule:placeholder profile:conduct
//	metric:讲党课<3    also > = <= >= and =未填; without one: is stated at all
//
// All else is literal text, a bracket or a quotation mark without its partner too.
func Parse(text string) (q Query, notes []string) {
	text = strings.ToValidUTF8(text, "\uFFFD")
	p := new(parser)
	if n := utf8.RuneCountInString(text); n > mostCharacters {
		p.note("检索式太长，只用了前 %d 个字", mostCharacters)
		text = string([]rune(text)[:mostCharacters])
	}
	q = p.parse(text, 0)
	return q, p.notes
}

type parser struct {
	clauses int
	notes   []string
}

// note notes something, once.
func (p *parser) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	for _, n := range p.notes {
		if n == text {
			return
		}
	}
	p.notes = append(p.notes, text)
}

// An item is a piece of a query: a word, a string in quotes, a field, or what stands in brackets.
type item struct {
	text   string
	kind   itemKind
	negate bool
}

type itemKind uint8

const (
	word itemKind = iota
	quoted
	bracketed
	end
)

// parse returns the query that text is, which stands in that many brackets.
func (p *parser) parse(text string, depth int) Query {
	var items []item
	for it, rest := next(text); it.kind != end; it, rest = next(rest) {
		items = append(items, it)
	}
	var any Or
	var all And
	negate := false
	for i, it := range items {
		last := i+1 == len(items)
		if it.isWord("NOT") && !last {
			negate = !negate
			continue
		}
		if between := i > 0 && !last && !items[i-1].joins() && !negate; between && it.joins() {
			if it.text == "OR" && len(all) > 0 {
				any, all = append(any, single(all)), nil
			}
			continue
		}
		if q := p.item(it, depth); q != nil {
			if negate != it.negate {
				q = Not{q}
			}
			all = append(all, q)
		}
		negate = false
	}
	if len(any) > 0 && len(all) > 0 {
		return append(any, single(all))
	}
	if len(any) > 0 {
		return any
	}
	return single(all)
}

// single returns the only query of an And, or the And.
func single(q Query) Query {
	if all, ok := q.(And); ok && len(all) == 1 {
		return all[0]
	}
	return q
}

func (it item) isWord(text string) bool { return it.kind == word && !it.negate && it.text == text }

// joins reports whether it joins what stands beside it.
func (it item) joins() bool { return it.isWord("OR") || it.isWord("AND") }

// item returns the query that it is; nil where it is nothing or too much.
func (p *parser) item(it item, depth int) Query {
	if it.kind == bracketed {
		if depth == mostDepth {
			p.note("括号最多套 %d 层，更里面的没有用", mostDepth)
			return nil
		}
		return p.parse(it.text, depth+1)
	}
	var q Query = Text{it.text}
	if it.kind == word {
		if f := field(it.text); f != nil {
			q = f
		}
	}
	if t, ok := q.(Text); ok && Fold(t.Text) == "" {
		return nil
	}
	if p.clauses == mostClauses {
		p.note("检索词最多 %d 个，后面的没有用", mostClauses)
		return nil
	}
	p.clauses++
	return q
}

// next returns the first item of text and what is behind it.
func next(text string) (item, string) {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	if text == "" {
		return item{kind: end}, ""
	}
	if rest, ok := strings.CutPrefix(text, "-"); ok && rest != "" {
		if r, _ := utf8.DecodeRuneInString(rest); r != '-' && !unicode.IsSpace(r) {
			it, rest := next(rest)
			it.negate = true
			return it, rest
		}
	}
	if inner, rest, ok := inQuotes(text); ok {
		return item{text: inner, kind: quoted}, rest
	}
	if inner, rest, ok := inBrackets(text); ok {
		return item{text: inner, kind: bracketed}, rest
	}
	n := strings.IndexFunc(text, unicode.IsSpace)
	if name, value, ok := cutField(text); ok { // its value may be in quotes
		if inner, rest, ok := inQuotes(value); ok {
			return item{text: name + ":" + inner}, rest
		}
	}
	if n < 0 {
		n = len(text)
	}
	return item{text: text[:n]}, text[n:]
}

// inQuotes cuts a string in ASCII quotes off the start of text.
func inQuotes(text string) (inner, rest string, ok bool) {
	text, ok = strings.CutPrefix(text, `"`)
	if !ok {
		return "", "", false
	}
	inner, rest, ok = strings.Cut(text, `"`)
	return inner, rest, ok && strings.TrimSpace(inner) != ""
}

// inBrackets cuts what stands in brackets off the start of text. They are brackets only with
// white space in them and none of a word behind them: （一） and f(x) are text.
func inBrackets(text string) (inner, rest string, ok bool) {
	if text[0] != '(' {
		return "", "", false
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			if inner, _, ok := inQuotes(text[i:]); ok {
				i += len(inner) + 1
			}
		case '(':
			depth++
		case ')':
			if depth--; depth > 0 {
				continue
			}
			inner, rest = text[1:i], text[i+1:]
			r, _ := utf8.DecodeRuneInString(rest)
			open := rest == "" || unicode.IsSpace(r)
			return inner, rest, open && strings.ContainsFunc(strings.TrimSpace(inner), unicode.IsSpace)
		}
	}
	return "", "", false
}

// cutField cuts text behind the name of a field.
func cutField(text string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(text, ":")
	if ok = ok && (name == "metric" || fieldNames[FieldName(name)]); !ok {
		name, value, ok = strings.Cut(text, "：")
		ok = ok && (name == "metric" || fieldNames[FieldName(name)])
	}
	return name, value, ok
}

var fieldNames = map[FieldName]bool{Unit: true, Period: true, Year: true, Section: true, Rule: true, Profile: true, Part: true}

// field returns the query on a field that text is; nil: it is none.
func field(text string) Query {
	name, value, ok := cutField(text)
	if !ok || Fold(value) == "" {
		return nil
	}
	if name == "metric" {
		return metric(value)
	}
	return Field{Name: FieldName(name), Value: value}
}

// metric returns the query on a metric that text is; nil: it is none.
func metric(text string) Query {
	at := strings.IndexAny(text, "<>=＜＞＝≤≥")
	if at < 0 {
		return Metric{Name: text}
	}
	name, rest := text[:at], text[at:]
	var op strings.Builder
	for r, size := utf8.DecodeRuneInString(rest); ops[r] != ""; r, size = utf8.DecodeRuneInString(rest) {
		op.WriteString(ops[r])
		rest = rest[size:]
	}
	m := Metric{Name: name, Op: Op(op.String())}
	if Fold(name) == "" {
		return nil
	}
	value := Fold(rest)
	if m.Op == Equal && (value == "未填" || value == "未填写") {
		m.Op = Unfilled
		return m
	}
	switch m.Op {
	case Less, LessEqual, Greater, GreaterEqual, Equal:
	default:
		return nil
	}
	var err error
	if m.Value, err = strconv.ParseFloat(value, 64); err != nil || m.Value != m.Value || m.Value > 1e15 || m.Value < -1e15 {
		n, ok := numeral.Int(value)
		if !ok {
			return nil
		}
		m.Value = float64(n)
	}
	return m
}

var ops = map[rune]string{'<': "<", '＜': "<", '>': ">", '＞': ">", '=': "=", '＝': "=", '≤': "<=", '≥': ">="}
