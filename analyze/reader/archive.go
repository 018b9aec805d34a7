package reader

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
)

// An archive is a zip file while its entries are listed.
type archive struct {
	source Source
	depth  int // 1: not inside another
	open   func() (*zip.Reader, error)
	tally  *tally
}

// A tally counts what one submitted file holds, the archives inside it counted in.
type tally struct {
	size     int64 // of the file itself
	entries  int
	expanded int64
}

// list lists the entries of a, or a itself with the reason why not.
func (s *search) list(a archive) {
	zr, err := a.open()
	if err == nil {
		err = a.admit(zr)
	}
	if err != nil {
		s.found.Sources = append(s.found.Sources, refused(a.source, archiveFault(err)))
		return
	}
	type named struct {
		name  string
		index int
	}
	var entries []named
	for i, f := range zr.File {
		name := entryName(f)
		switch {
		case f.Mode().IsDir() || strings.HasSuffix(name, "/"):
		case ignored(name):
			s.found.Ignored = append(s.found.Ignored, a.inside(name))
		default:
			entries = append(entries, named{name, i})
		}
	}
	if len(entries) == 0 {
		err := fault.New(doc.Empty, "压缩包里没有文件；请报送单位核对后重新报送")
		s.found.Sources = append(s.found.Sources, refused(a.source, err))
	}
	slices.SortStableFunc(entries, func(x, y named) int { return cmp.Compare(x.name, y.name) })
	for _, e := range entries {
		if s.ctx.Err() != nil {
			return
		}
		s.entry(a, zr.File[e.index], e.index, e.name)
	}
}

// inside is the display name of an entry of a.
func (a archive) inside(name string) string { return a.source.Name + "!" + displayName(name) }

// admit counts the entries of an archive and tells why it is not to be gone into.
func (a archive) admit(zr *zip.Reader) error {
	encrypted, files := 0, 0
	for _, f := range zr.File {
		if f.Mode().IsDir() || ignored(entryName(f)) {
			continue
		}
		files++
		a.tally.entries++
		a.tally.expanded += int64(min(f.UncompressedSize64, 2*limit.Expanded)) // no entry yields more than it says
		if f.Flags&encryptedFlag != 0 {
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

// encryptedFlag is the bit of an entry's flags that says it is encrypted.
const encryptedFlag = 1

var errEncrypted = fault.New(doc.Encrypted, "压缩包设了密码，打不开；请报送单位去掉密码后重新报送")

// archiveFault tells what is wrong with an archive or an entry of it.
func archiveFault(err error) error {
	var f *fault.Fault
	switch {
	case errors.As(err, &f):
		return err
	case errors.Is(err, zip.ErrAlgorithm):
		return fault.New(doc.Unsupported, "压缩包用了少见的压缩方式，打不开；请报送单位用普通的 zip 方式重新压缩后报送")
	}
	return fault.New(doc.Damaged, "压缩包已损坏，打不开；请报送单位重新压缩后报送")
}

// entry lists one entry, or what is in it when it is an archive itself.
func (s *search) entry(a archive, f *zip.File, index int, name string) {
	source := Source{
		Name:     a.inside(name),
		Size:     int64(min(f.UncompressedSize64, 1<<62)),
		Modified: f.Modified,
		open: func() (io.ReadCloser, error) {
			zr, err := a.open()
			if err != nil {
				return nil, archiveFault(err)
			}
			return openEntry(zr.File[index])
		},
	}
	if f.Modified.Year() < 1981 { // the zero time of zip
		source.Modified = time.Time{}
	}
	if !isArchiveEntry(f) {
		s.found.Sources = append(s.found.Sources, source)
		return
	}
	if a.depth == limit.ArchiveDepth {
		s.found.Sources = append(s.found.Sources, refused(source, limit.ErrDepth))
		return
	}
	s.list(archive{source, a.depth + 1, func() (*zip.Reader, error) { return s.shelf.open(source) }, a.tally})
}

func openEntry(f *zip.File) (io.ReadCloser, error) {
	if f.Flags&encryptedFlag != 0 {
		return nil, errEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, archiveFault(err)
	}
	return r, nil
}

// A shelf keeps the archives inside archives that were opened last: their entries are
// read one after the other, and each time the outer archive would have to be expanded.
type shelf struct {
	mu   sync.Mutex
	kept []shelved
	size int64
}

type shelved struct {
	name string
	zip  *zip.Reader
	size int64
}

// open returns the archive that source holds.
func (s *shelf) open(source Source) (*zip.Reader, error) {
	if zr := s.get(source.Name); zr != nil {
		return zr, nil
	}
	data, err := readEntry(source)
	if err != nil {
		return nil, err
	}
	zr, err := openZip(bytes.NewReader(data), int64(len(data)))
	if err == nil {
		s.put(shelved{source.Name, zr, int64(len(data))})
	}
	return zr, err
}

func (s *shelf) get(name string) *zip.Reader {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.kept {
		if k.name == name {
			return k.zip
		}
	}
	return nil
}

func (s *shelf) put(k shelved) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, k)
	for s.size += k.size; s.size > limit.OpenArchives && len(s.kept) > 1; s.kept = slices.Delete(s.kept, 0, 1) {
		s.size -= s.kept[0].size
	}
}

func readEntry(source Source) ([]byte, error) {
	r, err := source.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, limit.File+1))
	if err == nil && len(data) > limit.File {
		err = limit.ErrFile
	}
	return data, err
}

// openZip opens a zip file; limit.ErrEntries when its directory is too large to be one of
// an archive that is gone into.
func openZip(r io.ReaderAt, size int64) (*zip.Reader, error) {
	m := &metered{r: r, left: limit.Directory}
	zr, err := zip.NewReader(m, size)
	m.left = math.MaxInt64
	if errors.Is(err, zip.ErrInsecurePath) {
		err = nil // names are never used as paths
	}
	if err != nil {
		return nil, err
	}
	return zr, nil
}

// metered reads so many bytes and no more.
type metered struct {
	r    io.ReaderAt
	left int64
}

func (m *metered) ReadAt(p []byte, off int64) (int, error) {
	if int64(len(p)) > m.left {
		return 0, limit.ErrEntries
	}
	if m.left != math.MaxInt64 {
		m.left -= int64(len(p))
	}
	return m.r.ReadAt(p, off)
}

// probe tells whether r is a zip archive of files or what is left of one, and not a
// document that is a zip file inside; it opens the archive.
func probe(r io.ReaderAt, size int64) (zr *zip.Reader, isArchive bool, err error) {
	var first [4]byte
	if n, _ := r.ReadAt(first[:], 0); !beginsLikeZip(first[:n]) {
		return nil, false, errNoZip
	}
	if zr, err = openZip(r, size); err == nil {
		return zr, !isPackage(zr), nil
	}
	start := make([]byte, headSize)
	n, _ := r.ReadAt(start, 0)
	return nil, !beginsLikePackage(start[:n]), err
}

// isArchiveEntry tells the same of an entry of an archive. It expands the entry only
// when its first bytes leave a doubt.
func isArchiveEntry(f *zip.File) bool {
	r, err := openEntry(f)
	if err != nil {
		return false
	}
	defer r.Close()
	start := make([]byte, 4, headSize)
	if _, err := io.ReadFull(r, start); err != nil || !beginsLikeZip(start) {
		return false
	}
	n, _ := io.ReadFull(r, start[4:headSize])
	if start = start[:4+n]; beginsLikePackage(start) {
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

// packageParts are files that make a zip file a document: of Office Open XML, of
// OpenDocument and e-books, of OFD.
var packageParts = []string{"[Content_Types].xml", "mimetype", "OFD.xml"}

// packageMarks are files that tell as much where the rest of the zip file is missing.
var packageMarks = append([]string{"_rels/.rels", "word/document.xml", "docProps/app.xml", "docProps/core.xml"}, packageParts...)

func isPackage(zr *zip.Reader) bool {
	return slices.ContainsFunc(zr.File, func(f *zip.File) bool {
		return slices.ContainsFunc(packageParts, func(p string) bool { return strings.EqualFold(p, f.Name) })
	})
}

// beginsLikePackage reports whether one of the files that open a zip file, given as far
// as start goes, makes it a document.
func beginsLikePackage(start []byte) bool {
	for rest := start; len(rest) > 30; {
		size := int(rest[26]) | int(rest[27])<<8
		for _, p := range packageMarks {
			if size == len(p) && len(rest) >= 30+size && strings.EqualFold(p, string(rest[30:30+size])) {
				return true
			}
		}
		next := bytes.Index(rest[4:], []byte("PK\x03\x04"))
		if next < 0 {
			return false
		}
		rest = rest[4+next:]
	}
	return false
}

// entryName returns the name of an entry in slashes. Where neither a flag nor the bytes
// say that it is UTF-8, it is in the encoding of Chinese Windows.
func entryName(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 && !utf8.ValidString(name) {
		name = charset.Decode([]byte(name), charset.GB18030)
	}
	return strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/")
}
