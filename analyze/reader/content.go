package reader

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/ole"
	"hegao/analyze/reader/internal/ooxml"
	"hegao/analyze/reader/internal/salvage"
)

// headSize is how many bytes of a file are looked at to tell its format.
const headSize = 64 << 10

// A content is what stands in a file. It reads no more of it than is asked for.
type content struct {
	name string // only for telling apart formats whose content looks the same: txt and md
	head []byte // the first bytes, at most headSize
	rest io.Reader
	hash hash.Hash
	data []byte // head and what was read behind it
	done bool   // data is the whole file
	size int64  // bytes, as promised

	noOCR bool // text in pictures is not to be recognised

	looked bool // enc and bom are set
	enc    charset.Encoding
	bom    int
	office *ooxml.Package // set by officePackage
	ole    *ole.File      // set by compound
	zip    *zip.Reader    // set by archive
	zipErr error
	rescue *rescued // what zip was made of where the file's own directory is damaged
}

func newContent(name string, size int64, r io.Reader) (*content, error) {
	c := &content{name: name, size: size, hash: sha256.New()}
	c.rest = io.TeeReader(r, c.hash)
	room := int64(headSize)
	if size > 0 {
		room = min(room, size+1)
	}
	head := make([]byte, room)
	n, err := io.ReadFull(c.rest, head)
	c.head = head[:n:n]
	c.data = c.head
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		c.done, err = true, nil
	}
	return c, err
}

// contentOf is a content that is already in memory. It has no hash.
func contentOf(name string, data []byte) *content {
	return &content{name: name, head: data[:min(len(data), headSize)], data: data, done: true}
}

// bytes returns the whole file; limit.ErrFile when it is too large.
func (c *content) bytes() ([]byte, error) { return c.upTo(limit.File, limit.ErrFile) }

// text returns the whole of a file that is nothing but text; limit.ErrText when it is
// too large.
func (c *content) text() ([]byte, error) { return c.upTo(limit.Text, limit.ErrText) }

func (c *content) upTo(most int64, tooLarge error) ([]byte, error) {
	if !c.done && int64(len(c.data)) <= most {
		var b bytes.Buffer
		b.Grow(int(min(max(c.size, headSize), most)) + bytes.MinRead)
		b.Write(c.data)
		_, err := b.ReadFrom(io.LimitReader(c.rest, most+1-int64(len(c.data))))
		c.data = b.Bytes()
		if err != nil {
			return nil, err
		}
		c.done = int64(len(c.data)) <= most
	}
	if int64(len(c.data)) > most {
		return nil, tooLarge
	}
	return c.data, nil
}

// sum returns the hash of the file; empty when it is larger than limit.File or can't be
// read to its end.
func (c *content) sum() string {
	if !c.done {
		n, err := io.Copy(io.Discard, io.LimitReader(c.rest, limit.File+1-int64(len(c.data))))
		if err != nil || n+int64(len(c.data)) > limit.File {
			return ""
		}
	}
	return hex.EncodeToString(c.hash.Sum(nil))
}

// encoding returns the encoding that the file's beginning is text in, and how many bytes
// mark it.
func (c *content) encoding() (e charset.Encoding, bom int) {
	if !c.looked {
		c.looked = true
		if head, _ := trimZeros(c.head); len(head) > 0 || len(c.head) == 0 {
			c.enc, c.bom = charset.Detect(head)
		}
	}
	return c.enc, c.bom
}

// decodable returns the text of the file with its encoding, the zero bytes that an
// interrupted copy leaves at the end cut off, and how many they were.
func (c *content) decodable() (data []byte, zeros int, e charset.Encoding, bom int, err error) {
	if data, err = c.text(); err != nil {
		return
	}
	data, zeros = trimZeros(data)
	e, bom = c.encoding()
	if len(c.data) > len(c.head) {
		e, bom = charset.Detect(data)
	}
	return
}

var errNoZip = errors.New("no zip file")

// archive opens the file as a zip archive; errNoZip when it does not even begin like one.
func (c *content) archive() (*zip.Reader, error) {
	if c.zip == nil && c.zipErr == nil {
		c.zip, c.zipErr = c.openArchive()
	}
	return c.zip, c.zipErr
}

func (c *content) openArchive() (*zip.Reader, error) {
	if !beginsLikeZip(c.head) {
		return nil, errNoZip
	}
	data, err := c.bytes()
	if err != nil {
		return nil, err
	}
	zr, err := openZip(bytes.NewReader(data), int64(len(data)))
	if beginsLikePackage(c.head) && (err != nil && err != limit.ErrEntries || err == nil && !salvage.Sound(zr, data)) {
		return c.salvage()
	}
	return zr, err
}

func beginsLikeZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// officePackage returns the file as an Office Open XML package; nil when it is none.
func (c *content) officePackage() *ooxml.Package {
	if c.office == nil {
		if zr, err := c.archive(); err == nil {
			c.office = ooxml.Open(zr, limit.NewBudget(int64(len(c.data))))
		}
	}
	return c.office
}

// compound returns the file as an OLE compound file; nil when it is none.
func (c *content) compound() *ole.File {
	if c.ole == nil && bytes.HasPrefix(c.head, []byte(ole.Signature)) {
		if data, err := c.bytes(); err == nil {
			c.ole, _ = ole.Open(data)
		}
	}
	return c.ole
}
