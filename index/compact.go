package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// A compacter is a Store that can clear its files of what was deleted.
type compacter interface {
	Compact(ctx context.Context) error
}

// Delete takes reports out; IDs that the archive does not hold are passed over. From then on
// nobody finds them. Their bytes are gone after Compact.
func (a *Archive) Delete(ctx context.Context, ids []string) error {
	a.writing.Lock()
	defer a.writing.Unlock()
	if err := a.mayWrite(); err != nil {
		return err
	}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		_, err := a.entry(id)
		return errors.Is(err, ErrUnknown)
	})
	if len(ids) == 0 {
		return nil
	}
	pack, err := a.newPack()
	if err != nil {
		return a.failed(err)
	}
	for _, id := range ids {
		pack.remove(id)
	}
	lines, err := pack.finish()
	if err == nil {
		err = a.commit(lines)
	}
	if err != nil {
		return a.failed(err)
	}
	for _, id := range ids {
		a.texts.remove(id)
		a.recent.remove(id)
	}
	a.versions = nil
	if a.store == nil {
		return nil
	}
	err = guarded(func() error { return a.store.Delete(ctx, ids) })
	a.behind = a.behind || err != nil
	return err
}

// smallPack is below how many bytes a pack is put together with others of its kind, once
// there are mostSmall of them.
const (
	smallPack = 1 << 20
	mostSmall = 64
)

// Compact writes the packs that hold something deleted anew, without it, and clears the
// engine: afterwards no trace of a deleted report is left in the folder.
func (a *Archive) Compact(ctx context.Context) error {
	a.writing.Lock()
	defer a.writing.Unlock()
	if err := a.mayWrite(); err != nil {
		return err
	}
	old, kept := a.worn()
	if len(old) > 0 {
		if err := a.replacePacks(ctx, old, kept); err != nil {
			return a.failed(err)
		}
	}
	if a.config.Engine == nil {
		return nil
	}
	defer a.removeSnapshots()
	if c, ok := a.store.(compacter); ok && !a.behind {
		return guarded(func() error { return c.Compact(ctx) })
	}
	return a.failed(a.rebuild(ctx, nil))
}

// worn returns the packs that are to be written anew, and the lines of the others.
func (a *Archive) worn() (old []int, kept []string) {
	there, _ := packsIn(a.dir)
	wear := map[int]bool{}
	var small []int
	for _, n := range there {
		wear[n] = true // until a live report is found in it
	}
	for _, line := range a.manifest.lines {
		if h, _ := headOf(line); h.kind == lineAdded && a.catalog.lines[h.id].line == line {
			delete(wear, h.pack)
		}
	}
	for _, line := range a.manifest.lines {
		if h, _ := headOf(line); h.kind == lineDeleted || h.kind == lineAdded && a.catalog.lines[h.id].line != line {
			wear[h.pack] = true
		}
	}
	for _, n := range there {
		if info, err := os.Stat(packName(a.dir, n)); err == nil && info.Size() < smallPack && !wear[n] {
			small = append(small, n)
		}
	}
	if len(small) >= mostSmall {
		for _, n := range small {
			wear[n] = true
		}
	}
	for _, n := range there {
		if wear[n] {
			old = append(old, n)
		}
	}
	for _, line := range a.manifest.lines {
		if h, _ := headOf(line); !wear[h.pack] {
			kept = append(kept, line)
		}
	}
	return old, kept
}

// replacePacks writes what lives in the packs old into new ones, then the manifest with the
// lines kept and theirs, and only then removes the old.
func (a *Archive) replacePacks(ctx context.Context, old []int, kept []string) error {
	first := a.last + 1
	lines, err := a.copyLive(ctx, old)
	if err != nil {
		for n := first; n <= a.last; n++ {
			a.config.disk.remove(packName(a.dir, n))
		}
		return err
	}
	before := *a.manifest
	a.manifest.lines = merge(kept, lines)
	a.manifest.base = a.last + 1
	if err := a.rewriteManifest(); err != nil {
		*a.manifest = before
		return err
	}
	fresh := newCatalog(a.manifest.lines)
	a.mu.Lock()
	a.catalog = fresh
	a.mu.Unlock()
	a.shelf.close(old...)
	for _, n := range old {
		if err := a.config.disk.remove(packName(a.dir, n)); err != nil {
			return err
		}
	}
	return a.config.disk.syncDir(filepath.Join(a.dir, packsDir))
}

// copyLive copies the live reports of the packs old into new ones and returns their lines.
func (a *Archive) copyLive(ctx context.Context, old []int) (lines []string, err error) {
	var pack *packWriter
	defer func() {
		if pack != nil {
			pack.discard()
		}
	}()
	finish := func() error {
		own, err := pack.finish()
		pack = nil
		lines = append(lines, own...)
		return err
	}
	for _, id := range a.ids() {
		e, err := a.entry(id)
		if err != nil || !slices.Contains(old, e.pack) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if pack == nil {
			if pack, err = a.newPack(); err != nil {
				return nil, err
			}
		}
		if err := a.copyEntry(pack, e); err != nil {
			return nil, err
		}
		if pack.size >= groupSize {
			if err := finish(); err != nil {
				return nil, err
			}
		}
	}
	if pack != nil {
		if err := finish(); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// copyEntry copies a report into a pack. What is damaged is copied as it is and stays damaged:
// its checksum comes along.
func (a *Archive) copyEntry(to *packWriter, e entry) error {
	var parts [3]part
	for i, b := range [3]blob{e.original, e.text, e.record} {
		data := make([]byte, b.size)
		err := a.shelf.with(e.pack, func(f *os.File) error {
			_, err := f.ReadAt(data, b.off)
			return err
		})
		if err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
		parts[i] = part{data, b.sum}
	}
	if record, err := a.recoded(to.coder, &e, parts[2].data); err == nil {
		parts[2] = partOf(record)
	}
	return to.addParts(&e, parts[0], parts[1], parts[2])
}

// recoded returns a packed record for a pack with the coder's types.
func (a *Archive) recoded(c *recordCoder, e *entry, data []byte) ([]byte, error) {
	d, err := a.shelf.decoder(e.pack)
	if err != nil {
		return nil, err
	}
	s, err := a.shelf.record(e)
	if err != nil {
		return nil, err
	}
	if string(d.types) == string(c.types) {
		return data, nil
	}
	return c.packStored(s)
}
