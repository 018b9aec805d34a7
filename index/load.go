package index

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A loaded is what stands in an archive's folder and what it comes to.
type loaded struct {
	manifest *manifest
	catalog  *catalog
	size     int64 // bytes of the manifest's file
	last     int   // the highest number of a pack, there or named
	repaired bool  // the manifest does not say all that the packs do
	lost     int   // lines of the manifest that no pack gives back

	leftover []int         // packs that the manifest is done with
	unnamed  []int         // packs that the manifest does not name
	missing  []int         // packs that are named and not there
	unread   map[int]error // packs whose directory can't be read, among those that were looked into
}

// load reads the manifest, and the directories of the packs where it does not tell all.
func load(dir string) (*loaded, error) {
	text, err := readText(filepath.Join(dir, manifestFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	l := &loaded{manifest: parseManifest(text), size: int64(len(text)), unread: map[int]error{}}
	there, err := packsIn(dir)
	if err != nil {
		return nil, err
	}
	m := l.manifest
	named := map[int]bool{}
	for _, line := range m.lines {
		if h, _ := headOf(line); h.pack > 0 {
			named[h.pack] = true
			l.last = max(l.last, h.pack)
		}
	}
	l.last = max(l.last, m.base-1)
	look := there
	for _, n := range there {
		l.last = max(l.last, n)
		switch {
		case named[n]:
			delete(named, n)
		case n < m.base:
			l.leftover = append(l.leftover, n)
		default:
			l.unnamed = append(l.unnamed, n)
		}
	}
	for n := range named {
		l.missing = append(l.missing, n)
	}
	slices.Sort(l.missing)
	if m.whole {
		look = l.unnamed
	}
	l.fill(dir, look)
	return l, nil
}

// readText reads a file of megabytes as the string that it is wanted as.
func readText(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	if info, err := f.Stat(); err == nil {
		b.Grow(int(info.Size()))
	}
	_, err = io.Copy(&b, f)
	return b.String(), err
}

// fill adds to the manifest's lines those of the packs given, and draws them up.
func (l *loaded) fill(dir string, packs []int) {
	m := l.manifest
	var lines []string
	for _, n := range packs {
		if slices.Contains(l.leftover, n) {
			continue
		}
		own, err := directoryOf(packName(dir, n))
		if err != nil {
			l.unread[n] = err
		}
		for _, line := range own {
			if h, ok := validHead(line); ok && h.pack == n {
				lines = append(lines, line)
			}
		}
	}
	stated := len(m.lines)
	if l.repaired = !m.whole || len(lines) > 0; l.repaired {
		m.lines = merge(m.lines, lines)
	}
	if l.lost = m.lost - (len(m.lines) - stated); l.lost > 0 {
		m.lines = append(m.lines, loss(l.lost))
	} else {
		l.lost = 0
	}
	l.catalog = newCatalog(m.lines)
}

// directoryOf reads the lines of a pack.
func directoryOf(name string) ([]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return packDirectory(f, info.Size())
}

// packsIn returns the numbers of the packs that stand in dir, ascending.
func packsIn(dir string) ([]int, error) {
	files, err := os.ReadDir(filepath.Join(dir, packsDir))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var numbers []int
	for _, f := range files {
		if n, ok := packNumber(f.Name()); ok {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// tidy puts right what a crash or damage has left in the folder.
func (a *Archive) tidy(l *loaded) error {
	d := a.config.disk
	if err := a.removeSnapshots(); err != nil {
		return err
	}
	for _, dir := range []string{a.dir, filepath.Join(a.dir, packsDir)} {
		files, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, f := range files {
			if !strings.HasSuffix(f.Name(), tempEnding) {
				continue
			}
			if err := d.remove(filepath.Join(dir, f.Name())); err != nil {
				return err
			}
		}
	}
	for _, n := range l.leftover {
		if err := d.remove(packName(a.dir, n)); err != nil {
			return err
		}
	}
	if l.size > 0 && !l.repaired {
		return nil
	}
	if err := d.remove(filepath.Join(a.dir, stateFile)); err != nil { // it goes by the numbers of the lines
		return err
	}
	return a.rewriteManifest()
}

// rewriteManifest writes the whole manifest anew.
func (a *Archive) rewriteManifest() error {
	a.manifest.base = max(a.manifest.base, 1)
	a.size = -1
	data := a.manifest.bytes()
	if err := replaceFile(a.config.disk, filepath.Join(a.dir, manifestFile), data); err != nil {
		return err
	}
	a.size = int64(len(data))
	return nil
}
