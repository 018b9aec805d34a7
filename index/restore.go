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
	"strings"
)

// Restore makes an archive in dir of a backup. dir must be empty, not exist, or hold what an
// earlier restore left unfinished. Until all is there and safe, nobody can open it.
func Restore(ctx context.Context, file, dir string, progress func(done, total int)) (reports int, err error) {
	n, err := restore(ctx, osDisk{}, file, dir, progress)
	return n, failedIn(dir, err)
}

func restore(ctx context.Context, d disk, file, dir string, progress func(done, total int)) (int, error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, &BackupError{file, err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, &BackupError{file, err}
	}
	b, err := openBackup(f, info.Size())
	if err != nil {
		return 0, &BackupError{file, err}
	}
	if err := makeRoom(d, dir); err != nil {
		return 0, err
	}
	for i, from := range b.files {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if err := extract(d, from, filepath.Join(dir, filepath.FromSlash(from.Name))); err != nil {
			if errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) {
				err = &BackupError{file, fmt.Errorf("%w: %s: %w", ErrBackup, from.Name, err)}
			}
			return 0, err
		}
		if progress != nil {
			progress(i+1, len(b.files))
		}
	}
	for _, name := range []string{filepath.Join(dir, packsDir), dir} {
		if err := d.syncDir(name); err != nil {
			return 0, err
		}
	}
	if err := d.remove(filepath.Join(dir, restoreFile)); err != nil {
		return 0, err
	}
	return len(b.lines), d.syncDir(dir)
}

// makeRoom sees to it that dir is there and holds nothing but the sign that it is being restored.
func makeRoom(d disk, dir string) error {
	files, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	unfinished := slices.ContainsFunc(files, func(f os.DirEntry) bool { return f.Name() == restoreFile })
	for _, f := range files {
		if f.Name() == restoreFile {
			continue
		}
		if !unfinished || !slices.Contains([]string{formatFile, manifestFile, packsDir, lockFile}, f.Name()) {
			return ErrNotEmpty
		}
	}
	if err := d.mkdir(dir); err != nil {
		return err
	}
	if err := replaceFile(d, filepath.Join(dir, restoreFile), nil); err != nil {
		return err
	}
	for _, name := range []string{manifestFile, packsDir, formatFile} {
		if err := d.remove(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return d.mkdir(filepath.Join(dir, packsDir))
}

// extract writes a file of the backup, safely; zip compares it with its checksum.
func extract(d disk, from *zip.File, name string) error {
	r, err := from.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := d.create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	if err == nil {
		err = w.Sync()
	}
	return errors.Join(err, w.Close())
}

// newText returns a reader of s.
func newText(s string) io.Reader { return strings.NewReader(s) }
