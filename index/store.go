package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"
)

// What the archive's folder holds for its engine.
const (
	storeDir  = "index"
	stateFile = "index.state"
	asideName = "index.new" // an engine's folder that is being built
	oldName   = "index.old" // one that was replaced
)

// What one Put is given: whichever comes first. An engine makes one commit of it, and takes a multiple of it in memory.
const (
	putReports = 256
	putText    = 4 << 20 // bytes
)

// guarded calls f, which calls the engine: a panic there is an *EngineError, and so is an error.
// Engines map their files into memory; that one is shorter than it was is a panic too.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			err = &EngineError{fmt.Errorf("%v", v)}
		}
	}()
	err = f()
	if _, already := errors.AsType[*EngineError](err); err == nil || already || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &EngineError{err}
}

// Search returns one page of what q finds. Over an engine that turns out to be damaged a reader
// becomes the owner for a moment, as when it opened the archive.
func (a *Archive) Search(ctx context.Context, q Query, o Options) (*Result, error) {
	r, err := a.search(ctx, q, o)
	if _, broken := errors.AsType[*EngineError](err); broken && a.config.Mode == Read && a.lock != nil {
		a.writing.Lock()
		defer a.writing.Unlock()
		if err := errors.Join(a.stopStore(), a.repairAsOwner(ctx), a.startSound(ctx, true)); err != nil {
			return nil, err
		}
		return a.search(ctx, q, o)
	}
	return r, err
}

func (a *Archive) search(ctx context.Context, q Query, o Options) (r *Result, err error) {
	a.engine.RLock()
	defer a.engine.RUnlock()
	if a.store == nil {
		return nil, &EngineError{ErrClosed}
	}
	err = guarded(func() (err error) {
		r, err = a.store.Search(ctx, q, o)
		return err
	})
	return r, err
}

// openStore opens the engine. Where it can't be opened, was changed from outside or holds other
// reports than the archive, it is rebuilt or given what it lacks.
func (a *Archive) openStore(ctx context.Context) error {
	state := readState(a.dir)
	whole := state == nil
	if state != nil && state.Engine == a.config.Engine.Name {
		changed, err := changedFiles(a.dir, state)
		whole = err == nil && len(changed) == 0
	}
	d := a.config.disk
	for _, name := range []string{stateFile, asideName, oldName} {
		if err := d.remove(filepath.Join(a.dir, name)); err != nil {
			return err
		}
	}
	if whole {
		err := a.startStore(ctx)
		if err == nil && (state == nil || state.Next != a.manifest.next) {
			err = a.catchUp(ctx)
		}
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
	return a.rebuild(ctx, nil)
}

// openAlone opens the archive for a reader while nobody owns it. The reader becomes the owner for
// a moment where the engine is not as an owner left it, or the manifest.
func (a *Archive) openAlone(ctx context.Context, wait time.Duration) (err error) {
	if a.lock, err = takeLock(a.dir, false, a.config.Holder, wait); err != nil {
		return err
	}
	l, err := a.load()
	if err != nil || a.config.Engine == nil {
		return err
	}
	state := readState(a.dir)
	clean := state != nil && state.Engine == a.config.Engine.Name && state.Next == a.manifest.next && untouched(a.dir, state)
	if clean && !l.repaired {
		if err := a.startSound(ctx, false); err == nil || ctx.Err() != nil {
			return err
		}
	}
	if err := a.repairAsOwner(ctx); err != nil {
		return err
	}
	return a.startSound(ctx, true)
}

// startSound opens the engine in its folder and sees whether it holds the reports of the archive:
// all of them, where thorough, or as many.
func (a *Archive) startSound(ctx context.Context, thorough bool) (err error) {
	if !exists(filepath.Join(a.dir, storeDir)) {
		return &EngineError{fs.ErrNotExist}
	}
	if err := a.startStore(ctx); err != nil {
		return err
	}
	held, err := a.held(ctx)
	if err == nil && (thorough || len(held) != len(a.catalog.lines)) {
		var missing, surplus []string
		missing, surplus, err = a.compareStore(ctx)
		if err == nil && len(missing)+len(surplus) > 0 {
			err = &EngineError{fmt.Errorf("it lacks %d reports and holds %d too many", len(missing), len(surplus))}
		}
	}
	if err != nil {
		a.stopStore()
	}
	return err
}

// repairAsOwner lets an owner put the engine right. That there can't be one now is no error.
func (a *Archive) repairAsOwner(ctx context.Context) error {
	if err := a.lock.release(); err != nil {
		return err
	}
	c := a.config
	c.Mode = Write
	if owner, err := Open(ctx, a.dir, c); err == nil {
		owner.Close() // what is left to do is done by the next one
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var err error
	if a.lock, err = takeLock(a.dir, false, a.config.Holder, lockWait); err != nil {
		return err
	}
	_, err = a.load()
	return err
}

// startStore opens the engine in its folder.
func (a *Archive) startStore(ctx context.Context) error { return a.startStoreIn(ctx, storeDir) }

func (a *Archive) startStoreIn(ctx context.Context, folder string) error {
	store, err := a.openIn(ctx, folder)
	if err != nil {
		return err
	}
	a.engine.Lock()
	defer a.engine.Unlock()
	a.store = store
	return nil
}

// openIn opens the engine in a folder of the archive.
func (a *Archive) openIn(ctx context.Context, folder string) (store Store, err error) {
	dir := filepath.Join(a.dir, folder)
	reading := a.config.Mode != Write
	if !reading {
		if err := a.config.disk.mkdir(dir); err != nil {
			return nil, err
		}
	}
	err = guarded(func() (err error) {
		store, err = a.config.Engine.Open(ctx, dir, a, reading)
		return err
	})
	return store, err
}

// stopStore closes the engine.
func (a *Archive) stopStore() error {
	a.engine.Lock()
	defer a.engine.Unlock()
	if a.store == nil {
		return nil
	}
	err := guarded(a.store.Close)
	a.store = nil
	return err
}

// closeStore closes the engine, and notes how an owner leaves it.
func (a *Archive) closeStore() error {
	if a.store == nil {
		return nil
	}
	if err := a.stopStore(); err != nil || a.config.Mode != Write || a.behind {
		return err
	}
	state := storeState{Engine: a.config.Engine.Name, Next: a.manifest.next}
	var err error
	if state.Files, err = filesIn(filepath.Join(a.dir, storeDir)); err != nil {
		return nil // the next owner compares
	}
	if data, err := json.Marshal(state); err == nil {
		replaceFile(a.config.disk, filepath.Join(a.dir, stateFile), data)
	}
	return nil
}

// put gives records to the engine, after those that it lacks.
func (a *Archive) put(ctx context.Context, records []*Record) error {
	switch {
	case a.config.Engine == nil:
		return nil
	case a.store == nil:
		return a.openStore(ctx) // it could not be opened before
	case a.behind:
		return a.catchUp(ctx)
	}
	if err := a.putAll(ctx, a.store, records); err != nil {
		a.behind = true
		return err
	}
	return nil
}

// putAll gives records to an engine in bites that its memory can bear.
func (a *Archive) putAll(ctx context.Context, to Store, records []*Record) error {
	for len(records) > 0 {
		n, size := 0, 0
		for n < len(records) && n < putReports && size < putText {
			size += textSize(records[n])
			n++
		}
		bite := records[:n]
		if err := guarded(func() error { return to.Put(ctx, bite) }); err != nil {
			return err
		}
		records = records[n:]
	}
	return nil
}

// textSize returns the bytes of a record's text.
func textSize(r *Record) int {
	size := 0
	for i := range r.Report.Doc.Blocks {
		size += len(r.Report.Doc.Blocks[i].Text)
	}
	return size
}

// compareStore returns the reports that the engine lacks, of those that can be read, and those
// that it should not hold.
func (a *Archive) compareStore(ctx context.Context) (missing, surplus []string, err error) {
	held, err := a.held(ctx)
	if err != nil {
		return nil, nil, err
	}
	has := setOf(held)
	for _, id := range a.ids() {
		if has[id] {
			delete(has, id)
		} else if _, err := a.Record(ctx, id); err == nil {
			missing = append(missing, id)
		}
	}
	for id := range has {
		surplus = append(surplus, id)
	}
	slices.Sort(surplus)
	return missing, surplus, nil
}

// held returns the reports that the engine holds.
func (a *Archive) held(ctx context.Context) (ids []string, err error) {
	err = guarded(func() (err error) {
		ids, err = a.store.IDs(ctx)
		return err
	})
	return ids, err
}

func setOf(ids []string) map[string]bool {
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// catchUp gives the engine what it lacks and takes away what it should not hold.
func (a *Archive) catchUp(ctx context.Context) error {
	a.behind = true
	missing, surplus, err := a.compareStore(ctx)
	if err != nil {
		return err
	}
	if len(surplus) > 0 {
		if err := guarded(func() error { return a.store.Delete(ctx, surplus) }); err != nil {
			return err
		}
	}
	if err := a.fillStore(ctx, a.store, missing, nil); err != nil {
		return err
	}
	a.behind = false
	return nil
}

// fillStore puts the reports given into an engine; those that are damaged are passed over.
func (a *Archive) fillStore(ctx context.Context, to Store, ids []string, progress func(done, total int)) error {
	var bite []*Record
	size := 0
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := a.Record(ctx, id)
		if err == nil {
			bite = append(bite, r)
			size += textSize(r)
		} else if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrUnknown) {
			return err
		}
		if len(bite) == putReports || size >= putText || i == len(ids)-1 {
			if err := a.putAll(ctx, to, bite); err != nil {
				return err
			}
			bite, size = nil, 0
			if progress != nil {
				progress(i+1, len(ids))
			}
		}
	}
	return nil
}
