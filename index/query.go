package index

// A Query is what a user looks for, as a tree. It holds no syntax of any engine; [Parse]
// makes one of what was typed.
type Query interface{ isQuery() }

// And finds what all of its queries find; the empty one finds every report.
type And []Query

// Or finds what at least one of its queries finds.
type Or []Query

// Not finds what its query does not.
type Not struct{ Query Query }

// A Text finds the reports that hold a string: in a block, the title or the name of the
// file, both folded as [Fold] does. A text that folds to nothing stands in every report.
type Text struct {
	Text string
}

// A Field finds reports by what the archive knows of them.
type Field struct {
	Name  FieldName
	Value string
	Whole bool // the value itself, not what a person writes for it
}

// A FieldName is a property of a report. What a person writes for it is folded, and is what
// stands here.
type FieldName string

const (
	Unit    FieldName = "unit"    // a part of the name
	Period  FieldName = "period"  // the start of it: 2026 for 2026H1
	Year    FieldName = "year"    // the whole
	Section FieldName = "section" // a part of a heading, or the ID of a part
	Rule    FieldName = "rule"    // the ID of a finding, or its start: placeholder
	Profile FieldName = "profile" // the whole
	Part    FieldName = "part"    // the whole ID
)

// A Metric finds the reports that state a metric whose name holds Name. What was planned,
// required, or is of an earlier period does not count.
type Metric struct {
	Name  string
	Op    Op
	Value float64
}

// An Op compares what a report states with a value. A range (3至5) satisfies it with either end.
type Op string

const (
	Stated       Op = "" // any value, or none filled in
	Less         Op = "<"
	LessEqual    Op = "<="
	Greater      Op = ">"
	GreaterEqual Op = ">="
	Equal        Op = "="
	Unfilled     Op = "=未填"
)

// A Like finds reports that hold at least Min of its words, those of Unit first.
type Like struct {
	Words  []string
	Min    int
	Unit   string
	Except string // the ID of the report that it is like
}

func (And) isQuery()    {}
func (Or) isQuery()     {}
func (Not) isQuery()    {}
func (Text) isQuery()   {}
func (Field) isQuery()  {}
func (Metric) isQuery() {}
func (Like) isQuery()   {}

// Strings returns the texts that make q find a report, each once: what is to be marked in it,
// and ranked by.
func Strings(q Query) []string {
	var all []string
	seen := map[string]bool{}
	add := func(s string) {
		if f := Fold(s); f != "" && !seen[f] {
			seen[f] = true
			all = append(all, s)
		}
	}
	each(q, func(q Query) {
		switch q := q.(type) {
		case Text:
			add(q.Text)
		case Like:
			for _, w := range q.Words {
				add(w)
			}
		}
	})
	return all
}

// each calls f with every query in q that has none in it and does not stand in a Not.
func each(q Query, f func(Query)) {
	switch q := q.(type) {
	case And:
		for _, q := range q {
			each(q, f)
		}
	case Or:
		for _, q := range q {
			each(q, f)
		}
	case Not:
	default:
		f(q)
	}
}
