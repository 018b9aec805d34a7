package embedded

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hegao/index"
)

// Search returns one page of what q finds. Which reports those are is known without a look at
// their texts; only the texts of the page are read, to mark what was found.
func (s *Store) Search(ctx context.Context, q index.Query, o index.Options) (*index.Result, error) {
	r := new(index.Result)
	var hits []hit
	var ids []string
	err := s.look(func(v *view, m *slotMap) error {
		f := &finder{ctx: ctx, view: v, slots: m, texts: map[string]set{}}
		found, err := f.find(q)
		if err != nil {
			return err
		}
		r.Total = found.count()
		if o.Facets {
			if r.Facets, err = v.facets(found); err != nil {
				return err
			}
		}
		hits, err = f.page(q, found, o)
		for _, h := range hits {
			ids = append(ids, v.name(h.slot))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for i, h := range hits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		record, err := s.texts.Record(ctx, ids[i])
		if errors.Is(err, index.ErrUnknown) || errors.Is(err, index.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read what was found: %w", err)
		}
		r.Hits = append(r.Hits, index.Hit{Record: record, Score: h.score, Passages: index.Passages(record, q)})
	}
	return r, ctx.Err()
}

// A finder finds the slots of the reports that a query finds.
type finder struct {
	ctx   context.Context
	view  *view
	slots *slotMap
	texts map[string]set // by folded text: where it was found
}

// find returns a set that the caller may change.
func (f *finder) find(q index.Query) (set, error) {
	if err := f.ctx.Err(); err != nil {
		return nil, err
	}
	switch q := q.(type) {
	case index.And:
		return f.all(q)
	case index.Or:
		found := newSet(f.view.size())
		for _, q := range q {
			s, err := f.find(q)
			if err != nil {
				return nil, err
			}
			found.or(s)
		}
		return found, nil
	case index.Not:
		s, err := f.find(q.Query)
		if err != nil {
			return nil, err
		}
		found := f.slots.live.clone()
		found.andNot(s)
		return found, nil
	case index.Text:
		s, err := f.text(q.Text)
		return s.clone(), err
	case index.Field:
		return f.field(q)
	case index.Metric:
		return f.metric(q)
	case index.Like:
		return f.like(q)
	}
	return nil, fmt.Errorf("embedded: query of type %T", q)
}

func (f *finder) all(queries index.And) (set, error) {
	found := f.slots.live.clone()
	for _, q := range queries {
		s, err := f.find(q)
		if err != nil {
			return nil, err
		}
		found.and(s)
	}
	return found, nil
}

// text returns the reports that hold a string. The set is shared.
func (f *finder) text(text string) (set, error) {
	text = index.Fold(text)
	if text == "" {
		return f.slots.live, nil
	}
	if found, ok := f.texts[text]; ok {
		return found, nil
	}
	found := newSet(f.view.size())
	for i, s := range f.view.segments {
		if err := f.ctx.Err(); err != nil {
			return nil, err
		}
		if err := s.Find(text, func(report int) { found.add(f.view.bases[i] + report) }); err != nil {
			return nil, err
		}
	}
	found.and(f.slots.live)
	f.texts[text] = found
	return found, nil
}

func (f *finder) field(q index.Field) (set, error) {
	found := newSet(f.view.size())
	for _, name := range q.Fields() {
		err := f.view.terms(f.ctx, string(name), "", func(value string) error {
			if !q.Matches(value) {
				return nil
			}
			return f.view.postings(f.ctx, f.slots, string(name), value, found.add)
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (f *finder) metric(q index.Metric) (set, error) {
	found := newSet(f.view.size())
	return found, f.view.terms(f.ctx, metricField, "", func(name string) error {
		if !q.Named(name) {
			return nil
		}
		return f.view.terms(f.ctx, figuresField, name+"\x00", func(term string) error {
			if !q.Holds(figureOf(term)) {
				return nil
			}
			return f.view.postings(f.ctx, f.slots, figuresField, term, found.add)
		})
	})
}

func (f *finder) like(q index.Like) (set, error) {
	counts := make([]int, f.view.size())
	for _, w := range q.Words {
		s, err := f.text(w)
		if err != nil {
			return nil, err
		}
		if index.Fold(w) != "" {
			s.each(func(slot int) { counts[slot]++ })
		}
	}
	found := newSet(f.view.size())
	f.slots.live.each(func(slot int) {
		if counts[slot] >= q.Min && f.view.name(slot) != q.Except {
			found.add(slot)
		}
	})
	return found, nil
}

// facets counts the values of the reports in found.
func (v *view) facets(found set) (map[string][]index.FacetValue, error) {
	all := map[string][]index.FacetValue{}
	for i, field := range columnFields {
		if !slices.Contains(index.Facets[:], field) {
			continue
		}
		c, err := v.columns[i]()
		if err != nil {
			return nil, err
		}
		counts := make([]int, len(c.values))
		found.each(func(slot int) {
			for _, code := range c.of(slot) {
				counts[code]++
			}
		})
		var values []index.FacetValue
		for i, n := range counts {
			if n > 0 {
				values = append(values, index.FacetValue{Value: c.values[i], Count: n})
			}
		}
		index.SortFacet(values)
		if values != nil {
			all[string(field)] = values
		}
	}
	return all, nil
}

// A hit is a report on its way to a page.
type hit struct {
	slot  int
	score float64
	rank  int32 // greater ones stand first, whatever the score
}

// page returns the hits of one page.
func (f *finder) page(q index.Query, found set, o index.Options) ([]hit, error) {
	count := found.count()
	from := min(max(o.Offset, 0), count)
	to := min(from+max(o.Limit, 0), count)
	if from == to {
		return nil, nil
	}
	scores, err := f.scores(q, found)
	if err != nil {
		return nil, err
	}
	hits := make([]hit, 0, count)
	found.each(func(slot int) { hits = append(hits, hit{slot: slot, score: float64(scores[slot])}) })
	if err := f.rank(hits, o.Sort); err != nil {
		return nil, err
	}
	top(hits, to, func(a, b hit) int {
		c := cmp.Compare(b.rank, a.rank)
		if c == 0 && o.Sort != index.ByDate && o.Sort != index.ByUnit {
			c = cmp.Compare(b.score, a.score)
		}
		if c == 0 {
			c = strings.Compare(f.view.name(a.slot), f.view.name(b.slot))
		}
		return c
	})
	return hits[from:to], nil
}

// rank sets the ranks of hits for an order that does not go by score.
func (f *finder) rank(hits []hit, order index.Sort) error {
	field := map[index.Sort]index.FieldName{index.ByDate: dateField, index.ByUnit: index.Unit}[order]
	at := slices.Index(columnFields[:], field)
	if at < 0 {
		return nil
	}
	c, err := f.view.columns[at]()
	if err != nil {
		return err
	}
	for i := range hits {
		hits[i].rank = -1
		if codes := c.of(hits[i].slot); len(codes) > 0 {
			hits[i].rank = codes[0]
		}
		if order == index.ByUnit && hits[i].rank >= 0 { // names ascend, none comes last
			hits[i].rank = int32(len(c.values)) - hits[i].rank
		}
	}
	return nil
}

// top puts the first n of all into their order at the start of all.
func top[T any](all []T, n int, compare func(a, b T) int) {
	if n*4 > len(all) || len(all) < 64 {
		slices.SortFunc(all, compare)
		return
	}
	kept := all[:n]
	slices.SortFunc(kept, compare)
	for i := n; i < len(all); i++ {
		if compare(all[i], kept[n-1]) < 0 {
			at, _ := slices.BinarySearchFunc(kept, all[i], compare)
			out := kept[n-1]
			in := all[i]
			copy(kept[at+1:], kept[at:n-1])
			kept[at], all[i] = in, out
		}
	}
}
