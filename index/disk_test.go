package index

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"hegao/analyze"
)

// A hastyDisk is the real one, that never waits for the platter.
type hastyDisk struct{ osDisk }

func (d hastyDisk) create(name string) (diskFile, error) { return hasty(d.osDisk.create(name)) }
func (d hastyDisk) extend(name string) (diskFile, error) { return hasty(d.osDisk.extend(name)) }
func (hastyDisk) syncDir(string) error                   { return nil }

func hasty(f diskFile, err error) (diskFile, error) { return hastyFile{f}, err }

type hastyFile struct{ diskFile }

func (hastyFile) Sync() error { return nil }

// A fullDisk is the real one, on which nothing can be written from some operation on.
type fullDisk struct {
	hastyDisk
	ops, full int // full: the first operation that fails; 0: none does
}

func (d *fullDisk) fails() error {
	d.ops++
	if d.full > 0 && d.ops >= d.full {
		return &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return nil
}

func (d *fullDisk) create(name string) (diskFile, error) { return d.open(name, d.hastyDisk.create) }
func (d *fullDisk) extend(name string) (diskFile, error) { return d.open(name, d.hastyDisk.extend) }

func (d *fullDisk) open(name string, f func(string) (diskFile, error)) (diskFile, error) {
	if err := d.fails(); err != nil {
		return nil, err
	}
	file, err := f(name)
	return &fullFile{file, d}, err
}

func (d *fullDisk) rename(from, to string) error {
	if err := d.fails(); err != nil {
		return err
	}
	return d.hastyDisk.rename(from, to)
}

func (d *fullDisk) syncDir(name string) error {
	if err := d.fails(); err != nil {
		return err
	}
	return d.hastyDisk.syncDir(name)
}

type fullFile struct {
	diskFile
	disk *fullDisk
}

func (f *fullFile) Write(p []byte) (int, error) {
	if err := f.disk.fails(); err != nil {
		n, _ := f.diskFile.Write(p[:len(p)/2])
		return n, err
	}
	return f.diskFile.Write(p)
}

func (f *fullFile) Sync() error {
	if err := f.disk.fails(); err != nil {
		return err
	}
	return f.diskFile.Sync()
}

// TestFullDisk lets the disk fill up at every operation of taking reports in, deleting one and
// compacting. Nothing is told to be safe that is not, what was in stays, and once there is room
// the same archive goes on.
func TestFullDisk(t *testing.T) {
	first, more := submissions(1, 5), submissions(10, 5)
	victim := first[2].Report.Doc.SHA256
	rest := append(slices.Delete(slices.Clone(first), 2, 3), more...)
	for full := 1; ; full++ {
		dir := filepath.Join(t.TempDir(), "data")
		d := &fullDisk{}
		a, err := Open(t.Context(), dir, Config{Mode: Write, Engine: listEngine, disk: d})
		if err != nil {
			t.Fatal(err)
		}
		add(t, a, first...)
		d.ops, d.full = 0, full
		outcomes, failure := a.Add(t.Context(), more)
		if failure == nil {
			failure = a.Delete(t.Context(), []string{victim})
		}
		if failure == nil {
			failure = a.Compact(t.Context())
		}
		if failure == nil {
			t.Logf("%d operations", full-1)
			a.Close()
			return
		}
		if !errors.Is(failure, syscall.ENOSPC) {
			t.Fatalf("operation %d: %v", full, failure)
		}
		for i, o := range outcomes {
			_, err := a.Record(t.Context(), more[i].Report.Doc.SHA256)
			if (o.Fate == Added) != (err == nil) {
				t.Errorf("operation %d: told %d, %v", full, o.Fate, err)
			}
		}
		if _, err := a.Search(t.Context(), nil, Options{}); err != nil {
			t.Errorf("operation %d: search: %v", full, err)
		}
		d.full = 0
		add(t, a, more...)
		if err := errors.Join(a.Delete(t.Context(), []string{victim}), a.Compact(t.Context())); err != nil {
			t.Fatal(err)
		}
		holds(t, a, rest...)
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		if p := verify(t, dir); len(p) > 0 {
			t.Fatalf("operation %d: %+v", full, p)
		}
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("no permission stops root")
	}
	dir := t.TempDir()
	a := openArchive(t, dir, Write)
	list := submissions(1, 3)
	add(t, a, list...)
	a.Close()
	for _, d := range []string{dir, filepath.Join(dir, packsDir), filepath.Join(dir, storeDir)} {
		os.Chmod(d, 0o555)
		defer os.Chmod(d, 0o755)
	}
	holds(t, openArchive(t, dir, Read), list...)
}

// A powerDisk is a disk in memory beside the real one, that notes what a power cut would leave:
// what was written and not synced, named and not synced, may be there or not.
type powerDisk struct {
	hastyDisk
	root    string
	live    map[string]*inode // by path below root
	durable map[string]*inode
	dirs    []string
	moment  func() // called after each operation
}

type inode struct{ data, synced []byte }

func (d *powerDisk) rel(name string) string {
	rel, err := filepath.Rel(d.root, name)
	if err != nil {
		panic(err)
	}
	return rel
}

func (d *powerDisk) create(name string) (diskFile, error) {
	f, err := d.hastyDisk.create(name)
	n := &inode{}
	d.live[d.rel(name)] = n
	d.moment()
	return &powerFile{f, d, n}, err
}

func (d *powerDisk) extend(name string) (diskFile, error) {
	f, err := d.hastyDisk.extend(name)
	n := d.live[d.rel(name)]
	if n == nil {
		n = &inode{}
		d.live[d.rel(name)] = n
	}
	return &powerFile{f, d, n}, err
}

func (d *powerDisk) rename(from, to string) error {
	d.live[d.rel(to)] = d.live[d.rel(from)]
	delete(d.live, d.rel(from))
	err := d.hastyDisk.rename(from, to)
	d.moment()
	return err
}

func (d *powerDisk) remove(name string) error {
	delete(d.live, d.rel(name))
	err := d.hastyDisk.remove(name)
	d.moment()
	return err
}

func (d *powerDisk) mkdir(name string) error {
	d.dirs = append(d.dirs, d.rel(name))
	return d.hastyDisk.mkdir(name)
}

func (d *powerDisk) syncDir(name string) error {
	in := func(file string, _ *inode) bool { return filepath.Dir(file) == d.rel(name) }
	maps.DeleteFunc(d.durable, in)
	for file, n := range d.live {
		if in(file, n) {
			d.durable[file] = n
		}
	}
	d.moment()
	return d.hastyDisk.syncDir(name)
}

type powerFile struct {
	diskFile
	disk *powerDisk
	node *inode
}

func (f *powerFile) Write(p []byte) (int, error) {
	f.node.data = append(f.node.data[:len(f.node.data):len(f.node.data)], p...)
	f.disk.moment()
	return f.diskFile.Write(p)
}

func (f *powerFile) Sync() error {
	f.node.synced = f.node.data
	f.disk.moment()
	return f.diskFile.Sync()
}

// cut writes what a power cut leaves into dir; random decides what it may decide.
func (d *powerDisk) cut(t *testing.T, dir string, random *rand.Rand) {
	t.Helper()
	for _, sub := range d.dirs {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	names := maps.Clone(d.durable)
	maps.Copy(names, d.live)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		n := d.durable[name]
		if random.IntN(2) == 0 {
			n = d.live[name]
		}
		if n == nil {
			continue
		}
		data := n.synced
		if more := len(n.data) - len(data); more > 0 && bytes.HasPrefix(n.data, data) {
			data = n.data[:len(data)+random.IntN(more+1)]
			if random.IntN(3) == 0 { // the length came to the disk, the bytes did not
				data = append(slices.Clone(n.synced), make([]byte, more)...)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPowerCut cuts the power after every operation on the disk, several ways each: whatever
// was told to be safe is there and whole, what was deleted and compacted is not.
func TestPowerCut(t *testing.T) {
	root := filepath.Join(t.TempDir(), "data")
	random := rand.New(rand.NewPCG(1, 2))
	var safe []Submission // told to be in
	var gone string       // told to be deleted
	cuts := 0
	d := &powerDisk{root: root, live: map[string]*inode{}, durable: map[string]*inode{}}
	d.moment = func() {
		for range 4 {
			cuts++
			after := filepath.Join(t.TempDir(), "data")
			d.cut(t, after, random)
			a, err := Open(t.Context(), after, Config{Mode: Write, disk: hastyDisk{}})
			if err != nil {
				t.Fatalf("cut %d: %v", cuts, err)
			}
			for _, s := range safe {
				id := s.Report.Doc.SHA256
				if _, err := a.Original(t.Context(), id); err != nil {
					t.Errorf("cut %d: %v", cuts, err)
				}
				if _, err := a.Record(t.Context(), id); err != nil {
					t.Errorf("cut %d: %v", cuts, err)
				}
			}
			if _, err := a.Info(gone); gone != "" && !errors.Is(err, ErrUnknown) {
				t.Errorf("cut %d: what was deleted is back", cuts)
			}
			for _, i := range a.List() {
				if _, err := a.Record(t.Context(), i.ID); err != nil {
					t.Errorf("cut %d: of one that nobody was told of: %v", cuts, err)
				}
			}
			if err := a.Close(); err != nil {
				t.Error(err)
			}
			if t.Failed() {
				t.FailNow()
			}
			os.RemoveAll(after)
		}
	}
	a, err := Open(t.Context(), root, Config{Mode: Write, disk: d})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		list := submissions(10*i, 3)
		add(t, a, list...)
		safe = append(safe, list...)
	}
	victim := safe[4].Report.Doc.SHA256
	safe = slices.Delete(safe, 4, 5)
	if err := a.Delete(t.Context(), []string{victim}); err != nil {
		t.Fatal(err)
	}
	gone = victim
	if err := a.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	list := submissions(50, 2)
	add(t, a, list...)
	safe = append(safe, list...)
	d.moment()
	t.Logf("%d cuts", cuts)
}

// TestNoTrace deletes a report and looks for anything of it in the whole folder (S6).
func TestNoTrace(t *testing.T) {
	const secret = "独一无二的字样qzvxk"
	dir := t.TempDir()
	a := openArchive(t, dir, Write)
	list := submissions(1, 4)
	victim := submission("市隐秘局", "报告\n"+secret+"\n"+strings.Repeat("逐项落实。", 50))
	victim.Report.Findings = []analyze.Finding{{Rule: "x", Message: secret}}
	add(t, a, list[:2]...)
	add(t, a, victim, list[2])
	add(t, a, list[3])
	id := victim.Report.Doc.SHA256
	traces := func() (found []string) {
		err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			all := string(data)
			if lines, err := directoryOf(path); err == nil {
				all += decoded(t, data, lines)
			}
			for _, trace := range []string{secret, id, "市隐秘局"} {
				if strings.Contains(all, trace) {
					found = append(found, filepath.Base(path)+": "+trace)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if n := len(traces()); n < 4 {
		t.Fatalf("only %d traces before: the test looks in the wrong places", n)
	}
	if err := a.Delete(t.Context(), []string{id}); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{"record": func() error { _, err := a.Record(t.Context(), id); return err }(), "original": func() error { _, err := a.Original(t.Context(), id); return err }()} {
		if !errors.Is(err, ErrUnknown) {
			t.Errorf("%s of a deleted report: %v", what, err)
		}
	}
	if err := a.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := traces(); len(found) > 0 {
		t.Errorf("left: %v", found)
	}
	holds(t, a, list...)
	a.Close()
	if found := traces(); len(found) > 0 {
		t.Errorf("left after closing: %v", found)
	}
	if p := verify(t, dir); len(p) > 0 {
		t.Errorf("%+v", p)
	}
	if o := add(t, openArchive(t, dir, Write), victim); o[0].Fate != Added {
		t.Errorf("handed in again: %+v", o)
	}
}

// decoded returns all that the blobs of a pack hold, decompressed.
func decoded(t *testing.T, pack []byte, lines []string) string {
	t.Helper()
	var all strings.Builder
	for _, line := range lines {
		e, err := parseEntry(line)
		if err != nil {
			continue
		}
		for _, b := range []blob{e.text, e.record} {
			data, err := decompress(pack[b.off : b.off+b.size])
			if err != nil {
				t.Fatal(err)
			}
			all.Write(data)
		}
	}
	return all.String()
}

// TestSmallPacks takes reports in one by one: compacting puts their packs together.
func TestSmallPacks(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir, Write)
	list := submissions(1, mostSmall+3)
	for _, s := range list {
		add(t, a, s)
	}
	if err := a.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if packs, _ := packsIn(dir); len(packs) != 1 {
		t.Errorf("%d packs", len(packs))
	}
	holds(t, a, list...)
	a.Close()
	again := openArchive(t, dir, Write)
	holds(t, again, list...)
	var order []string
	for _, i := range again.List() {
		order = append(order, i.ID)
	}
	for i, s := range list {
		if order[i] != s.Report.Doc.SHA256 {
			t.Fatalf("the order has changed at %d", i)
		}
	}
}
