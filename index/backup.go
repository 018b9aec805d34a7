package index

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// A backup is a zip file, nothing in it compressed: the format, the packs as they are, and last
// a manifest. Any zip program takes an original out of a pack again.

// Backup writes everything in the archive to a new file. Others go on adding and searching: the
// backup is of the moment at which it begins. What stands in the file is compared with the
// checksums before the file has its name. damaged is how many reports were damaged already.
func (a *Archive) Backup(ctx context.Context, file string, progress func(done, total int)) (damaged int, err error) {
	d := a.config.disk
	if exists(file) {
		return 0, &os.PathError{Op: "create", Path: file, Err: os.ErrExist}
	}
	temp := file + tempEnding
	defer func() {
		if err != nil {
			d.remove(temp)
		}
	}()
	const tries = 5 // another process may compact the archive meanwhile
	for i := range tries {
		lines := a.snapshot()
		if err = a.writeBackup(ctx, temp, lines, progress); err == nil {
			if damaged, err = checkBackup(temp, lines); err == nil {
				break
			}
		}
		if !errors.Is(err, os.ErrNotExist) || i == tries-1 {
			return 0, err
		}
		a.reload()
	}
	if err := d.rename(temp, file); err != nil {
		return 0, err
	}
	return damaged, d.syncDir(filepath.Dir(file))
}

// snapshot returns the lines of all reports in the order of their packs.
func (a *Archive) snapshot() []string {
	a.mu.RLock()
	defer a.mu.RUnlock()
	var lines []string
	for _, id := range a.catalog.all() {
		lines = append(lines, a.catalog.lines[id].line)
	}
	return merge(lines, nil)
}

// packsOf returns the packs that lines are about, ascending.
func packsOf(lines []string) []int {
	var packs []int
	for _, line := range lines {
		if h, _ := headOf(line); !slices.Contains(packs, h.pack) {
			packs = append(packs, h.pack)
		}
	}
	slices.Sort(packs)
	return packs
}

func (a *Archive) writeBackup(ctx context.Context, file string, lines []string, progress func(done, total int)) error {
	d := a.config.disk
	if err := d.remove(file); err != nil {
		return err
	}
	f, err := d.create(file)
	if err != nil {
		return err
	}
	z := zip.NewWriter(f)
	put := func(name string, from io.Reader) error {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.Copy(w, from)
		}
		return err
	}
	err = func() error {
		if err := put(formatFile, newText(fmt.Sprintf("%s%d\n", formatTitle, formatVersion))); err != nil {
			return err
		}
		packs := packsOf(lines)
		for i, n := range packs {
			if err := ctx.Err(); err != nil {
				return err
			}
			pack, err := os.Open(packName(a.dir, n))
			if err != nil {
				return err
			}
			err = put(relPack(n), pack)
			pack.Close()
			if err != nil {
				return err
			}
			if progress != nil {
				progress(i+1, len(packs))
			}
		}
		m := manifest{base: 1, lines: lines}
		if len(packs) > 0 {
			m.base = packs[len(packs)-1] + 1
		}
		return put(manifestFile, newText(string(m.bytes())))
	}()
	if err == nil {
		err = z.Close()
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// checkBackup reads a backup and returns how many of its reports are damaged.
func checkBackup(file string, lines []string) (damaged int, err error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	b, err := openBackup(f, info.Size())
	if err != nil {
		return 0, err
	}
	if !slices.Equal(b.lines, lines) {
		return 0, fmt.Errorf("%w: it has %d reports, not %d", ErrBackup, len(b.lines), len(lines))
	}
	return b.damaged()
}

// A backup is one that is open for reading.
type backup struct {
	lines []string
	packs map[int]*io.SectionReader
	files []*zip.File
}

// openBackup opens a backup and sees whether all of it is there.
func openBackup(f io.ReaderAt, size int64) (*backup, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBackup, err)
	}
	b := &backup{packs: map[int]*io.SectionReader{}, files: z.File}
	text := map[string]string{}
	for _, file := range z.File {
		number, isPack := packNumber(filepath.Base(file.Name))
		switch {
		case isPack && file.Name == relPack(number) && file.Method == zip.Store:
			at, err := file.DataOffset()
			if err != nil {
				return nil, fmt.Errorf("%w: %w", ErrBackup, err)
			}
			b.packs[number] = io.NewSectionReader(f, at, int64(file.UncompressedSize64))
		case file.Name == formatFile || file.Name == manifestFile:
			if text[file.Name], err = zipText(file); err != nil {
				return nil, fmt.Errorf("%w: %w", ErrBackup, err)
			}
		default:
			return nil, fmt.Errorf("%w: it holds %q", ErrBackup, file.Name)
		}
	}
	if err := parseFormat(text[formatFile]); err != nil {
		return nil, err
	}
	m := parseManifest(text[manifestFile])
	if !m.whole || text[formatFile] == "" {
		return nil, fmt.Errorf("%w: its manifest is damaged", ErrBackup)
	}
	b.lines = m.lines
	for _, n := range packsOf(b.lines) {
		if b.packs[n] == nil {
			return nil, fmt.Errorf("%w: it lacks %s", ErrBackup, relPack(n))
		}
	}
	return b, nil
}

func zipText(file *zip.File) (string, error) {
	r, err := file.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	return string(data), err
}

// damaged returns how many reports of the backup differ from their checksums.
func (b *backup) damaged() (n int, err error) {
	for _, line := range b.lines {
		h, _ := headOf(line)
		if h.kind != lineAdded {
			continue
		}
		e, err := parseEntry(line)
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrBackup, err)
		}
		for _, place := range []blob{e.original, e.text, e.record} {
			if _, err := readBlob(b.packs[e.pack], place); err != nil {
				if !errors.Is(err, ErrDamaged) && !errors.Is(err, io.EOF) {
					return 0, err
				}
				n++
				break
			}
		}
	}
	return n, nil
}
