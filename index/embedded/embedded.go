// Package embedded is the engine inside the program: it finds reports by any string, by
// words, and by what is known of them, from one folder.
//
// Two kinds of files share the work. Where each string stands, and what each word counts for,
// is kept by hegao's own files (package pairs): they tell which reports hold a string, exactly
// and without a look at any text, and how to rank them. The values of fields are kept by bleve.
// Bleve is also what says which reports are there, and which files of the other kind count:
// their list changes in the same step as its documents, so that after a crash either all of a
// Put is there or nothing.
//
// A report is known by its serial: a number that each Put gives it anew. What bleve does not
// name a serial of is dead, and goes when files are put together.
package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"

	"hegao/index"
)

// What callers decide by.
var (
	ErrDamaged = errors.New("embedded: the index is damaged") // throw it away and build it anew
	ErrHeld    = errors.New("embedded: another process holds the index")
)

// Version is the format of the folder. An index of another one is taken for damaged.
const Version = 2

// Options says how an index is opened.
type Options struct {
	ReadOnly bool // nothing is written; others may read at the same time
}

// A Store is an [index.Store] in a folder. Close it when nothing uses it any more.
type Store struct {
	dir      string
	readOnly bool
	texts    index.Texts
	engine   *scorch.Scorch
	queue    *bleve.AnalysisQueue

	writing sync.Mutex
	list    list  // what is committed
	broken  error // bleve is stuck: nothing more can be written

	mu   sync.RWMutex
	view *view // nil: closed
}

// A list is what bleve keeps for us beside its documents.
type list struct {
	Version int      `json:"version"`
	Serial  uint64   `json:"serial"` // the next one
	File    uint64   `json:"file"`   // the number of the next file
	Files   []string `json:"files"`  // of pairs, in the order of their serials
}

var listKey = []byte("hegao")

const (
	bleveDir    = "bleve"
	pairsEnding = ".pairs"

	// holdTimeout is how long to wait for another process to let go: less than a person
	// takes for hanging.
	holdTimeout = "1s"
)

// Open opens the index in dir, which is made where it does not exist. What stands in it is
// found by texts, which must stay good until Close.
func Open(dir string, texts index.Texts, o Options) (store *Store, err error) {
	defer func() {
		if v := recover(); v != nil { // bleve, over damaged files
			store, err = nil, fmt.Errorf("%w: %v", ErrDamaged, v)
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	path := filepath.Join(dir, bleveDir)
	if _, err := os.Stat(path); err != nil {
		if o.ReadOnly || !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("open index: %w", err)
		}
		if err := os.MkdirAll(path, 0o700); err != nil {
			return nil, fmt.Errorf("open index: %w", err)
		}
	}
	if err := checkRoot(dir); err != nil {
		return nil, err
	}
	s := &Store{dir: dir, readOnly: o.ReadOnly, texts: texts, queue: bleve.NewAnalysisQueue(1)}
	engine, err := scorch.NewScorch(scorch.Name, map[string]any{
		"path": path, "read_only": o.ReadOnly, "bolt_timeout": holdTimeout,
	}, s.queue)
	if err == nil {
		s.engine = engine.(*scorch.Scorch)
		err = s.engine.Open()
	}
	if err != nil {
		s.queue.Close()
		return nil, openError(err)
	}
	if err := s.start(); err != nil {
		s.engine.Close()
		s.queue.Close()
		return nil, err
	}
	return s, nil
}

// openError tells a held index from a damaged one and from a disk that fails.
func openError(err error) error {
	var path *os.PathError
	switch {
	case strings.Contains(err.Error(), "timeout"): // bolt's error, which is not exported for comparison
		return ErrHeld
	case errors.As(err, &path):
		return fmt.Errorf("open index: %w", err)
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// start reads the list, opens the files on it and removes those that are not.
func (s *Store) start() error {
	reader, err := s.engine.Reader()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	s.list = list{Version: Version, Serial: 1, File: 1}
	data, err := reader.GetInternal(listKey)
	if err == nil && data != nil {
		err = json.Unmarshal(data, &s.list)
	}
	count, countErr := reader.DocCount()
	switch {
	case errors.Join(err, countErr) != nil:
	case s.list.Version != Version:
		err = fmt.Errorf("format %d, want %d", s.list.Version, Version)
	case data == nil && (count > 0 || len(s.pairFiles()) > 0): // bleve starts anew over what it can't read
		err = errors.New("no list of files")
	}
	if err = errors.Join(err, countErr); err != nil {
		reader.Close()
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	files := make([]*segment, 0, len(s.list.Files))
	for _, name := range s.list.Files {
		f, err := openSegment(filepath.Join(s.dir, filepath.Base(name)))
		if err != nil {
			for _, f := range files {
				f.release()
			}
			reader.Close()
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		files = append(files, f)
	}
	s.view = newView(reader, files)
	if s.readOnly {
		return nil
	}
	s.removeStrays()
	if err := os.Remove(filepath.Join(s.dir, rootSumFile)); !os.IsNotExist(err) {
		return err
	}
	return nil
}

// removeStrays removes files that a crash left behind.
func (s *Store) removeStrays() {
	listed := map[string]bool{}
	for _, name := range s.list.Files {
		listed[name] = true
	}
	for _, name := range s.pairFiles() {
		if !listed[filepath.Base(name)] {
			os.Remove(name)
		}
	}
}

// pairFiles returns the files of pairs in the folder.
func (s *Store) pairFiles() []string {
	entries, _ := os.ReadDir(s.dir)
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), pairsEnding) {
			names = append(names, filepath.Join(s.dir, e.Name()))
		}
	}
	return names
}

// Close closes the index.
func (s *Store) Close() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	v := s.view
	s.view = nil
	s.mu.Unlock()
	if v == nil {
		return nil
	}
	v.release()
	err := s.engine.Close()
	s.queue.Close()
	if err == nil && !s.readOnly && s.broken == nil {
		err = writeRootSum(s.dir)
	}
	return err
}

// errClosed says that an index was used after Close.
var errClosed = errors.New("embedded: the index is closed")

// current returns the newest view; it must be released.
func (s *Store) current() (*view, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.view == nil {
		return nil, errClosed
	}
	s.view.retain()
	return s.view, nil
}

// look calls f with the newest view and its slots.
func (s *Store) look(f func(*view, *slotMap) error) (err error) {
	v, err := s.current()
	if err != nil {
		return err
	}
	defer v.release()
	defer guard(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	m, err := v.slots()
	if err == nil {
		err = f(v, m)
	}
	return damaged(err)
}

// IDs returns the reports that it holds.
func (s *Store) IDs(ctx context.Context) (ids []string, err error) {
	err = s.look(func(v *view, m *slotMap) error {
		ids = make([]string, 0, m.live.count())
		m.live.each(func(slot int) { ids = append(ids, v.name(slot)) })
		return ctx.Err()
	})
	return ids, err
}

// guard turns a panic of bleve, over damaged files, into an error.
func guard(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%w: %v", ErrDamaged, v)
	}
}

// damaged marks errors as such that neither the disk nor whoever asked is to blame for.
func damaged(err error) error {
	_, path := errors.AsType[*fs.PathError](err)
	_, system := errors.AsType[syscall.Errno](err)
	if err == nil || path || system || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errClosed) || errors.Is(err, ErrDamaged) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// Engine returns this engine, for an archive.
func Engine() *index.Engine {
	return &index.Engine{
		Name: fmt.Sprintf("embedded %d", Version),
		Open: func(_ context.Context, dir string, t index.Texts, readOnly bool) (index.Store, error) {
			return Open(dir, t, Options{ReadOnly: readOnly})
		},
		Snapshot: Snapshot,
	}
}
