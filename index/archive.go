package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The files of an archive beside its packs and its engine's folder.
const (
	formatFile   = "format"
	manifestFile = "manifest"
	restoreFile  = "restoring" // stands there until a restore is complete

	formatTitle   = "hegao archive "
	formatVersion = 1
)

// A Mode says what an archive is opened for.
type Mode uint8

const (
	Inspect Mode = iota // to read what is kept, beside any owner; without an engine
	Read                // to search as well; beside an owner what it has committed so far
	Write               // to own it: nobody else writes
)

// A Config says how an archive is opened.
type Config struct {
	Mode   Mode
	Engine *Engine          // nil: none, the archive alone
	Holder Holder           // what others are told of an owner
	Now    func() time.Time // nil: time.Now

	disk disk // nil: the real one
}

// Bytes that the caches hold.
const (
	textRoom   = 64 << 20
	recordRoom = 32 << 20
)

// An Archive is a folder with every report that was ever taken in. It is made for concurrent use.
type Archive struct {
	dir    string
	config Config
	lock   *lock
	shelf  *shelf
	texts  *cache[[]string]
	recent *cache[*Record]

	writing  sync.Mutex // held by whoever changes the archive; guards what follows
	manifest *manifest
	size     int64 // bytes of the manifest's file; -1: not known, it must be written anew
	last     int   // the highest number of a pack
	coder    *recordCoder
	versions map[versionKey]int
	behind   bool // the engine lacks something

	mu      sync.RWMutex // guards what follows, for moments only
	catalog *catalog
	closed  bool

	engine sync.RWMutex // held for reading by searches; guards what follows
	store  Store        // nil: none

	beside  string // the folder that store is open in, beside an owner; empty: its own
	pending int    // see Pending

	units struct { // see byUnit
		sync.Mutex
		of   *catalog
		turn int
		by   map[string][]Info
	}
}

// Open opens the archive in dir, and makes one for an owner where there is none. What a crash
// or damage left behind is put right as far as it can be; see Verify for what can't.
func Open(ctx context.Context, dir string, c Config) (*Archive, error) {
	if c.disk == nil {
		c.disk = osDisk{}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	a := &Archive{dir: dir, config: c, shelf: newShelf(dir), texts: newCache[[]string](textRoom), recent: newCache[*Record](recordRoom)}
	err := a.open(ctx)
	if err == nil {
		return a, nil
	}
	a.stopStore()
	a.shelf.close()
	if a.lock != nil {
		a.lock.release()
	}
	return nil, a.failed(err)
}

func (a *Archive) open(ctx context.Context) error {
	if err := checkFormat(a.dir, a.config.Mode == Write); err != nil {
		return err
	}
	switch a.config.Mode {
	case Read:
		return a.openReading(ctx)
	case Write:
		return a.openOwning(ctx)
	}
	_, err := a.load()
	return err
}

// openOwning opens the archive for its owner.
func (a *Archive) openOwning(ctx context.Context) error {
	err := a.config.disk.mkdir(a.dir)
	if err != nil {
		return err
	}
	if a.lock, err = takeLock(a.dir, true, a.config.Holder, lockWait); err != nil {
		return err
	}
	if err := a.prepare(); err != nil {
		return err
	}
	l, err := a.load()
	if err != nil {
		return err
	}
	if err := a.tidy(l); err != nil || a.config.Engine == nil {
		return err
	}
	return a.openStore(ctx)
}

// load reads the manifest.
func (a *Archive) load() (*loaded, error) {
	l, err := load(a.dir)
	if err == nil {
		a.manifest, a.catalog, a.last, a.size = l.manifest, l.catalog, l.last, l.size
	}
	return l, err
}

// failed makes an error of the archive one that names it. Errors that callers know already
// and those of a context stay as they are.
func (a *Archive) failed(err error) error { return failedIn(a.dir, err) }

func failedIn(dir string, err error) error {
	var path *os.PathError
	var link *os.LinkError
	var call *os.SyscallError
	if errors.As(err, &path) || errors.As(err, &link) || errors.As(err, &call) {
		if _, engine := errors.AsType[*EngineError](err); !engine && !errors.Is(err, ErrDamaged) {
			return &DiskError{dir, err}
		}
	}
	return err
}

// checkFormat reports why dir can't be opened as an archive of this program.
func checkFormat(dir string, forWriting bool) error {
	files, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		if forWriting {
			return nil
		}
		return ErrNone
	}
	if err != nil {
		return err
	}
	known, others := false, false
	for _, f := range files {
		switch name := f.Name(); {
		case name == restoreFile:
			return ErrRestore
		case name == formatFile, name == manifestFile, name == packsDir:
			known = true
		case name != lockFile && name != formatFile+tempEnding:
			others = true
		}
	}
	switch {
	case !known && forWriting && others:
		return ErrForeign
	case !known && forWriting:
		return nil
	case !known:
		return ErrNone
	}
	data, err := os.ReadFile(filepath.Join(dir, formatFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return parseFormat(string(data))
}

// Format names the format of the archives that this program makes.
func Format() string { return strconv.Itoa(formatVersion) }

// parseFormat reports whether a format is another than this program's. One that is damaged or
// lost is this one: there has been no other.
func parseFormat(data string) error {
	text, titled := strings.CutPrefix(data, formatTitle)
	text = strings.TrimSpace(text)
	if version, err := strconv.Atoi(text); titled && err == nil && version != formatVersion {
		return &VersionError{text}
	}
	return nil
}

// prepare sees to it that the parts of the archive stand.
func (a *Archive) prepare() error {
	d := a.config.disk
	if err := d.mkdir(filepath.Join(a.dir, packsDir)); err != nil {
		return err
	}
	want := fmt.Sprintf("%s%d\n", formatTitle, formatVersion)
	name := filepath.Join(a.dir, formatFile)
	if data, err := os.ReadFile(name); err == nil && string(data) == want {
		return nil
	}
	if err := replaceFile(d, name, []byte(want)); err != nil {
		return err
	}
	return d.syncDir(filepath.Dir(a.dir))
}

// Close lets go of the archive.
func (a *Archive) Close() error {
	a.writing.Lock()
	defer a.writing.Unlock()
	a.mu.Lock()
	closed := a.closed
	a.closed = true
	a.mu.Unlock()
	if closed {
		return nil
	}
	err := a.closeStore()
	a.dropSnapshot()
	a.shelf.close()
	if a.lock != nil {
		err = errors.Join(err, a.lock.release())
	}
	return err
}

// Text returns the texts of the blocks of a report. They are shared: nobody changes them.
func (a *Archive) Text(_ context.Context, id string) ([]string, error) {
	if texts, ok := a.texts.get(id); ok {
		return texts, nil
	}
	var texts []string
	err := a.read(id, func(e *entry) (err error) {
		texts, err = a.shelf.text(e)
		return err
	})
	if err != nil {
		return nil, err
	}
	size := 0
	for _, t := range texts {
		size += len(t) + 16
	}
	a.texts.put(id, texts, size)
	return texts, nil
}

// Record returns all that is kept of a report but the original.
func (a *Archive) Record(ctx context.Context, id string) (*Record, error) {
	if r, ok := a.recent.get(id); ok {
		return r, nil
	}
	texts, err := a.Text(ctx, id)
	if err != nil {
		return nil, err
	}
	var r *Record
	size := 0
	err = a.read(id, func(e *entry) error {
		s, err := a.shelf.record(e)
		if err != nil {
			return err
		}
		report, err := s.restore(texts)
		if err != nil {
			return fmt.Errorf("%w: %v", ErrDamaged, err)
		}
		r, size = &Record{e.Info, report}, 8*int(e.record.size)+int(e.text.size)
		return nil
	})
	if err != nil {
		return nil, err
	}
	a.recent.put(id, r, size)
	return r, nil
}

// Original returns the file as it was submitted.
func (a *Archive) Original(_ context.Context, id string) ([]byte, error) {
	var data []byte
	err := a.read(id, func(e *entry) (err error) {
		data, err = a.shelf.original(e)
		return err
	})
	return data, err
}

// Info returns what the manifest says of a report.
func (a *Archive) Info(id string) (Info, error) {
	e, err := a.entry(id)
	return e.Info, err
}

// List returns what the manifest says of every report, in the order in which they came in.
func (a *Archive) List() []Info {
	a.mu.RLock()
	defer a.mu.RUnlock()
	ids := a.catalog.all()
	list := make([]Info, 0, len(ids))
	for _, id := range ids {
		if e, err := a.catalog.entry(id); err == nil {
			list = append(list, e.Info)
		}
	}
	return list
}

// ids returns the IDs of all reports, in the order in which they came in.
func (a *Archive) ids() []string {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.catalog.all()
}

func (a *Archive) entry(id string) (entry, error) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	if a.closed {
		return entry{}, ErrClosed
	}
	return a.catalog.entry(id)
}

// read calls f with a report's entry, again where the report has moved to another pack
// meanwhile. An error names the report.
func (a *Archive) read(id string, f func(*entry) error) error {
	e, err := a.entry(id)
	for err == nil {
		if err = f(&e); err == nil {
			return nil
		}
		if !errors.Is(err, os.ErrNotExist) {
			break
		}
		if a.config.Mode != Write {
			a.reload() // an owner may have compacted it
		}
		moved, again := a.entry(id)
		if again == nil && moved.pack == e.pack {
			break
		}
		e, err = moved, again
	}
	return fmt.Errorf("report %.12s: %w", id, err)
}

// reload reads the manifest again, for a reader beside an owner.
func (a *Archive) reload() {
	if l, err := load(a.dir); err == nil {
		a.mu.Lock()
		a.catalog = l.catalog
		a.mu.Unlock()
	}
}
