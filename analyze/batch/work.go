package batch

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"hegao/analyze"
	"hegao/analyze/check"
	"hegao/analyze/doc"
	"hegao/analyze/metric"
	"hegao/analyze/outline"
	"hegao/analyze/profile"
	"hegao/analyze/reader"
	"hegao/analyze/segment"
)

// passes is how often Run goes over all reports.
const passes = 3

// work runs the passes over the reports, several reports at a time.
type work struct {
	ctx      context.Context
	order    []int // the reports, large ones first: what is begun last keeps the others waiting least
	jobs     int
	progress func(done, total int)
	mu       sync.Mutex
	done     int
	err      error // the context's
}

func newWork(ctx context.Context, sources []reader.Source, o Options) *work {
	w := &work{ctx: ctx, order: make([]int, len(sources)), jobs: o.Jobs, progress: o.Progress}
	for i := range w.order {
		w.order[i] = i
	}
	slices.SortStableFunc(w.order, func(a, b int) int { return cmp.Compare(sources[b].Size, sources[a].Size) })
	if w.jobs <= 0 {
		w.jobs = runtime.GOMAXPROCS(0)
	}
	return w
}

// each calls f for every report, and sets w.err when the context ended before all were done.
func (w *work) each(f func(ctx context.Context, i int)) {
	group, ctx := errgroup.WithContext(w.ctx)
	group.SetLimit(w.jobs)
	for _, i := range w.order {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			f(ctx, i)
			w.step()
			return nil
		})
	}
	group.Wait()
	w.err = w.ctx.Err()
}

func (w *work) step() {
	if w.progress == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done++
	w.progress(w.done, passes*len(w.order))
}

// An analyst is what every report of a batch is analysed with.
type analyst struct {
	words    *segment.Segmenter
	outline  *outline.Reader
	profiles *profile.Set
	fixed    *analyze.Profile // nil: by each report's kind
	metrics  *metric.Reader
	known    map[string]*analyze.MetricDef
	tokens   *sync.Pool // of *[]segment.Token: room for the words of one report
}

// tokenRoom returns a pool of room for tokens.
func tokenRoom() *sync.Pool {
	return &sync.Pool{New: func() any { return new([]segment.Token) }}
}

// read finds out what r says.
func (a *analyst) read(r *analyze.Report) {
	defer a.survive(r)
	room := a.tokens.Get().(*[]segment.Token)
	defer a.tokens.Put(room)
	r.Tokens, *room = a.cut(r.Doc, (*room)[:0])
	o := a.outline.Read(r.Doc, r.Tokens)
	r.Title, r.Sections, r.Parts, r.Inline = o.Title, o.Sections, o.Parts, o.Inline
	r.Enumerations, r.Signature = o.Enumerations, o.Signature
	if r.Profile = a.fixed; r.Profile == nil {
		r.Profile = a.profiles.Choose(r)
	}
	a.metrics.Read(r)
	r.Tokens = nil
}

// cut returns the words of each block of d. They stand in all, which starts as room.
func (a *analyst) cut(d *doc.Document, room []segment.Token) (blocks [][]segment.Token, all []segment.Token) {
	all = room
	ends := make([]int, len(d.Blocks))
	for i := range d.Blocks {
		all = a.words.Append(all, d.Blocks[i].Text)
		ends[i] = len(all)
	}
	blocks = make([][]segment.Token, len(d.Blocks))
	start := 0
	for i, end := range ends {
		blocks[i] = all[start:end:end]
		start = end
	}
	return blocks, all
}

// check runs the checks on r. If one of them breaks down, those on files still tell of it.
func (a *analyst) check(r *analyze.Report) {
	defer func() { r.Directory = nil }()
	for range 2 {
		a.tryCheck(r)
		if r.Doc.Status != doc.Crash || len(r.Findings) > 0 {
			return
		}
	}
}

func (a *analyst) tryCheck(r *analyze.Report) {
	defer a.survive(r)
	if err := check.Run(r, a.known); err != nil {
		panic(err)
	}
}

// survive is deferred around the work on one report: a panic there leaves r as a file of
// status crash, with the findings that such a file has.
func (a *analyst) survive(r *analyze.Report) {
	if v := recover(); v == nil {
		return
	}
	d := *r.Doc
	d.Status, d.Reason, d.Blocks, d.Notices = doc.Crash, "程序分析这份文件时出错（"+origin()+"），其他文件不受影响", nil, nil
	*r = analyze.Report{ID: r.ID, Doc: &d, Unit: r.Unit, UnitSource: r.UnitSource, Profile: a.fixed}
	if r.Profile == nil {
		r.Profile, _ = a.profiles.Get(profile.Default)
	}
}

// origin returns the place in the program that panicked, for whoever mends it.
func origin() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	panicked := false
	for {
		f, more := frames.Next()
		if panicked && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", path.Base(f.File), f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return "位置不明"
		}
	}
}
