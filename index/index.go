// Package index keeps every report that was ever submitted and finds them again.
//
// The [Archive] is the truth: originals, what was read from them, a manifest with checksums.
// A [Store] is an engine that searches; it is a cache of the archive, may be thrown away at
// any time and is rebuilt from it. What an engine finds is verified on the archive's text.
package index

import (
	"context"
	"time"

	"hegao/analyze"
)

// An Info is what the archive's manifest says of a report.
type Info struct {
	ID      string         // lower-case hex SHA-256 of the original's bytes
	File    string         // display name, as submitted
	Unit    string         // empty: unknown
	Period  string         // "2026H1"; empty: unknown
	Covers  analyze.Period // the same in days
	Profile string         // name of the profile that it was checked against
	Version int            // 1-based: the how-manieth report of its unit, profile and period
	Added   time.Time      // when it came into the archive, to the second
}

// A Record is all that the archive keeps of a report but the original. It is shared: nobody
// changes it.
type Record struct {
	Info
	Report *analyze.Report // with Doc and all that was found; Tokens and Profile are nil
}

// Texts gives what an engine verifies its candidates on. An error that is ErrUnknown or
// ErrDamaged is about that report alone: a search passes over it.
type Texts interface {
	// Text returns the texts of the report's blocks. It costs far less than Record.
	Text(ctx context.Context, id string) ([]string, error)
	Record(ctx context.Context, id string) (*Record, error)
}

// An Engine opens stores.
type Engine struct {
	// Name is the engine's with the version of what it keeps: a store of another is built anew.
	Name string
	// Open opens the store in dir, or makes one where dir is empty. Read-only, nothing in dir
	// changes. It never waits for another process; it may fail or even panic over damage.
	Open func(ctx context.Context, dir string, t Texts, readOnly bool) (Store, error)
	// Snapshot makes a folder to with the store in from as of its last commit, beside the process
	// that owns it. It costs next to nothing. nil: there is none.
	Snapshot func(ctx context.Context, from, to string) error
}

// A Store is an engine that searches the archive. All methods may be called concurrently.
type Store interface {
	// Put adds records, or replaces those of the same ID. They are found once it returns,
	// and after a crash either all of them or, to be put again, none.
	Put(ctx context.Context, records []*Record) error
	// Delete removes records; IDs that it does not hold are passed over.
	Delete(ctx context.Context, ids []string) error
	// Search returns one page of what q finds.
	Search(ctx context.Context, q Query, o Options) (*Result, error)
	// IDs returns the records that it holds, to be compared with the archive's manifest.
	IDs(ctx context.Context) ([]string, error)
	Close() error
}

// Options says which page of a search is wanted, and how it is sorted.
type Options struct {
	Limit, Offset int
	Sort          Sort
	Facets        bool // count the values of unit, period, profile, rule and part
}

// Sort is an order of hits. Equal ones stand in the order of their IDs.
type Sort string

const (
	ByRelevance Sort = "relevance"
	ByDate      Sort = "date" // newest period first
	ByUnit      Sort = "unit"
)

// A Result is one page of hits.
type Result struct {
	Total  int // exact
	Hits   []Hit
	Facets map[string][]FacetValue // by field: unit, period, profile, rule, part
}

// A Hit is one report that was found.
type Hit struct {
	Record   *Record
	Score    float64
	Passages []Passage // the best places, in reading order
}

// A Passage is a stretch of one block with the places that were found in it.
type Passage struct {
	Block      int
	Start, End int      // bytes of the block's text
	Section    int      // index in Report.Sections; -1 before the first
	Marks      [][2]int // bytes of the block's text
}

// A FacetValue is how many of the hits have a value.
type FacetValue struct {
	Value string
	Count int
}
