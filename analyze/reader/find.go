package reader

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
)

// Found is what Find met.
type Found struct {
	Sources []Source // in the order of the paths, inside folders and archives by name
	Ignored []string // display names of what was passed over: ~$…, .DS_Store, __MACOSX, …
}

// Find lists the files at paths: files as they are, folders with all that is below them,
// archives and mails with attachments entry by entry. A file that several paths lead to is listed once. The
// error is a path that does not exist or can't be looked at (an *fs.PathError), or ctx's;
// whatever is wrong deeper down becomes a source that Read gives its status.
func Find(ctx context.Context, paths []string) (Found, error) { return (*Pool)(nil).Find(ctx, paths) }

// Find lists files as the package's [Find] does. The sources may be read until the pool is
// closed or ctx ends.
func (p *Pool) Find(ctx context.Context, paths []string) (Found, error) {
	s := search{ctx: ctx, seen: map[string]bool{}, shelf: shelf{ctx: ctx, pool: p}}
	for _, p := range paths {
		if err := s.path(p); err != nil {
			return Found{}, err
		}
	}
	return s.found, nil
}

// A search is one call of Find.
type search struct {
	ctx   context.Context
	found Found
	seen  map[string]bool // absolute paths of the files met
	shelf shelf
}

// path lists one of the paths asked for.
func (s *search) path(p string) error {
	info, err := os.Stat(p)
	if err != nil {
		return err
	}
	if info.IsDir() {
		err = s.folder(p)
	} else {
		s.file(p, info)
	}
	return cmp.Or(err, s.ctx.Err())
}

// folder lists all that is below a folder.
func (s *search) folder(p string) error {
	return filepath.WalkDir(p, func(p string, entry fs.DirEntry, err error) error {
		if cancelled := s.ctx.Err(); cancelled != nil {
			return cancelled
		}
		if err != nil {
			s.broken(p, err)
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		info, err := os.Stat(p) // of what a symbolic link leads to
		switch {
		case err != nil:
			s.broken(p, err)
		case info.IsDir():
			s.found.Ignored = append(s.found.Ignored, displayName(p)) // a link to a folder may lead back here
		default:
			s.file(p, info)
		}
		return nil
	})
}

// broken lists a file or folder that can't be opened.
func (s *search) broken(p string, err error) {
	s.found.Sources = append(s.found.Sources, Source{
		Name: displayName(p),
		open: func() (io.ReadCloser, error) { return nil, err },
	})
}

// file lists a file, or what is in it when it is an archive.
func (s *search) file(p string, info fs.FileInfo) {
	name := displayName(p)
	if abs, err := filepath.Abs(p); err == nil {
		if s.seen[abs] {
			return
		}
		s.seen[abs] = true
	}
	if ignored(filepath.ToSlash(p)) || !info.Mode().IsRegular() {
		s.found.Ignored = append(s.found.Ignored, name)
		return
	}
	source := Source{Name: name, Size: info.Size(), Modified: info.ModTime(), open: func() (io.ReadCloser, error) { return os.Open(p) }}
	t := &tally{size: info.Size()}
	start := make([]byte, mailHead)
	n, _ := reopened(p).ReadAt(start, 0)
	if isWrapped(start[:n]) {
		room := t.room()
		s.list(archive{source, 1, func() ([]entry, error) { return s.shelf.open(source, room) }, t})
		return
	}
	if beginsLikeZip(start[:n]) {
		if zr, isArchive, err := probe(reopened(p), info.Size()); isArchive {
			open := func() ([]entry, error) {
				if err != nil {
					return nil, err
				}
				return zipEntries(zr), nil
			}
			s.list(archive{source, 1, open, t})
			return
		}
	}
	s.found.Sources = append(s.found.Sources, source)
}

// ignored reports whether a path, set with slashes, is nothing that a person submits.
func ignored(p string) bool {
	dir, base := path.Split(p)
	for part := range strings.SplitSeq(dir, "/") {
		if part == "__MACOSX" {
			return true
		}
	}
	for _, prefix := range []string{"~$", ".~", "._", "~WRL"} { // an editor's lock and spare files, a Mac's attributes
		if strings.HasPrefix(base, prefix) {
			return true
		}
	}
	switch strings.ToLower(base) {
	case ".ds_store", "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return false
}

// displayName makes a name safe to show: with slashes, valid, without characters that
// steer a terminal or turn the direction of text.
func displayName(p string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(filepath.ToSlash(p), "\ufffd"))
}

// A reopened file is read without being kept open: a folder may hold more archives than
// a process may have open files.
type reopened string

func (p reopened) ReadAt(b []byte, off int64) (int, error) {
	f, err := os.Open(string(p))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return f.ReadAt(b, off)
}

// refused is source with the reason why Find did not go into it.
func refused(source Source, err error) Source {
	source.fault = err
	return source
}
