package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// A Trouble is what is wrong with an archive.
type Trouble uint8

const (
	ManifestLine  Trouble = iota // a line of the manifest can't be read or stands in the wrong place
	ManifestLost                 // lines of the manifest are gone, and no pack gives them back: Count
	PackMissing                  // a pack is gone with all that is in it
	PackDirectory                // a pack's own directory can't be read; the manifest has what it says
	PackUnknown                  // a pack that the manifest does not name and that can't tell what is in it
	ReportLost                   // all that was kept of a report is damaged or gone
	OriginalLost                 // a report's original is
	TextLost                     // its text
	RecordLost                   // what was found in it
	EngineBroken                 // the engine can't be opened or does not answer
	EngineLacks                  // the engine does not find a report
	EngineSurplus                // the engine finds a report that is not in the archive
	EngineChanged                // a file of the engine was changed from outside
)

// A Problem is one thing that is wrong with an archive.
type Problem struct {
	Trouble Trouble
	Report  Info   // the report that it is about; its zero value: none
	Path    string // the file below the archive's folder
	Line    int    // of the manifest, 1-based
	Count   int
	Err     error
}

// Lost reports whether p is a loss in the archive itself; what is wrong with the engine or the
// manifest alone can be made good from the rest.
func (p Problem) Lost() bool {
	switch p.Trouble {
	case ManifestLost, PackMissing, PackUnknown, ReportLost, OriginalLost, TextLost, RecordLost:
		return true
	}
	return false
}

// Verified is what Verify looked at.
type Verified struct {
	Reports   int
	Packs     int
	Bytes     int64 // of the packs
	Unchecked error // what kept the engine from being looked at: a *HeldError or a permission; nil: it was, or there is none
}

// Verify compares everything in the archive in dir with its checksums, and the engine of
// c with the archive. It changes nothing. Each problem is told to found, one call at a time;
// progress may be nil.
func Verify(ctx context.Context, dir string, c Config, found func(Problem), progress func(done, total int)) (Verified, error) {
	engine := c.Engine
	c.Mode, c.Engine = Inspect, nil
	a, err := Open(ctx, dir, c)
	if err != nil {
		return Verified{}, err
	}
	defer a.Close()
	l, err := load(dir)
	if err != nil {
		return Verified{}, a.failed(err)
	}
	v := Verified{}
	l.problems(found)
	if v.Packs, v.Bytes, err = a.verifyPacks(l, found); err != nil {
		return v, a.failed(err)
	}
	ids := a.ids()
	v.Reports = len(ids)
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return v, err
		}
		a.verifyReport(id, found)
		if progress != nil {
			progress(i+1, len(ids))
		}
	}
	if engine == nil {
		return v, nil
	}
	c.Engine, c.Mode = engine, Read
	err = verifyEngine(ctx, a, c, found)
	if _, held := errors.AsType[*HeldError](err); held || errors.Is(err, os.ErrPermission) {
		v.Unchecked, err = err, nil
	}
	return v, a.failed(err)
}

// problems tells what is wrong with the manifest.
func (l *loaded) problems(found func(Problem)) {
	for _, line := range slices.Sorted(slices.Values(slices.Concat(l.manifest.damaged, l.manifest.moved))) {
		found(Problem{Trouble: ManifestLine, Path: manifestFile, Line: line})
	}
	if l.catalog.lost > 0 {
		found(Problem{Trouble: ManifestLost, Path: manifestFile, Count: l.catalog.lost})
	}
}

// verifyPacks looks at every pack's own directory.
func (a *Archive) verifyPacks(l *loaded, found func(Problem)) (packs int, bytes int64, err error) {
	reports := map[int]int{}
	for _, f := range l.catalog.lines {
		h, _ := headOf(f.line)
		reports[h.pack]++
	}
	for _, n := range l.missing {
		if reports[n] == 0 { // all that was in it has been handed in again, or is deleted
			continue
		}
		found(Problem{Trouble: PackMissing, Path: relPack(n), Count: reports[n]})
	}
	there, err := packsIn(a.dir)
	if err != nil {
		return 0, 0, err
	}
	for _, n := range there {
		info, err := os.Stat(packName(a.dir, n))
		if err != nil || slices.Contains(l.leftover, n) {
			continue
		}
		packs, bytes = packs+1, bytes+info.Size()
		if _, err := directoryOf(packName(a.dir, n)); err == nil {
			continue
		} else if !l.catalog.packs[n] {
			found(Problem{Trouble: PackUnknown, Path: relPack(n), Err: err})
		} else if reports[n] > 0 {
			found(Problem{Trouble: PackDirectory, Path: relPack(n), Err: err})
		}
	}
	return packs, bytes, nil
}

func relPack(n int) string { return filepath.ToSlash(packName("", n)) }

// verifyReport reads all that is kept of a report.
func (a *Archive) verifyReport(id string, found func(Problem)) {
	e, err := a.entry(id)
	if err != nil {
		found(Problem{Trouble: RecordLost, Report: Info{ID: id}, Path: manifestFile, Err: err})
		return
	}
	tell := func(t Trouble, err error) {
		if err != nil {
			found(Problem{Trouble: t, Report: e.Info, Path: relPack(e.pack), Err: err})
		}
	}
	_, originalErr := a.shelf.original(&e)
	texts, textErr := a.shelf.text(&e)
	r, recordErr := a.shelf.record(&e)
	if recordErr == nil && textErr == nil {
		_, recordErr = r.restore(texts)
	}
	if originalErr != nil && textErr != nil && recordErr != nil {
		tell(ReportLost, originalErr)
		return
	}
	tell(OriginalLost, originalErr)
	tell(TextLost, textErr)
	tell(RecordLost, recordErr)
}

// verifyEngine compares the engine with the archive, and its files with what they were left as.
func verifyEngine(ctx context.Context, a *Archive, c Config, found func(Problem)) error {
	l, err := takeLock(a.dir, false, c.Holder, lockWait)
	if err != nil {
		return err
	}
	defer l.release()
	if len(a.ids()) == 0 && !exists(filepath.Join(a.dir, storeDir)) {
		return nil
	}
	if s := readState(a.dir); s != nil {
		changed, err := changedFiles(a.dir, s)
		if err != nil {
			return err
		}
		for _, name := range changed {
			found(Problem{Trouble: EngineChanged, Path: storeDir + "/" + name})
		}
		if len(changed) > 0 { // the next owner builds it anew
			return nil
		}
	}
	a.config.Mode, a.config.Engine = Read, c.Engine
	broken := func(err error) { found(Problem{Trouble: EngineBroken, Path: storeDir, Err: err}) }
	if !exists(filepath.Join(a.dir, storeDir)) {
		broken(fmt.Errorf("engine: %w", os.ErrNotExist))
		return nil
	}
	if err := a.startStore(ctx); errors.Is(err, os.ErrPermission) {
		return err
	} else if err != nil {
		broken(err)
		return ctx.Err()
	}
	defer a.stopStore()
	missing, surplus, err := a.compareStore(ctx)
	if err != nil {
		broken(err)
		return ctx.Err()
	}
	for _, id := range missing {
		info, _ := a.Info(id)
		found(Problem{Trouble: EngineLacks, Report: info, Path: storeDir})
	}
	for _, id := range surplus {
		found(Problem{Trouble: EngineSurplus, Report: Info{ID: id}, Path: storeDir})
	}
	return nil
}
