// Package analyze is the contract between the stages that read a report, the
// checks that examine it and the outputs that show the result. Types and nothing else.
package analyze

import (
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/segment"
)

// ReportID is a report's index in Batch.Reports; NoReport where a finding is about none.
type ReportID int

// NoReport is the ReportID of a finding that is about no report: a unit that has not submitted.
const NoReport ReportID = -1

// A Period is the time that a report speaks of, both days included. Zero: unknown.
type Period struct{ From, To time.Time }

// UnitSource tells what a report's unit was recognised by.
type UnitSource string

const (
	ByRoster    UnitSource = "roster"
	ByFolder    UnitSource = "folder"
	ByFileName  UnitSource = "filename"
	ByTitle     UnitSource = "title"
	BySignature UnitSource = "signature"
)

// A Report is one submitted file and all that was found in it.
type Report struct {
	ID           ReportID
	Doc          *doc.Document
	Tokens       [][]segment.Token // words of each block, tiling its text; let go of once the text is read (checks find none)
	Profile      *Profile          // the profile that it was checked against
	Unit         string            // the unit's name as the roster has it, else as recognised; empty: unknown
	UnitSource   UnitSource
	Period       Period
	Superseded   bool   // an earlier version of another file of its unit: it and its findings do not count
	Title        string // the report's own title, white space folded; empty: none
	Sections     []Section
	Parts        map[string]PartState // every part that any profile knows, by PartDef.ID
	Inline       map[string]doc.Span  // where a part of state Inline opens
	Signature    Signature
	Enumerations []Enumeration
	Metrics      []Metric
	Placeholders []Placeholder
	Findings     []Finding
	Waived       []Waived  // findings that do not count
	Past         *Past     // what its unit handed in before; nil: nothing is known
	Directory    Directory // let go of once the report is checked
}

// A Directory knows the units of a batch by the names that people use; nil: none is known.
type Directory interface {
	// UnitAt returns the unit whose name text starts with and how many bytes that name
	// takes; "" where text starts with none.
	UnitAt(text string) (unit string, size int)
}

// A Past is the report that a unit handed in for an earlier time, on the same subject.
type Past struct {
	File   string // its display name
	Period string // "2025H2"
	Covers Period // the same in days
	Report *Report
}

// A Signature is what stands under a report: who signed (落款) and when.
type Signature struct {
	Unit doc.Span // empty: none
	Date doc.Span // empty: none
}

// NumberStyle is the way a heading is numbered.
type NumberStyle uint8

const (
	Bare        NumberStyle = iota // no number
	Chapter                        // 第一章 第一部分 第一节
	Han                            // 一、
	HanParen                       // （一）
	Arabic                         // 1. 1、
	ArabicParen                    // （1） 1）
	Circled                        // ①
	Dotted                         // 1.1 1.1.1
	Latin                          // A. B、
	Roman                          // I. Ⅱ、
	Stem                           // 甲、 （甲）
)

// A Section is a heading and what stands under it.
type Section struct {
	Span    doc.Span // number and title, as they stand in the text
	Number  string   // as written: "一、", "（一）", "1."; empty for a bare heading
	Title   string   // without the number; white space folded
	Level   int      // 1 is the outermost numbering of this report; 0 is the report's own title
	Style   NumberStyle
	Ordinal int       // the number's value; 0 for a bare heading
	Parts   []string  // the parts that it is, by PartDef.ID: none, one, or several when merged (存在的问题及下步打算)
	RunIn   bool      // body text follows in the same paragraph
	Body    doc.Range // from the heading's end to the next heading of the same or a higher level
	Own     doc.Range // from the heading's end to the next heading of any level
}

// PartState tells how a report has a part.
type PartState string

const (
	AsHeading PartState = "heading"
	AsInline  PartState = "inline" // no heading, but a paragraph or sentence opens it
	Absent    PartState = "absent"
)

// An Enumeration is one series 一是…二是… with its markers in reading order.
type Enumeration struct {
	Family  string // the series in the words of its first marker: "一是", "一要", "首先", "其一", "①"
	Section int    // index in Report.Sections; -1 before the first
	Items   []EnumItem
}

// An EnumItem is one marker of an enumeration.
type EnumItem struct {
	Span    doc.Span // the marker: 二是
	Ordinal int
}

// Qualifier tells how exact a number is meant.
type Qualifier string

const (
	Exact   Qualifier = "exact"
	More    Qualifier = "more"  // 余 多 以上 不少于
	Less    Qualifier = "less"  // 近 不足 以内
	About   Qualifier = "about" // 约 左右
	RangeOf Qualifier = "range" // 3至5
)

// Modality tells what a metric says of the world.
type Modality string

const (
	Done     Modality = "done"     // a fact about the past or the present
	Required Modality = "required" // a rule or standing norm
	Planned  Modality = "planned"  // an intention or target
)

// A Metric is a quantity that a report states about the unit's own work or situation.
type Metric struct {
	Span      doc.Span // number and measure: 6次, *余次
	Value     *float64 // in the base unit (1.2万人次 is 12000); nil where the number is not filled in
	ValueMax  *float64 // the upper end of a range, else nil
	Measure   string   // as written, without 余 多 万 亿: 次, 人次, 元, %
	Name      string   // the shortest phrase that tells what is counted
	NameSpan  doc.Span // where Name stands; empty where it is put together from several places
	Key       string   // the known metric that it is (MetricDef.Key); empty: none
	Subject   string   // who did it, where stated next to it
	Qualifier Qualifier
	Modality  Modality
	Earlier   bool   // a figure of an earlier period, given for comparison
	Period    string // the time that it speaks of, in the words that stand with it: 一季度, 去年同期; empty: not stated
	Section   int    // index in Report.Sections; -1 before the first
}

// PlaceholderKind tells what stands where something was to be filled in.
type PlaceholderKind string

const (
	Asterisk    PlaceholderKind = "asterisk"
	Letter      PlaceholderKind = "letter"
	Shape       PlaceholderKind = "shape"
	Blank       PlaceholderKind = "blank"
	Bracket     PlaceholderKind = "bracket"
	Word        PlaceholderKind = "word"
	Alternative PlaceholderKind = "alternative"
)

// A Placeholder is a spot that the writer was to fill in and did not.
type Placeholder struct {
	Span        doc.Span // the placeholder's characters alone
	Kind        PlaceholderKind
	Metric      int  // index in Report.Metrics of the metric whose number it stands for; -1: none
	Instruction bool // it is a template's instruction to the writer, not a gap in a sentence
}

// Severity ranks findings. The zero value is Info.
type Severity uint8

const (
	Info    Severity = iota // 提示
	Warning                 // 核实
	Error                   // 退回
)

// A Finding is one remark about one place.
type Finding struct {
	Rule     string
	Severity Severity
	Report   ReportID // NoReport for a finding on a unit without a report
	Unit     string   // the unit that it is about, where Report is NoReport
	Span     doc.Span // empty where the finding is about the whole report
	Message  string   // Chinese: what is wrong, quoting the text
	Expected string   // Chinese: what was expected; may be empty
	Basis    string   // Chinese: on what ground; may be empty
	Fix      *Fix     // what to do; may be nil
	Related  []Related
}

// A Waiver says that what a rule finds fault with is right as it is.
type Waiver struct {
	Rule       string
	Text       string // the sentence, or a good part of it; the message of a finding about no place
	Reason     string
	Unit, File string // where it holds; empty: anywhere
}

// A Waived is a finding that does not count, and why.
type Waived struct {
	Finding
	Reason string
}

// A Fix says what to do about a finding.
type Fix struct {
	Advice string // Chinese
	Edits  []Edit // the change itself, where it is certain
}

// An Edit replaces the text at Span by New.
type Edit struct {
	Span doc.Span
	New  string
}

// A Related place explains a finding.
type Related struct {
	Report ReportID
	Span   doc.Span
	Note   string
}

// A PartDef is a part that reports of some kind must have.
type PartDef struct {
	ID       string
	Title    string   // as a clerk names it: 存在的问题
	Headings []string // words of headings that name this part, most telling first
	Inline   []string // words that open it without a heading
	Under    string   // the part that it stands in, if any: a section of another part is never this one
	Main     bool     // the body of the report: what is said under a heading that is no part belongs to it
	MinChars int      // section.short below this many characters; 0: never
}

// A MetricDef is a metric that units are compared by.
type MetricDef struct {
	Key      string   // stable, kebab-case: center-group-study
	Name     string   // 理论学习中心组学习
	Aliases  []string // other names for the same thing
	Measures []string // measure words that count it: 次, 场, 期
	Topic    string   // in a sentence that holds this word, the names in Within mean this metric too
	Within   []string
	Min, Max float64 // plausible range for one unit and period; Max 0: open
}

// A MetricRule says that a profile requires a metric.
type MetricRule struct {
	Key     string
	Minimum float64 // metric.minimum below this value; 0: none
}

// A Profile says which parts, metrics and rules apply to one kind of report.
type Profile struct {
	Name     string
	Title    string
	Match    []string  // words in titles of reports of this kind
	Parts    []PartDef // required, in the expected order
	Metrics  []MetricRule
	Disabled map[string]bool     // rules that are off
	Severity map[string]Severity // rules whose severity differs from the default
	Params   map[string]any      // a check's parameters by rule, of the type that Check.Params returns
}

// A Check examines one report (Run) or a whole batch (RunBatch).
type Check struct {
	ID       string // area.problem, stable for ever
	Title    string // Chinese, a few words
	Doc      string // Chinese: what it means and how to mend it
	Severity Severity
	Bad      string     // an example with ⟦f⟧marks⟦/⟧ at what is found: shown by explain, executed by the test
	Good     string     // an example in which nothing is found
	Params   func() any // a pointer to the default parameters; nil: none. Decoded strictly from the profile
	Run      func(*Pass) error
	RunBatch func(*BatchPass) error
}

// A Pass is one check at work on one report.
type Pass struct {
	Check   *Check
	Report  *Report
	Profile *Profile
	Known   map[string]*MetricDef // every known metric by key
	Params  any                   // what Check.Params returned, the profile's values over it
	Shared  any                   // what the checks work out of this report for one another
	Emit    func(Finding)         // fills in Rule and Report, and Severity: the rule's, or Warning where the check asks for that and it is less
}

// A BatchPass is one check at work on all reports.
type BatchPass struct {
	Check *Check
	Batch *Batch
	Emit  func(Finding) // fills in Rule and Severity, as in a Pass
}

// A RosterUnit is a unit that must submit.
type RosterUnit struct {
	Name    string
	Aliases []string
	Exempt  bool
	Due     time.Time // the last day; zero: none
}

// UnitStatus tells how a unit stands.
type UnitStatus string

const (
	Submitted   UnitStatus = "submitted"
	Missing     UnitStatus = "missing"
	Late        UnitStatus = "late"
	Exempt      UnitStatus = "exempt"
	Unreadable  UnitStatus = "unreadable"
	WrongPeriod UnitStatus = "wrong-period"
)

// A Unit is one unit's standing in a batch.
type Unit struct {
	Name     string
	OnRoster bool
	Status   UnitStatus
	Report   ReportID   // the one that counts: the newest; NoReport: none
	Reports  []ReportID // all of its files, the one that counts first
	Errors   int
	Warnings int
}

// A TableMetric is one column of the table of metrics.
type TableMetric struct {
	Key, Name, Measure string
	Median             *float64 // over the units that state it; nil: none does
}

// A TableValue is one unit's value of one metric.
type TableValue struct {
	Value   *float64 // nil: stated but not filled in
	Report  ReportID
	Metric  int // index in Report.Metrics
	Outlier bool
}

// A TableRow is one unit's row in the table of metrics.
type TableRow struct {
	Unit   string
	Values map[string]TableValue // by key; a metric that the unit does not state is left out
}

// A Table sets the known metrics of all units side by side.
type Table struct {
	Metrics []TableMetric
	Rows    []TableRow
}

// CopyKind tells whose text a report shares.
type CopyKind string

const (
	CopyOfUnit    CopyKind = "unit"      // another unit's
	CopyOfHistory CopyKind = "history"   // its own unit's of an earlier period
	CopyDuplicate CopyKind = "duplicate" // the same report, handed in twice
)

// A Copy is what two reports have in common, word for word.
type Copy struct {
	A, B           ReportID
	Kind           CopyKind
	ShareA, ShareB float64 // how much of each one's text stands in the other, 0 to 1
	Passages       []Passage
}

// A Passage stands in two reports, but for the differences in it. Both spans hold whole characters.
type Passage struct {
	A, B        doc.Span
	Same        int // letters and digits that are equal
	Differences []Difference
}

// A Difference is a place inside a passage where the two reports say different things; one
// of the spans may be empty.
type Difference struct {
	A, B   doc.Span
	Number bool // only a number differs, or is not filled in
}

// A Batch is the result of one run over many files.
type Batch struct {
	Profile  string // the profile asked for: "auto" or a name
	Period   string // the period asked for: "2026H1"; empty: none
	Profiles []*Profile
	Checks   map[string]*Check // every check by ID: what a finding's Rule is called
	Parts    []PartDef         // every part that was looked for
	Files    int               // files met, the ignored ones left out
	Ignored  []string          // names of files passed over: ~$…, .DS_Store, __MACOSX
	Reports  []*Report         // one a file, in the order of their names; unreadable files too
	Roster   []RosterUnit
	Units    []Unit
	Table    Table
	Copies   []Copy
	Findings []Finding // those about no single report
	Waived   []Waived  // those about no single report that do not count
	Idle     []Waiver  // the waivers that no finding needed
}
