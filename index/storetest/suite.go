package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"hegao/index"
)

// Open opens the engine that keeps its files in dir.
type Open func(t testing.TB, dir string, texts index.Texts) index.Store

// Run tests an engine. What it finds must be what [Memory] finds.
func Run(t *testing.T, c *Corpus, open Open) {
	for name, test := range map[string]func(*testing.T, *Corpus, Open){
		"every string": everyString, "queries": queries, "typed text": typed, "writes": writes,
		"order": order, "reopen": reopen, "passages": passages, "at once": atOnce, "cancelled": cancelled,
		"no text": noText,
	} {
		t.Run(name, func(t *testing.T) { test(t, c, open) })
	}
}

// A pair is the engine under test and the one that is right.
type pair struct {
	t     *testing.T
	r     *rand.Rand
	right *Memory
	store index.Store
	all   []*index.Record
}

// newPair gives both engines that many reports of about size bytes.
func newPair(t *testing.T, c *Corpus, open Open, n, size int) *pair {
	t.Helper()
	p := &pair{t: t, r: rand.New(rand.NewPCG(uint64(n), uint64(size))), right: NewMemory()}
	p.store = open(t, t.TempDir(), p.right)
	t.Cleanup(func() { p.store.Close() })
	for r := range c.Records(size, uint64(n)) {
		if len(p.all) == n {
			break
		}
		p.all = append(p.all, r)
	}
	for chunk := range slices.Chunk(p.all, 50) {
		p.put(chunk...)
	}
	return p
}

// rounds returns n, or less in a short test.
func (p *pair) rounds(n int) int {
	if testing.Short() {
		return n / 5
	}
	return n
}

func (p *pair) put(records ...*index.Record) {
	p.t.Helper()
	for _, s := range []index.Store{p.right, p.store} {
		if err := s.Put(p.t.Context(), records); err != nil {
			p.t.Fatal(err)
		}
	}
}

// check compares what both engines find.
func (p *pair) check(q index.Query) {
	p.t.Helper()
	want := p.search(p.right, q, index.Options{Facets: true})
	got := p.search(p.store, q, index.Options{Facets: true})
	if got.Total != want.Total {
		p.t.Fatalf("%#v: %d reports, want %d", q, got.Total, want.Total)
	}
	if g, w := fmt.Sprint(got.Facets), fmt.Sprint(want.Facets); g != w {
		p.t.Fatalf("%#v: facets %s, want %s", q, g, w)
	}
	if want.Total > 20 && p.r.IntN(20) > 0 {
		return
	}
	if g, w := p.ids(p.store, q), p.ids(p.right, q); !slices.Equal(g, w) {
		p.t.Fatalf("%#v: found %v, want %v", q, g, w)
	}
}

func (p *pair) search(s index.Store, q index.Query, o index.Options) *index.Result {
	p.t.Helper()
	r, err := s.Search(p.t.Context(), q, o)
	if err != nil {
		p.t.Fatalf("%#v: %v", q, err)
	}
	return r
}

// ids returns all that s finds, in the order of IDs.
func (p *pair) ids(s index.Store, q index.Query) []string {
	p.t.Helper()
	var ids []string
	for _, h := range p.search(s, q, index.Options{Limit: len(p.all) + 1}).Hits {
		ids = append(ids, h.Record.ID)
	}
	slices.Sort(ids)
	return ids
}

// text returns a piece of a report, of 1 to 15 characters.
func (p *pair) text() string {
	for {
		var texts []string
		for _, text := range index.Searched(p.all[p.r.IntN(len(p.all))]) {
			texts = append(texts, text)
		}
		runes := []rune(texts[p.r.IntN(len(texts))])
		if len(runes) > 0 {
			from := p.r.IntN(len(runes))
			return string(runes[from:min(len(runes), from+1+p.r.IntN(15))])
		}
	}
}

// everyString looks for pieces of reports, for pieces of two reports in one, and for pieces
// with other letters for the same.
func everyString(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 300, 2000)
	for range p.rounds(1000) {
		text := p.text()
		p.check(index.Text{Text: text})
		switch p.r.IntN(10) {
		case 0:
			p.check(index.Text{Text: text + p.text()})
		case 1:
			p.check(index.Text{Text: alike.Replace(text)})
		case 2:
			p.check(index.Text{Text: strings.Join(strings.Split(text, ""), " ")})
		}
	}
}

// alike writes a text in another way that must find the same.
var alike = strings.NewReplacer("，", ",", "（", "(", "）", ")", "“", `"`, "”", "＂", "0", "０", "1", "１", "a", "Ａ", "会", "會", "党", "黨", "学", "學", "、", " 、 ")

// query returns a random query.
func (p *pair) query(depth int) index.Query {
	n := p.r.IntN(12)
	if depth == 0 {
		n = 4 + p.r.IntN(8)
	}
	switch n {
	case 0, 1:
		return index.And{p.query(depth - 1), p.query(depth - 1)}
	case 2:
		return index.Or{p.query(depth - 1), p.query(depth - 1), p.query(depth - 1)}
	case 3:
		return index.Not{Query: p.query(depth - 1)}
	case 4:
		r := p.all[p.r.IntN(len(p.all))]
		name := pick(p.r, []index.FieldName{index.Unit, index.Period, index.Year, index.Section, index.Rule, index.Profile, index.Part})
		f := index.Field{Name: name, Value: p.text(), Whole: p.r.IntN(2) == 0}
		if values := index.Values(r, name); len(values) > 0 {
			runes := []rune(pick(p.r, values))
			f.Value = string(runes[:1+p.r.IntN(len(runes))])
		}
		return f
	case 5:
		return index.Metric{
			Name:  pick(p.r, []string{"讲党课", "党", "支委会", "没有的"}),
			Op:    pick(p.r, []index.Op{index.Stated, index.Less, index.LessEqual, index.Greater, index.GreaterEqual, index.Equal, index.Unfilled}),
			Value: float64(p.r.IntN(12)),
		}
	case 6:
		return index.Like{Words: []string{p.text(), p.text(), "工作", "情况", "廉政"}, Min: 1 + p.r.IntN(4), Except: p.all[0].ID}
	}
	text := []rune(p.text())
	return index.Text{Text: string(text[:min(len(text), 1+p.r.IntN(4))])}
}

func queries(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 200, 1500)
	p.check(index.And{})
	p.check(index.Or{})
	p.check(index.Not{Query: index.And{}})
	for range p.rounds(1000) {
		p.check(p.query(3))
	}
}

// typed looks for what people type, and what they type by mistake.
func typed(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 100, 1500)
	for range p.rounds(500) {
		words := []string{p.text(), pick(p.r, []string{"OR", "NOT", "AND", "-", `"`, "(", ")", "unit:水务", "metric:讲党课<3", "year:2020", "-工作", `"工作 情况"`, "(党 OR 局)", "：", "*"}), p.text(), p.text()}
		p.r.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		q, _ := index.Parse(strings.Join(words, " "))
		p.check(q)
	}
}

// writes looks for strings while reports come, change and go.
func writes(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 40, 800)
	more := make([]*index.Record, 0, 400)
	for r := range c.Records(800, 7) {
		if more = append(more, r); len(more) == cap(more) {
			break
		}
	}
	for round := range p.rounds(60) {
		switch p.r.IntN(4) {
		case 0, 1:
			n := 1 + p.r.IntN(6)
			p.put(more[:n]...)
			p.all, more = append(p.all, more[:n]...), more[n:]
		case 2: // the same report, known better now
			i := p.r.IntN(len(p.all))
			changed := *p.all[i]
			report := *changed.Report
			report.Unit, changed.Unit, changed.Period = "改名后的单位", "改名后的单位", "2031H1"
			report.Title += fmt.Sprint("改过", round)
			changed.Report = &report
			p.put(&changed)
			p.all[i] = &changed
		case 3:
			n := min(1+p.r.IntN(4), len(p.all)-1)
			var ids []string
			for range n {
				i := p.r.IntN(len(p.all))
				ids = append(ids, p.all[i].ID)
				p.all = slices.Delete(p.all, i, i+1)
			}
			for _, s := range []index.Store{p.right, p.store} {
				if err := s.Delete(t.Context(), append(ids, "no such report")); err != nil {
					t.Fatal(err)
				}
			}
		}
		p.check(index.And{})
		for range 15 {
			p.check(index.Text{Text: p.text()})
		}
		p.check(index.Text{Text: "改过"})
		p.check(p.query(2))
		p.checkIDs()
	}
}

func (p *pair) checkIDs() {
	p.t.Helper()
	got, err := p.store.IDs(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	slices.Sort(got)
	if want, _ := p.right.IDs(p.t.Context()); !slices.Equal(got, want) {
		p.t.Fatalf("holds %v, want %v", got, want)
	}
}

// order goes through all pages of a search.
func order(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 150, 800)
	for _, sort := range []index.Sort{index.ByRelevance, index.ByDate, index.ByUnit} {
		for _, q := range []index.Query{index.And{}, index.Text{Text: "工作"}, index.Text{Text: "会"}} {
			var got []index.Hit
			for {
				page := p.search(p.store, q, index.Options{Limit: 7, Offset: len(got), Sort: sort})
				if got = append(got, page.Hits...); len(page.Hits) < 7 {
					break
				}
			}
			want := p.search(p.right, q, index.Options{Limit: 1000, Sort: sort})
			if len(got) != want.Total {
				t.Fatalf("%#v: %d hits on all pages, want %d", q, len(got), want.Total)
			}
			for i := range got {
				if sort != index.ByRelevance && got[i].Record.ID != want.Hits[i].Record.ID {
					t.Fatalf("%#v by %s: hit %d is %s, want %s", q, sort, i, got[i].Record.ID, want.Hits[i].Record.ID)
				}
				if i == 0 {
					continue
				}
				a, b := got[i-1], got[i]
				if c := sort.Compare(a, b); c > 0 || c == 0 && a.Record.ID >= b.Record.ID {
					t.Fatalf("%#v by %s: hits %d and %d are in the wrong order", q, sort, i-1, i)
				}
			}
		}
	}
}

// reopen closes the engine and opens it again.
func reopen(t *testing.T, c *Corpus, open Open) {
	p := &pair{t: t, r: rand.New(rand.NewPCG(3, 3)), right: NewMemory()}
	dir := t.TempDir()
	p.store = open(t, dir, p.right)
	for r := range c.Records(800, 9) {
		p.put(r)
		if p.all = append(p.all, r); len(p.all)%15 > 0 {
			continue
		}
		if err := p.store.Close(); err != nil {
			t.Fatal(err)
		}
		p.store = open(t, dir, p.right)
		p.checkIDs()
		for range 50 {
			p.check(index.Text{Text: p.text()})
		}
		if len(p.all) == 60 {
			break
		}
	}
	if err := p.store.Close(); err != nil {
		t.Fatal(err)
	}
}

// passages looks at what is marked.
func passages(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 60, 3000)
	for range p.rounds(300) {
		text := p.text()
		for _, h := range p.search(p.store, index.Text{Text: text}, index.Options{Limit: 3}).Hits {
			if len(h.Passages) == 0 && index.Fold(text) != "" {
				t.Fatalf("%q: nothing of it is shown of %s", text, h.Record.ID)
			}
			for _, passage := range h.Passages {
				checkPassage(t, h.Record, passage, text)
			}
		}
	}
}

func checkPassage(t *testing.T, r *index.Record, p index.Passage, text string) {
	t.Helper()
	whole := ""
	for block, text := range index.Searched(r) {
		if block == p.Block {
			whole = text
		}
	}
	want := index.Fold(text)
	if len(p.Marks) == 0 || p.Start < 0 || p.End > len(whole) || p.Start > p.Marks[0][0] || p.End < p.Marks[len(p.Marks)-1][1] {
		t.Fatalf("%q: passage %+v of a block of %d bytes", text, p, len(whole))
	}
	for _, m := range p.Marks {
		if got := index.Fold(whole[m[0]:m[1]]); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, want) {
			t.Fatalf("%q: marked %q", text, whole[m[0]:m[1]])
		}
	}
}

// atOnce searches while others write; each search must see a state that there was.
func atOnce(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 30, 600)
	fixed := p.all[0].ID
	want := p.search(p.store, index.Like{Min: 0}, index.Options{}).Total
	done := make(chan error, 1)
	go func() {
		defer close(done)
		n := 0
		for r := range c.Records(600, 11) {
			if n++; n > 40 {
				return
			}
			if err := p.right.Put(t.Context(), []*index.Record{r}); err != nil {
				done <- err
				return
			}
			if err := p.store.Put(t.Context(), []*index.Record{r}); err != nil {
				done <- err
				return
			}
		}
	}()
	workers := make(chan error, 3)
	for worker := range cap(workers) {
		go func() {
			r := rand.New(rand.NewPCG(uint64(worker), 5))
			last := want
			for range 60 {
				text := string([]rune("工作情况党会一的")[r.IntN(8)])
				result, err := p.store.Search(t.Context(), index.Text{Text: text}, index.Options{Limit: 5, Facets: true})
				if err == nil && len(result.Hits) > result.Total {
					err = fmt.Errorf("%d hits of %d", len(result.Hits), result.Total)
				}
				all, err2 := p.store.Search(t.Context(), index.And{}, index.Options{})
				if err == nil && err2 == nil && all.Total < last {
					err = fmt.Errorf("%d reports after %d", all.Total, last)
				}
				if err == nil {
					err = err2
				}
				if err != nil {
					workers <- err
					return
				}
				last = all.Total
			}
			workers <- nil
		}()
	}
	for range cap(workers) {
		if err := <-workers; err != nil {
			t.Error(err)
		}
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	p.checkIDs()
	if ids := p.ids(p.store, index.And{}); !slices.Contains(ids, fixed) {
		t.Errorf("%s is gone", fixed)
	}
}

// cancelled gives contexts that have ended.
func cancelled(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 20, 600)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	began := time.Now()
	if _, err := p.store.Search(ctx, index.Text{Text: "工作"}, index.Options{Limit: 10, Facets: true}); err == nil {
		t.Error("a cancelled search found something")
	}
	if err := p.store.Put(ctx, p.all); err == nil {
		t.Error("a cancelled put succeeded")
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %v", took)
	}
	p.checkIDs()
}

// noText puts reports in which nothing could be read.
func noText(t *testing.T, c *Corpus, open Open) {
	p := newPair(t, c, open, 3, 600)
	for i, r := range p.all {
		empty := *r
		report := *r.Report
		document := *r.Report.Doc
		document.Blocks, report.Sections, report.Title = nil, nil, ""
		report.Doc, empty.Report, empty.ID = &document, &report, fmt.Sprint("empty", i)
		if i == 2 {
			empty.File = ""
		}
		p.put(&empty)
	}
	p.check(index.And{})
	p.check(index.Text{Text: "报告"})
	p.check(index.Text{Text: "."})
	p.check(index.Text{Text: ""})
}
