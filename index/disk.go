package index

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// A disk is the operations that change files. Names are whole paths.
type disk interface {
	create(name string) (diskFile, error) // a new file; it must not exist
	extend(name string) (diskFile, error) // writes go to the end of the file, which is made if need be
	rename(from, to string) error         // to is replaced
	remove(name string) error             // a file, or a folder with all in it; nil where there is none
	mkdir(name string) error              // with those above it; nil where it stands
	syncDir(name string) error            // what was made, renamed and removed in the folder is safe
}

// A diskFile is a file that is written.
type diskFile interface {
	io.Writer
	Sync() error
	Truncate(size int64) error
	Close() error
}

// What stands in an archive is confidential: only the account that made it reads it.
const (
	private    = 0o600
	privateDir = 0o700
)

// osDisk is the real one.
type osDisk struct{}

func (osDisk) create(name string) (diskFile, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, private)
}

func (osDisk) extend(name string) (diskFile, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, private)
}

func (osDisk) rename(from, to string) error { return os.Rename(from, to) }
func (osDisk) remove(name string) error     { return os.RemoveAll(name) }
func (osDisk) mkdir(name string) error      { return os.MkdirAll(name, privateDir) }

func (osDisk) syncDir(name string) error {
	if runtime.GOOS == "windows" { // folders can't be opened there; NTFS keeps its own journal
		return nil
	}
	dir, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// replaceFile puts a file with data at name: whole and safe, or not at all.
func replaceFile(d disk, name string, data []byte) error {
	temp := name + tempEnding
	if err := d.remove(temp); err != nil {
		return err
	}
	f, err := d.create(temp)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = d.rename(temp, name)
	}
	if err != nil {
		d.remove(temp)
		return err
	}
	return d.syncDir(filepath.Dir(name))
}

// tempEnding is what the name of a file ends in while it is being written.
const tempEnding = ".temp"

// exists reports whether a file or folder stands at name.
func exists(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}
