package render

import (
	"hegao/analyze"
	"hegao/analyze/doc"
)

// The types in this file are the JSON of a batch. Lists are always there, be they
// empty; other keys without a value are left out, unless said otherwise.

// A jsonHead opens the result.
type jsonHead struct {
	Tool    jsonTool    `json:"tool"`
	Profile string      `json:"profile,omitempty"`
	Period  string      `json:"period,omitempty"`
	Summary jsonSummary `json:"summary"`
	Ignored []string    `json:"ignored,omitempty"` // files passed over
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

// A jsonSummary counts. Reports are the readable ones among the files; findings
// are all but those of superseded reports.
type jsonSummary struct {
	Files    int `json:"files"`
	Reports  int `json:"reports"`
	Units    int `json:"units"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	Waived   int `json:"waived,omitempty"`
}

// A jsonAcross is what stands about no single report.
type jsonAcross struct {
	Units    []jsonUnit    `json:"units"`
	Table    jsonTable     `json:"table"`
	Copies   []jsonCopy    `json:"copies"`
	Findings []jsonFinding `json:"findings"`
	Waived   []jsonWaived  `json:"waived,omitempty"`
}

// A jsonPast is the report that the unit handed in for the last period.
type jsonPast struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	Period string `json:"period"`
}

type jsonReport struct {
	File         string                       `json:"file"`
	SHA256       string                       `json:"sha256,omitempty"`
	Format       string                       `json:"format,omitempty"`
	Status       doc.Status                   `json:"status"`
	Reason       string                       `json:"reason,omitempty"`
	Recognised   bool                         `json:"recognised,omitempty"` // text was recognised in pictures and may be misread
	Profile      string                       `json:"profile,omitempty"`
	Unit         string                       `json:"unit,omitempty"`
	UnitSource   analyze.UnitSource           `json:"unit_source,omitempty"`
	Superseded   bool                         `json:"superseded,omitempty"` // a newer file took its place: its findings do not count
	Title        string                       `json:"title,omitempty"`
	Period       *jsonPeriod                  `json:"period,omitempty"`
	Past         *jsonPast                    `json:"past,omitempty"`
	Characters   int                          `json:"characters"` // without white space
	Paragraphs   int                          `json:"paragraphs"` // without blank ones
	Sections     []jsonSection                `json:"sections"`
	Parts        map[string]analyze.PartState `json:"parts,omitempty"` // every part that was looked for, in a readable report
	Metrics      []jsonMetric                 `json:"metrics"`
	Placeholders []jsonPlaceholder            `json:"placeholders"`
	Findings     []jsonFinding                `json:"findings"`
	Waived       []jsonWaived                 `json:"waived,omitempty"` // findings that do not count
}

type jsonPeriod struct {
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// A jsonPlace is a stretch of one paragraph as [doc.Place] counts it.
type jsonPlace struct {
	Paragraph int `json:"paragraph"`
	Start     int `json:"start"`
	End       int `json:"end"`
}

// A jsonQuote is a place and the characters that stand there, all of them and no more.
type jsonQuote struct {
	jsonPlace
	Text string `json:"text"`
}

type jsonSection struct {
	jsonPlace
	Level  int    `json:"level"`
	Number string `json:"number,omitempty"`
	Title  string `json:"title"`
	Part   string `json:"part,omitempty"`
}

// A jsonMetric always has its numbers, null where they are not filled in, and what
// describes them, empty or not.
type jsonMetric struct {
	jsonQuote
	Value     *float64          `json:"value"`
	ValueMax  *float64          `json:"value_max"`
	Measure   string            `json:"measure"`
	Name      string            `json:"name"`
	Key       string            `json:"key,omitempty"`
	Subject   string            `json:"subject,omitempty"`
	Qualifier analyze.Qualifier `json:"qualifier"`
	Modality  analyze.Modality  `json:"modality"`
	Earlier   bool              `json:"earlier,omitempty"` // a figure of an earlier period
	Period    string            `json:"period,omitempty"`  // the time that it speaks of, as written
	Section   *int              `json:"section,omitempty"`
}

type jsonPlaceholder struct {
	jsonQuote
	Kind analyze.PlaceholderKind `json:"kind"`
}

// A jsonFinding has a place unless it is about a whole report, and a file or unit
// only where it stands outside the list of one report.
type jsonFinding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Unit     string `json:"unit,omitempty"`
	File     string `json:"file,omitempty"`
	*jsonQuote
	Message  string        `json:"message"`
	Expected string        `json:"expected,omitempty"`
	Fix      string        `json:"fix,omitempty"`
	Basis    string        `json:"basis,omitempty"`
	Related  []jsonRelated `json:"related,omitempty"`
}

// A jsonWaived is a finding that does not count, and why.
type jsonWaived struct {
	jsonFinding
	Reason string `json:"reason"`
}

type jsonRelated struct {
	File string `json:"file,omitempty"`
	*jsonQuote
	Note string `json:"note,omitempty"`
}

type jsonUnit struct {
	Name     string             `json:"name"`
	Status   analyze.UnitStatus `json:"status"`
	Files    []string           `json:"files"` // the one that counts first
	Errors   int                `json:"errors"`
	Warnings int                `json:"warnings"`
}

type jsonTable struct {
	Metrics []jsonTableMetric `json:"metrics"`
	Rows    []jsonTableRow    `json:"rows"`
}

type jsonTableMetric struct {
	Key     string   `json:"key"`
	Name    string   `json:"name"`
	Measure string   `json:"measure"`
	Median  *float64 `json:"median,omitempty"`
}

type jsonTableRow struct {
	Unit   string                    `json:"unit"`
	Values map[string]jsonTableValue `json:"values"`
}

// A jsonCopy has the indices of its reports.
type jsonCopy struct {
	A        analyze.ReportID `json:"a"`
	B        analyze.ReportID `json:"b"`
	Kind     analyze.CopyKind `json:"kind"`
	ShareA   float64          `json:"share_a"`
	ShareB   float64          `json:"share_b"`
	Passages []jsonPassage    `json:"passages"`
}

type jsonPassage struct {
	A           jsonPlace        `json:"a"`
	B           jsonPlace        `json:"b"`
	Same        int              `json:"same"` // letters and whole numbers that are equal
	Differences []jsonDifference `json:"differences,omitempty"`
}

type jsonDifference struct {
	A      jsonQuote `json:"a"`
	B      jsonQuote `json:"b"`
	Number bool      `json:"number,omitempty"` // only a number differs, or is not filled in
}

// A jsonTableValue has the index of its report, and of its metric there.
type jsonTableValue struct {
	Value   *float64         `json:"value"`
	Report  analyze.ReportID `json:"report"`
	Metric  int              `json:"metric"`
	Outlier bool             `json:"outlier"`
}
