package index

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
)

// Reindex builds the engine anew from the archive. Searches go on in the old one meanwhile;
// progress may be nil. That lines of the manifest were lost is forgotten: whoever calls this
// has been told.
func (a *Archive) Reindex(ctx context.Context, progress func(done, total int)) error {
	a.writing.Lock()
	defer a.writing.Unlock()
	if err := a.mayWrite(); err != nil {
		return err
	}
	if known := slices.DeleteFunc(slices.Clone(a.manifest.lines), isLoss); len(known) < len(a.manifest.lines) {
		a.manifest.lines = known
		if err := a.rewriteManifest(); err != nil {
			return a.failed(err)
		}
	}
	return a.failed(a.rebuild(ctx, progress))
}

// rebuild builds the engine in a folder beside its own, which it then replaces.
func (a *Archive) rebuild(ctx context.Context, progress func(done, total int)) error {
	d := a.config.disk
	aside := filepath.Join(a.dir, asideName)
	for _, name := range []string{aside, filepath.Join(a.dir, oldName)} {
		if err := d.remove(name); err != nil {
			return err
		}
	}
	fresh, err := a.openIn(ctx, asideName)
	if err != nil {
		return err
	}
	err = a.fillStore(ctx, fresh, a.ids(), progress)
	if closing := guarded(fresh.Close); err == nil {
		err = closing
	}
	if err != nil {
		d.remove(aside)
		return err
	}
	return a.swap(ctx)
}

// swap puts the engine that was built in the place of the one at work. Where it can't, that one
// goes on.
func (a *Archive) swap(ctx context.Context) (err error) {
	d := a.config.disk
	dir, aside, old := filepath.Join(a.dir, storeDir), filepath.Join(a.dir, asideName), filepath.Join(a.dir, oldName)
	a.engine.Lock()
	defer a.engine.Unlock()
	a.behind = true
	if a.store != nil {
		guarded(a.store.Close) // whatever state it is in
		a.store = nil
	}
	had := exists(dir)
	if had {
		err = d.rename(dir, old)
	}
	if err == nil {
		if err = d.rename(aside, dir); err != nil && had {
			d.rename(old, dir)
		}
	}
	store, opening := a.openIn(ctx, storeDir)
	if opening == nil {
		a.store = store
	}
	if err = errors.Join(err, opening); err != nil {
		return err
	}
	a.behind = false
	return d.remove(old)
}
