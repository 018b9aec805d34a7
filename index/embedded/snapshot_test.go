package embedded_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync/atomic"
	"testing"

	"hegao/index"
	"hegao/index/embedded"
	"hegao/index/storetest"
)

// TestSnapshot takes snapshots of an index that is written, cleared and put together all the
// time: each opens, and is as one of the commits left it.
func TestSnapshot(t *testing.T) {
	const reports = 24
	dir, m := filepath.Join(t.TempDir(), "index"), storetest.NewMemory()
	s := open(t, dir, m)
	var all []*index.Record
	for r := range newCorpus(t).Records(300, 5) {
		if all = append(all, r); len(all) == reports {
			break
		}
	}
	put := func(round int) error {
		var next []*index.Record
		for _, r := range all {
			own := *r
			own.Unit = fmt.Sprintf("第%d局", round) // all of one commit say the same
			next = append(next, &own)
		}
		return s.Put(t.Context(), next)
	}
	if err := errors.Join(m.Put(t.Context(), all), put(0)); err != nil {
		t.Fatal(err)
	}
	var begun, over atomic.Int64
	done := make(chan error, 1)
	go func() {
		random := rand.New(rand.NewPCG(3, 3))
		for round := 1; over.Load() == 0; round++ {
			begun.Store(int64(round))
			err := put(round)
			if err == nil && random.IntN(10) == 0 {
				err = s.(*embedded.Store).Compact(t.Context())
			}
			if err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	taken, behind := 0, 0
	for ; (taken < 100 || begun.Load() < 25) && len(done) == 0 && !t.Failed(); taken++ {
		to := filepath.Join(t.TempDir(), "snapshot")
		if err := embedded.Snapshot(t.Context(), dir, to); err != nil {
			t.Fatal(err)
		}
		copied, err := embedded.Open(to, m, embedded.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		r, err := copied.Search(t.Context(), index.And{}, index.Options{Facets: true})
		if err != nil {
			t.Fatal(err)
		}
		units := r.Facets[string(index.Unit)]
		if r.Total != reports || len(units) != 1 || units[0].Count != reports {
			t.Errorf("snapshot %d: %d reports, units %v", taken, r.Total, units)
		} else if units[0].Value != fmt.Sprintf("第%d局", begun.Load()) {
			behind++
		}
		if err := copied.Close(); err != nil {
			t.Error(err)
		}
	}
	over.Store(1)
	if err := errors.Join(<-done, s.Close()); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d snapshots over %d commits, %d of them one behind", taken, begun.Load(), behind)
}
