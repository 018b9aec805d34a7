package reader

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/limit"
)

// zipEntries returns the files in a zip archive.
func zipEntries(zr *zip.Reader) []entry {
	var entries []entry
	for _, f := range zr.File {
		name := entryName(f)
		if f.Mode().IsDir() || strings.HasSuffix(name, "/") {
			continue
		}
		e := entry{
			name:      name,
			size:      int64(min(f.UncompressedSize64, 1<<62)), // it yields no more than it says
			modified:  f.Modified,
			encrypted: f.Flags&encryptedFlag != 0,
			open:      func() (io.ReadCloser, error) { return openEntry(f) },
		}
		if f.Modified.Year() < 1981 { // the zero time of zip
			e.modified = time.Time{}
		}
		entries = append(entries, e)
	}
	return entries
}

// encryptedFlag is the bit of an entry's flags that says it is encrypted.
const encryptedFlag = 1

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
	if isInner(r, zr) {
		return nil, errInner
	}
	return zr, nil
}

var errInner = errors.New("reader: the directory is that of a zip file inside")

// isInner reports whether zr is not r but a zip file in it: the last file of an archive
// whose own directory is cut off.
func isInner(r io.ReaderAt, zr *zip.Reader) bool {
	start := make([]byte, 512)
	n, _ := r.ReadAt(start, 0)
	name := firstName(start[:n])
	return promisesDocument(name) && !slices.ContainsFunc(zr.File, func(f *zip.File) bool { return f.Name == name })
}

// firstName returns the name of the first file in a zip file that begins with start.
func firstName(start []byte) string {
	if len(start) < localHeader {
		return ""
	}
	end := localHeader + int(binary.LittleEndian.Uint16(start[26:]))
	return string(start[localHeader:min(end, len(start))])
}

// localHeader is how many bytes stand before the name of a file in a zip file.
const localHeader = 30

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
	if zr, err = openZip(r, size); err == nil && isPackage(zr) {
		return zr, false, nil
	}
	start := make([]byte, headSize)
	n, _ := r.ReadAt(start, 0)
	return zr, !beginsLikePackage(start[:n]), err
}

// packageParts are files that make a zip file a document: of Office Open XML, of
// OpenDocument and e-books, of OFD.
var packageParts = []string{"[Content_Types].xml", "mimetype", "OFD.xml"}

// packageMarks are files that tell as much where the rest of the zip file is missing.
var packageMarks = append([]string{"_rels/.rels", "word/document.xml", "docProps/app.xml", "docProps/core.xml", "Doc_0/Document.xml"}, packageParts...)

func isPackage(zr *zip.Reader) bool {
	return slices.ContainsFunc(zr.File, func(f *zip.File) bool {
		return slices.ContainsFunc(packageParts, func(p string) bool { return strings.EqualFold(p, f.Name) })
	})
}

// beginsLikePackage reports whether one of the files that open a zip file, given as far
// as start goes, makes it a document. The files of a document that is in the zip file do
// not count.
func beginsLikePackage(start []byte) bool {
	const unknownSize = 8 // the flag that the size comes behind the data
	for rest := start; len(rest) > localHeader; {
		le := binary.LittleEndian
		flags, packed, name := le.Uint16(rest[6:]), int64(le.Uint32(rest[18:])), firstName(rest)
		for _, p := range packageMarks {
			if strings.EqualFold(p, name) {
				return true
			}
		}
		next := int64(localHeader+len(name)) + int64(le.Uint16(rest[28:])) + packed
		if flags&unknownSize != 0 {
			if promisesDocument(name) {
				return false
			}
			next = 4
		}
		if next > int64(len(rest)) {
			return false
		}
		more := bytes.Index(rest[next:], []byte("PK\x03\x04"))
		if more < 0 {
			return false
		}
		rest = rest[next+int64(more):]
	}
	return false
}

// promisesDocument reports whether a file of that name is one that a person submits, and
// none that a document is made of.
func promisesDocument(name string) bool {
	return slices.ContainsFunc(promised(name), func(f *format) bool { return f.name != "image" && f.name != "xml" })
}

// entryName returns the name of an entry in slashes.
func entryName(f *zip.File) string {
	if f.NonUTF8 {
		return slashed(f.Name)
	}
	return strings.TrimLeft(strings.ReplaceAll(f.Name, `\`, "/"), "/")
}

// slashed returns the name of an entry in slashes. Where its bytes do not say that it is
// UTF-8, it is in the encoding of Chinese Windows.
func slashed(name string) string {
	if !utf8.ValidString(name) {
		name = charset.Decode([]byte(name), charset.GB18030)
	}
	return strings.TrimLeft(strings.ReplaceAll(name, `\`, "/"), "/")
}
