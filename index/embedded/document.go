package embedded

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode"

	bleve "github.com/blevesearch/bleve_index_api"

	wordcut "hegao/analyze/segment"
	"hegao/index"
)

// The fields of a document beside those of [index.FieldName], which stand under their names.
const (
	metricField  = "metric" // folded names
	figuresField = "figure" // see figureTerm
	dateField    = "date"
)

// What an occurrence counts for.
const (
	inBody    = 1
	inHeading = 3
	inTitle   = 6
)

// columnFields are those that are counted or sorted by, and therefore kept in memory once
// they were asked for.
var columnFields = [...]index.FieldName{index.Unit, index.Period, index.Profile, index.Rule, index.Part, dateField}

// indexed are the fields that are looked up by value.
var indexed = [...]index.FieldName{index.Unit, index.Period, index.Year, index.Section, index.Rule, index.Profile, index.Part}

// A document is a report as bleve takes it: all is worked out before it gets there, so that
// no analyzer of its own has a say.
type document struct {
	id     string
	fields []*field
}

// A field is one field of a document.
type field struct {
	name    string
	value   []byte
	options bleve.FieldIndexingOptions
	terms   bleve.TokenFrequencies
}

func (f *field) Name() string                                     { return f.name }
func (f *field) Value() []byte                                    { return f.value }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Analyze()                                         {}
func (f *field) Options() bleve.FieldIndexingOptions              { return f.options }
func (f *field) AnalyzedLength() int                              { return 1 }
func (f *field) AnalyzedTokenFrequencies() bleve.TokenFrequencies { return f.terms }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }

func (d *document) ID() string                                 { return d.id }
func (d *document) Size() int                                  { return 0 }
func (d *document) VisitComposite(bleve.CompositeFieldVisitor) {}
func (d *document) HasComposite() bool                         { return false }
func (d *document) NumPlainTextBytes() uint64                  { return 0 }
func (d *document) StoredFieldsBytes() uint64                  { return 0 }
func (d *document) Indexed() bool                              { return true }

func (d *document) VisitFields(visit bleve.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}

// AddIDField does nothing: the field stands there from the start.
func (d *document) AddIDField() {}

// newDocument returns what bleve keeps of a report.
func newDocument(r *index.Record, serial uint64) *document {
	d := &document{id: r.ID}
	d.add("_id", []byte(r.ID), bleve.IndexField|bleve.StoreField, r.ID)
	d.add(serialField, nil, bleve.IndexField|bleve.DocValues|bleve.SkipFreqNorm, string(encodeSerial(serial)))
	for _, name := range indexed {
		d.addValues(string(name), index.Values(r, name))
	}
	if date := index.Date(r); date != "" {
		d.addValues(dateField, []string{date})
	}
	var names, figures []string
	for _, f := range index.Figures(r) {
		names = append(names, f.Name)
		figures = append(figures, figureTerm(f.Name, f.Filled, f.Value))
	}
	d.addValues(metricField, names)
	d.addValues(figuresField, figures)
	return d
}

// add adds a field that is found by terms.
func (d *document) add(name string, value []byte, options bleve.FieldIndexingOptions, terms ...string) {
	f := &field{name: name, value: value, options: options, terms: make(bleve.TokenFrequencies, len(terms))}
	for _, term := range terms {
		t := &bleve.TokenFreq{Term: []byte(term)}
		t.SetFrequency(1)
		f.terms[term] = t
	}
	d.fields = append(d.fields, f)
}

func (d *document) addValues(name string, values []string) {
	if len(values) > 0 {
		d.add(name, nil, bleve.IndexField|bleve.SkipFreqNorm, values...)
	}
}

// countWords returns the words of a report and what they count for. texts are what
// [index.Searched] yields of it, folded.
func countWords(r *index.Record, texts []string, words *wordcut.Segmenter) map[string]int {
	weights := make([]int, len(texts))
	for i := range weights {
		weights[i] = inBody
	}
	for _, s := range r.Report.Sections {
		if s.Span.Block >= 0 && s.Span.Block < len(weights) && !s.RunIn {
			weights[s.Span.Block] = inHeading
		}
	}
	weights[len(weights)-2] = inTitle
	counts := map[string]int{}
	var tokens []wordcut.Token
	for i, text := range texts {
		tokens = words.Append(tokens[:0], text)
		for _, t := range tokens {
			if w := text[t.Start:t.End]; isWord(w) {
				counts[w] += weights[i]
			}
		}
	}
	return counts
}

// isWord reports whether a token is more than punctuation.
func isWord(w string) bool {
	return strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// sortable returns bits that compare as the numbers do.
func sortable(v float64) uint64 {
	b := math.Float64bits(v + 0) // -0 is 0
	if b>>63 == 1 {
		return ^b
	}
	return b | 1<<63
}

// figureOf returns the value in a figure's term behind its name.
func figureOf(term string) index.Figure {
	name, value, _ := strings.Cut(term, "\x00")
	f := index.Figure{Name: name}
	if len(value) == 8 {
		b := binary.BigEndian.Uint64([]byte(value))
		if b>>63 == 1 {
			b &^= 1 << 63
		} else {
			b = ^b
		}
		f.Filled, f.Value = true, math.Float64frombits(b)
	}
	return f
}
