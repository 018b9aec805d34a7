// Package reader turns submitted files into documents.
//
// [Find] lists the files under paths, folders and archives; [Read] reads one. Submitted
// files are hostile: what a file is is decided by its content, never by its name, every
// limit counts real bytes, and whatever is wrong with a file becomes its status.
package reader

import (
	"bytes"
	"context"
	"io"
	"time"

	"hegao/analyze/doc"
)

// A Source is one submitted file that has not been read yet. It holds no open file.
type Source struct {
	Name     string    // display name: the path as given; inside archives "报送.zip!水务局/报告.docx"
	Size     int64     // bytes, as the folder or the archive's directory says
	Modified time.Time // zero where unknown
	open     func() (io.ReadCloser, error)
}

// Bytes returns a source of data that is already in memory.
func Bytes(name string, modified time.Time, data []byte) Source {
	return Source{name, int64(len(data)), modified, func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
}

// Found is what Find met.
type Found struct {
	Sources []Source // in the order of the paths, inside folders and archives by name
	Ignored []string // display names of what was passed over: ~$…, .DS_Store, __MACOSX, …
}

// Find lists the files at paths: files as they are, folders with all that is below them,
// zip archives entry by entry. The error is a path that does not exist or ctx's; whatever
// is wrong deeper down becomes a source that Read gives its status.
func Find(ctx context.Context, paths []string) (Found, error) {
	return Found{}, ctx.Err()
}

// Read reads one file. It never fails: a file that can't be read has a status and a
// Chinese reason. When ctx ends before the file is read, the status is doc.Timeout.
func Read(ctx context.Context, s Source) *doc.Document {
	return &doc.Document{Name: s.Name, Size: s.Size, Modified: s.Modified, Status: doc.Unsupported, Reason: "还不能读取"}
}
