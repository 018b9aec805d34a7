package cli

import (
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// errIsFolder says that a result was to be written into a folder's name.
var errIsFolder = errors.New("is a folder")

// An output is where a result goes: stdout, or a file that appears under its name only once
// it is complete.
type output struct {
	io.Writer
	path string
	file *os.File // the temporary one beside path; nil for stdout and after commit
}

// openOutput opens the file at path for a result, stdout where path is empty. That the
// file can be written shows now, before the work is done.
func openOutput(path string, stdout io.Writer) (*output, error) {
	if path == "" {
		return &output{Writer: stdout}, nil
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, &outputError{path, errIsFolder}
	}
	dir, base := filepath.Split(path)
	file, err := os.OpenFile(filepath.Join(dir, "."+base+"."+rand.Text()[:8]), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, &outputError{path, err}
	}
	return &output{file, path, file}, nil
}

// paths returns the files that o is, and will replace.
func (o *output) paths() []string {
	if o.file == nil {
		return nil
	}
	return []string{o.file.Name(), o.path}
}

// commit puts the complete result in its place, safe from a power cut.
func (o *output) commit() error {
	if o.file == nil {
		return nil
	}
	if err := o.file.Sync(); err != nil {
		return &outputError{o.path, err}
	}
	if err := o.file.Close(); err != nil {
		return &outputError{o.path, err}
	}
	if err := os.Rename(o.file.Name(), o.path); err != nil {
		return &outputError{o.path, err}
	}
	o.file = nil
	return nil
}

// discard removes what was not committed.
func (o *output) discard() {
	if o.file != nil {
		o.file.Close()
		os.Remove(o.file.Name())
	}
}

// failed returns the error of writing to o.
func (o *output) failed(err error) error {
	if o.path == "" {
		return &outputError{"标准输出", err}
	}
	return &outputError{o.path, err}
}
