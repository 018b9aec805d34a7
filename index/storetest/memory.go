// Package storetest tests engines: a suite that every [index.Store] must pass, and the
// simplest engine there can be, which knows nothing of indexes and is therefore right.
package storetest

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"hegao/index"
)

// Memory is an engine that keeps the records and looks into each one for each query.
type Memory struct {
	mu      sync.RWMutex
	records map[string]*held
}

// A held is a record and all that is searched in it, folded.
type held struct {
	record *index.Record
	texts  []string
}

func NewMemory() *Memory { return &Memory{records: map[string]*held{}} }

func (m *Memory) Put(ctx context.Context, records []*index.Record) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range records {
		h := &held{record: r}
		for _, text := range index.Searched(r) {
			h.texts = append(h.texts, index.Fold(text))
		}
		m.records[r.ID] = h
	}
	return ctx.Err()
}

func (m *Memory) Delete(ctx context.Context, ids []string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range ids {
		delete(m.records, id)
	}
	return ctx.Err()
}

func (m *Memory) IDs(ctx context.Context) ([]string, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return slices.Sorted(maps.Keys(m.records)), ctx.Err()
}

func (m *Memory) Close() error { return nil }

// Search ranks by how often the query's texts occur.
func (m *Memory) Search(ctx context.Context, q index.Query, o index.Options) (*index.Result, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	texts := index.Strings(q)
	result := &index.Result{}
	var all []index.Hit
	for _, h := range m.records {
		if h.finds(q) {
			all = append(all, index.Hit{Record: h.record, Score: h.score(q, texts)})
		}
	}
	slices.SortFunc(all, func(a, b index.Hit) int {
		return cmp.Or(o.Sort.Compare(a, b), strings.Compare(a.Record.ID, b.Record.ID))
	})
	result.Total = len(all)
	if o.Facets {
		result.Facets = facets(all)
	}
	from := min(o.Offset, len(all))
	result.Hits = all[from:min(len(all), from+o.Limit)]
	for i := range result.Hits {
		result.Hits[i].Passages = index.Passages(result.Hits[i].Record, q)
	}
	return result, ctx.Err()
}

func (h *held) finds(q index.Query) bool {
	switch q := q.(type) {
	case index.And:
		return !slices.ContainsFunc(q, func(q index.Query) bool { return !h.finds(q) })
	case index.Or:
		return slices.ContainsFunc(q, h.finds)
	case index.Not:
		return !h.finds(q.Query)
	case index.Text:
		return h.count(q.Text) > 0 || index.Fold(q.Text) == ""
	case index.Field:
		for _, f := range q.Fields() {
			if slices.ContainsFunc(index.Values(h.record, f), q.Matches) {
				return true
			}
		}
		return false
	case index.Metric:
		return slices.ContainsFunc(index.Figures(h.record), q.Matches)
	case index.Like:
		n := 0
		for _, w := range q.Words {
			if h.count(w) > 0 {
				n++
			}
		}
		return n >= q.Min && h.record.ID != q.Except
	}
	return false
}

// count returns how often a text stands in the record.
func (h *held) count(text string) int {
	n := 0
	if want := index.Fold(text); want != "" {
		for _, t := range h.texts {
			n += strings.Count(t, want)
		}
	}
	return n
}

func (h *held) score(q index.Query, texts []string) float64 {
	score := 0.0
	for _, t := range texts {
		score += float64(h.count(t))
	}
	if like, ok := index.LikeIn(q); ok && like.Unit != "" && like.Unit == h.record.Unit {
		score += 1e6
	}
	return score
}

func facets(hits []index.Hit) map[string][]index.FacetValue {
	all := map[string][]index.FacetValue{}
	for _, field := range index.Facets {
		counts := map[string]int{}
		for _, h := range hits {
			for _, v := range index.Values(h.Record, field) {
				counts[v]++
			}
		}
		for v, n := range counts {
			all[string(field)] = append(all[string(field)], index.FacetValue{Value: v, Count: n})
		}
		index.SortFacet(all[string(field)])
	}
	return all
}

// Text returns the texts of a record's blocks.
func (m *Memory) Text(ctx context.Context, id string) ([]string, error) {
	r, err := m.Record(ctx, id)
	if err != nil {
		return nil, err
	}
	var texts []string
	for i := range r.Report.Doc.Blocks {
		texts = append(texts, r.Report.Doc.Blocks[i].Text)
	}
	return texts, nil
}

// Record returns a record: Memory is the archive too that an engine under test stands on.
func (m *Memory) Record(ctx context.Context, id string) (*index.Record, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if h := m.records[id]; h != nil {
		return h.record, ctx.Err()
	}
	return nil, index.ErrUnknown
}
