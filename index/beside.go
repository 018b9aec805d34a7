package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// snapshotName is what the folders begin with in which readers open the engine beside an owner.
const snapshotName = "index.read-"

// openReading opens the archive for a reader: alone, or beside an owner, who may be just ending.
func (a *Archive) openReading(ctx context.Context) (err error) {
	for _, wait := range []time.Duration{0, lockWait} {
		err = a.openAlone(ctx, wait)
		if _, held := errors.AsType[*HeldError](err); !held {
			return err
		}
		if a.openBeside(ctx) == nil {
			return nil
		}
	}
	return err
}

// openBeside opens the engine as its owner committed it last. The manifest is read behind it: all
// that is found stands in there.
func (a *Archive) openBeside(ctx context.Context) (err error) {
	engine := a.config.Engine
	if engine == nil || engine.Snapshot == nil {
		return errors.ErrUnsupported
	}
	if a.beside, err = os.MkdirTemp(a.dir, snapshotName+"*"); err != nil {
		return err
	}
	defer a.dropSnapshot() // what is open stays open, and goes when a reader is killed
	err = guarded(func() error { return engine.Snapshot(ctx, filepath.Join(a.dir, storeDir), a.beside) })
	if err == nil {
		_, err = a.load()
	}
	if err == nil {
		err = a.startStoreIn(ctx, filepath.Base(a.beside))
	}
	if err != nil {
		return err
	}
	held, err := a.held(ctx)
	if err != nil {
		return errors.Join(err, a.stopStore())
	}
	has := setOf(held)
	for _, id := range a.ids() {
		if !has[id] {
			a.pending++
		}
	}
	return nil
}

// Pending returns how many reports had come in when the archive was opened and can't be found
// yet, because another process was at work on them.
func (a *Archive) Pending() int { return a.pending }

// dropSnapshot removes the folder in which the engine is open beside an owner. Where a system
// keeps open files from being removed, it stays until the archive is closed.
func (a *Archive) dropSnapshot() {
	if a.beside != "" && os.RemoveAll(a.beside) == nil {
		a.beside = ""
	}
}

// removeSnapshots removes what readers who were killed left behind: it may hold what was deleted.
// Folders of readers at work, which can't be removed on some systems, go with them.
func (a *Archive) removeSnapshots() error {
	files, err := os.ReadDir(a.dir)
	for _, f := range files {
		if strings.HasPrefix(f.Name(), snapshotName) {
			a.config.disk.remove(filepath.Join(a.dir, f.Name()))
		}
	}
	return err
}
