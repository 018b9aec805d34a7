package reader

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/mail"
	"hegao/analyze/reader/internal/unpack"
)

// An archive is a zip, 7z or rar file, or a mail with attachments, while its entries are
// listed.
type archive struct {
	source Source
	depth  int // 1: not inside another
	open   func() ([]entry, error)
	tally  *tally
}

// An entry is a file in an archive.
type entry struct {
	name      string // in slashes
	size      int64  // bytes at most
	modified  time.Time
	encrypted bool
	spare     bool // nothing that was submitted: a picture of a mail's page
	open      func() (io.ReadCloser, error)
}

// passed reports whether the entry is to be passed over.
func (e *entry) passed() bool { return e.spare || ignored(e.name) }

// A tally counts what one submitted file holds, the archives inside it counted in.
type tally struct {
	size     int64 // of the file itself
	entries  int
	expanded int64
}

// room is how many more bytes an archive may expand to in memory.
func (t *tally) room() int64 {
	return min(limit.ExpandedOf(t.size)-t.expanded, limit.File)
}

// list lists the entries of a, or a itself with the reason why not.
func (s *search) list(a archive) {
	entries, err := a.open()
	if err == errNoAttachment {
		s.found.Sources = append(s.found.Sources, a.source)
		return
	}
	if full := a.admit(entries); full != nil {
		err, entries = full, nil
	}
	if err != nil {
		s.found.Sources = append(s.found.Sources, refused(a.source, archiveFault(err)))
		if fault.Of(err).Status != doc.Damaged {
			return // else what was read before the damage is worth listing
		}
	}
	var list []int
	for i := range entries {
		if entries[i].passed() {
			s.found.Ignored = append(s.found.Ignored, a.inside(entries[i].name))
		} else {
			list = append(list, i)
		}
	}
	if len(list) == 0 && err == nil {
		err := fault.New(doc.Empty, "压缩包里没有文件；请报送单位核对后重新报送")
		s.found.Sources = append(s.found.Sources, refused(a.source, err))
	}
	slices.SortStableFunc(list, func(x, y int) int { return cmp.Compare(entries[x].name, entries[y].name) })
	for _, i := range list {
		if s.ctx.Err() != nil {
			return
		}
		s.entry(a, &entries[i], i)
	}
}

// inside is the display name of an entry of a.
func (a archive) inside(name string) string { return a.source.Name + "!" + displayName(name) }

// admit counts the entries of an archive and tells why it is not to be gone into.
func (a archive) admit(entries []entry) error {
	encrypted, files := 0, 0
	for i := range entries {
		e := &entries[i]
		if e.passed() {
			continue
		}
		files++
		a.tally.entries++
		a.tally.expanded += min(e.size, 2*limit.Expanded)
		if e.encrypted {
			encrypted++
		}
		if a.tally.expanded > limit.ExpandedOf(a.tally.size) {
			return limit.ErrExpanded
		}
	}
	switch {
	case a.tally.entries > limit.Entries:
		return limit.ErrEntries
	case files > 0 && encrypted == files:
		return errEncrypted
	}
	return nil
}

var errEncrypted = unpack.ErrEncrypted

// archiveFault tells what is wrong with an archive or an entry of it.
func archiveFault(err error) error {
	var f *fault.Fault
	switch {
	case errors.As(err, &f):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, zip.ErrAlgorithm):
		return unpack.ErrMethod
	}
	return fault.New(doc.Damaged, "压缩包已损坏，打不开；请报送单位重新压缩后报送")
}

// entry lists the entry e of a, which is entry number index, or what is in it when it is an
// archive itself.
func (s *search) entry(a archive, e *entry, index int) {
	source := Source{
		Name:     a.inside(e.name),
		Size:     e.size,
		Modified: e.modified,
		open: func() (io.ReadCloser, error) {
			entries, err := a.open()
			if index < len(entries) {
				return entries[index].open()
			}
			return nil, archiveFault(cmp.Or(err, errGone))
		},
	}
	if !isArchiveEntry(e) {
		s.found.Sources = append(s.found.Sources, source)
		return
	}
	if a.depth == limit.ArchiveDepth {
		s.found.Sources = append(s.found.Sources, refused(source, limit.ErrDepth))
		return
	}
	room := a.tally.room()
	s.list(archive{source, a.depth + 1, func() ([]entry, error) { return s.shelf.open(source, room) }, a.tally})
}

var errGone = errors.New("reader: the archive has changed")

// isArchiveEntry tells whether an entry is an archive of files, or a mail. It expands the
// entry only when its first bytes leave a doubt.
func isArchiveEntry(e *entry) bool {
	r, err := e.open()
	if err != nil {
		return false
	}
	defer r.Close()
	start := make([]byte, headSize)
	n, _ := io.ReadFull(r, start[:mailHead])
	start = start[:n:headSize]
	if !beginsLikeZip(start) {
		return isWrapped(start)
	}
	n, _ = io.ReadFull(r, start[len(start):headSize])
	if start = start[:len(start)+n]; beginsLikePackage(start) {
		return false
	}
	rest, err := io.ReadAll(io.LimitReader(r, limit.File))
	if err != nil {
		return true // of a kind that Read will tell
	}
	data := bytes.NewReader(append(start, rest...))
	_, isArchive, _ := probe(data, data.Size())
	return isArchive
}

// mailHead is how many bytes of a file are looked at to tell whether it is a mail.
const mailHead = 4 << 10

// isWrapped reports whether a file that begins so is an archive that is expanded in
// memory: 7z, rar or mail.
func isWrapped(start []byte) bool {
	return isPacked(start) || mail.Begins(start)
}

// isPacked reports whether a file that begins so is a 7z or rar archive.
func isPacked(start []byte) bool {
	return bytes.HasPrefix(start, []byte(unpack.SevenZipSignature)) || bytes.HasPrefix(start, []byte(unpack.RARSignature))
}

// unwrap returns the entries of an archive in memory, which may expand to room bytes, and
// how many bytes it then takes. With an error come those before it.
func (p *Pool) unwrap(ctx context.Context, data []byte, room int64) (entries []entry, size int64, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicked(v)
		}
	}()
	switch {
	case isPacked(data):
		files, err := p.unpack(ctx, data, room)
		for _, f := range files {
			size += int64(len(f.Data))
			entries = append(entries, packedEntry(f))
		}
		return entries, size, err
	case mail.Begins(data):
		return mailEntries(data, room)
	}
	zr, err := openZip(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, 0, err
	}
	return zipEntries(zr), int64(len(data)), nil
}

// packedEntry returns a file of a 7z or rar archive as an entry.
func packedEntry(f unpack.File) entry {
	e := stored(slashed(f.Name), f.Data)
	e.modified = f.Modified
	if f.Err != nil {
		e.encrypted = fault.Of(f.Err).Status == doc.Encrypted
		e.open = func() (io.ReadCloser, error) { return nil, archiveFault(f.Err) }
	}
	return e
}

// unpackHere expands a 7z or rar archive in this process.
func unpackHere(ctx context.Context, data []byte, room int64) (files []unpack.File, err error) {
	ctx, stop := startClock(ctx, limit.TimeOf(int64(len(data))), nil)
	defer stop()
	defer func() { err = inTime(ctx, err) }()
	if bytes.HasPrefix(data, []byte(unpack.RARSignature)) {
		return unpack.RAR(ctx, bytes.NewReader(data), room)
	}
	return unpack.SevenZip(ctx, data, room)
}

// stored returns an entry whose data is in memory.
func stored(name string, data []byte) entry {
	return entry{name: name, size: int64(len(data)), open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
}
