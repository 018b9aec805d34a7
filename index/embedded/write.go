package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	bleve "github.com/blevesearch/bleve_index_api"

	wordcut "hegao/analyze/segment"
	"hegao/index"
	"hegao/index/embedded/internal/pairs"
)

// Put adds records, or replaces those of the same ID. Memory grows with what it is given:
// a megabyte of text at a time is a good measure.
func (s *Store) Put(ctx context.Context, records []*index.Record) (err error) {
	defer guard(&err)
	records = lastOfEach(records)
	if len(records) == 0 || ctx.Err() != nil {
		return ctx.Err()
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	texts := make([][]string, len(records))
	for i, r := range records {
		for _, text := range index.Searched(r) {
			texts[i] = append(texts[i], index.Fold(text))
		}
	}
	words := wordcut.New(func(yield func(string) bool) {
		for _, all := range texts {
			for _, text := range all {
				if !yield(text) {
					return
				}
			}
		}
	})
	next := s.list
	batch := bleve.NewBatch()
	var w pairs.Writer
	for i, r := range records {
		w.Add(next.Serial, r.ID, texts[i], countWords(r, texts[i], words))
		batch.Update(newDocument(r, next.Serial))
		next.Serial++
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	name := next.newFile()
	if err := w.WriteFile(filepath.Join(s.dir, name)); err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return s.commit(next, name, batch)
}

// lastOfEach returns records, of those with one ID the last.
func lastOfEach(records []*index.Record) []*index.Record {
	at := make(map[string]int, len(records))
	for i, r := range records {
		at[r.ID] = i
	}
	if len(at) == len(records) {
		return records
	}
	var kept []*index.Record
	for i, r := range records {
		if at[r.ID] == i {
			kept = append(kept, r)
		}
	}
	return kept
}

// Delete removes records.
func (s *Store) Delete(ctx context.Context, ids []string) (err error) {
	defer guard(&err)
	if len(ids) == 0 || ctx.Err() != nil {
		return ctx.Err()
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	batch := bleve.NewBatch()
	for _, id := range ids {
		batch.Delete(id)
	}
	return s.commit(s.list, "", batch)
}

// newFile returns the name of a new file.
func (l *list) newFile() string {
	name := fmt.Sprintf("%012d%s", l.File, pairsEnding)
	l.File++
	return name
}

// commit makes batch and the list, to which the file added belongs, take effect together.
// Files that have become many small ones are put together on the way. It is called by whoever
// holds s.writing.
func (s *Store) commit(next list, added string, batch *bleve.Batch) error {
	if s.broken != nil {
		return s.broken
	}
	old, err := s.current()
	if err != nil {
		return err
	}
	defer old.release()
	files := slices.Clone(old.segments)
	for _, f := range files {
		f.retain()
	}
	var fresh, gone []*segment
	if added != "" {
		f, err := openSegment(filepath.Join(s.dir, added))
		if err != nil {
			discard(files, nil)
			return damaged(err)
		}
		fresh, files = append(fresh, f), append(files, f)
	}
	if from := mergeFrom(files); from >= 0 {
		merged, err := s.merge(&next, old, files[from:])
		if err != nil {
			discard(files, fresh)
			return damaged(err)
		}
		gone = slices.Clone(files[from:])
		files = append(files[:from], merged)
	}
	err = s.publish(next, files, batch)
	if err == nil {
		discard(gone, gone)
	} else { // the list on the disk may be the old one
		discard(gone, nil)
	}
	return err
}

// discard lets go of files, and removes those that are useless.
func discard(files, useless []*segment) {
	for _, f := range useless {
		f.replaced.Store(true)
	}
	for _, f := range files {
		f.release()
	}
}

// publish commits the list of files with batch, and shows the outcome to searches; it takes
// files over. Where it fails, some of it may yet take effect: what searches see is what bleve
// made of it.
func (s *Store) publish(next list, files []*segment, batch *bleve.Batch) error {
	next.Files = nil
	for _, f := range files {
		next.Files = append(next.Files, filepath.Base(f.name))
	}
	data, err := json.Marshal(next)
	if err == nil {
		err = syncDir(s.dir)
	}
	if err == nil {
		batch.SetInternal(listKey, data)
		err = s.run(batch)
	}
	if s.broken != nil {
		discard(files, nil)
		return s.broken
	}
	reader, readErr := s.engine.Reader()
	if err = errors.Join(err, readErr); readErr != nil {
		discard(files, nil)
		return fmt.Errorf("write index: %w", err)
	}
	s.list = next
	v := newView(reader, files)
	s.mu.Lock()
	old := s.view
	s.view = v
	s.mu.Unlock()
	old.release()
	if err != nil {
		return fmt.Errorf("write index: %w", damaged(err))
	}
	return nil
}

// patience is how long a batch may take after something went wrong behind it.
const patience = 2 * time.Second

// run commits a batch. Over damaged files bleve's own goroutines may panic, and end without a
// word to whoever waits for them: that shows only in how many errors it has counted.
func (s *Store) run(batch *bleve.Batch) error {
	errorsBefore := s.errorCount()
	done := make(chan error, 1)
	go func() {
		var err error
		defer func() { done <- err }()
		defer guard(&err)
		err = s.engine.Batch(batch)
	}()
	tick := time.NewTicker(patience)
	defer tick.Stop()
	for wrong := false; ; {
		select {
		case err := <-done:
			return err
		case <-tick.C:
			if wrong {
				s.broken = fmt.Errorf("%w: it does not answer", ErrDamaged)
				return s.broken
			}
			wrong = s.errorCount() > errorsBefore
		}
	}
}

func (s *Store) errorCount() uint64 {
	n, _ := s.engine.StatsMap()["errors"].(uint64)
	return n
}

// fanIn is how many files of about the same size are put together.
const fanIn = 6

// mergeFrom returns the first of the last files that are to be put together; -1: none. Each
// is at least a sixth of what is put to it, so that a character is copied as often as the
// number of reports has digits.
func mergeFrom(files []*segment) int {
	tier := func(f *segment) int { return bits.Len64(f.Places()) / 3 }
	from, n, highest := len(files), 0, 0
	for i := len(files) - 1; i >= 0; i-- {
		if t := tier(files[i]); t > highest {
			if n >= fanIn {
				from = i + 1
			}
			highest, n = t, 0
		}
		n++
	}
	if n >= fanIn {
		from = 0
	}
	if from == len(files) {
		return -1
	}
	return from
}

// merge puts files together, without what is dead in old.
func (s *Store) merge(next *list, old *view, files []*segment) (*segment, error) {
	m, err := old.slots()
	if err != nil {
		return nil, err
	}
	dead := map[uint64]bool{}
	for i, f := range old.segments {
		for n, serial := range f.Serials() {
			if !m.live.has(old.bases[i] + n) {
				dead[serial] = true
			}
		}
	}
	segments := make([]*pairs.Segment, len(files))
	for i, f := range files {
		segments[i] = f.Segment
	}
	name := filepath.Join(s.dir, next.newFile())
	if err := pairs.Merge(name, segments, func(serial uint64) bool { return !dead[serial] }); err != nil {
		return nil, damaged(err)
	}
	return openSegment(name)
}

// marker is a document that is no report.
const marker = "-"

// Compact puts all files together. Nothing of what was deleted is left in the folder.
func (s *Store) Compact(ctx context.Context) (err error) {
	defer guard(&err)
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := s.unite(ctx); err != nil {
		return err
	}
	return s.clear(ctx)
}

// unite leaves one file of pairs, and one of bleve's that holds what is not deleted.
func (s *Store) unite(ctx context.Context) error {
	v, err := s.current()
	if err != nil {
		return err
	}
	defer v.release()
	if s.broken != nil {
		return s.broken
	}
	next := s.list
	if len(v.segments) > 0 {
		merged, err := s.merge(&next, v, v.segments)
		if err != nil {
			return err
		}
		batch := bleve.NewBatch() // bleve leaves a segment alone that is the only one
		batch.Update(&document{id: marker, fields: []*field{{name: "_id", value: []byte(marker), options: bleve.IndexField | bleve.StoreField}}})
		if err := s.publish(next, []*segment{merged}, batch); err != nil {
			return err
		}
		for _, f := range v.segments {
			f.replaced.Store(true)
		}
	}
	if err := s.engine.ForceMerge(ctx, &mergeplan.SingleSegmentMergePlanOptions); err != nil {
		return fmt.Errorf("compact index: %w", err)
	}
	return s.unmark()
}

// unmark commits that there is no marker.
func (s *Store) unmark() error {
	batch := bleve.NewBatch()
	batch.Delete(marker)
	return s.commit(s.list, "", batch)
}

const (
	clearTime = 20 * time.Second
	clearWait = 10 * time.Millisecond
)

// clear waits until bleve has removed the files that it does not need any more, which it
// does in its own time, behind a commit.
func (s *Store) clear(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, clearTime)
	defer cancel()
	for try := 1; ; try++ {
		left, err := s.surplus()
		if left == 0 || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("compact index: %d old files stay: %w", left, ctx.Err())
		case <-time.After(clearWait):
		}
		if try%10 == 0 {
			if err := s.unmark(); err != nil {
				return err
			}
		}
	}
}

// surplus counts the files of bleve that it does not need, or does not know yet not to need.
func (s *Store) surplus() (int, error) {
	files, err := os.ReadDir(filepath.Join(s.dir, bleveDir))
	if err != nil {
		return 0, err
	}
	stats := s.engine.StatsMap()
	needed, _ := stats["num_root_filesegments"].(uint64)
	fresh, _ := stats["num_root_memorysegments"].(uint64)
	left := int(fresh) - int(needed)
	for _, f := range files {
		if filepath.Ext(f.Name()) == ".zap" {
			left++
		}
	}
	return max(left, 0), nil
}

// syncDir makes the names in a folder safe from a power cut.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" { // folders can't be synced there, and need not be
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
