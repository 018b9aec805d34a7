// Package reader turns submitted files into documents.
//
// [Find] lists the files under paths, folders and archives; [Read] reads one. A [Pool] does
// both and has processes of its own read what could take the whole program down. Submitted
// files are hostile: what a file is is decided by its content, never by its name, every
// limit counts real bytes, and whatever is wrong with a file becomes its status.
package reader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
)

// A Source is one submitted file that has not been read yet. It holds no open file.
type Source struct {
	Name     string    // display name: the path as given; inside archives "报送.zip!水务局/报告.docx"
	Size     int64     // bytes, as the folder or the archive's directory says
	Modified time.Time // zero where unknown

	open  func() (io.ReadCloser, error)
	fault error // why Find could not go into it; nil: an ordinary file
}

// Bytes returns a source of data that is already in memory.
func Bytes(name string, modified time.Time, data []byte) Source {
	return Source{Name: name, Size: int64(len(data)), Modified: modified, open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}}
}

// Open opens the file's bytes.
func (s Source) Open() (io.ReadCloser, error) { return s.open() }

// Read reads one file. It never fails: a file that can't be read has a status and a
// Chinese reason. When ctx ends before the file is read, the status is doc.Timeout.
func Read(ctx context.Context, s Source) *doc.Document { return (*Pool)(nil).Read(ctx, s) }

// Read reads one file as the package's [Read] does.
func (p *Pool) Read(ctx context.Context, s Source) (d *doc.Document) {
	d = &doc.Document{Name: s.Name, Size: s.Size, Modified: s.Modified, Status: doc.OK}
	defer func() {
		if v := recover(); v != nil {
			fail(d, panicked(v))
		}
	}()
	err := p.source(ctx, s, d)
	if err == nil && !hasText(d) {
		err = fault.New(doc.Empty, "文件里没有文字；请报送单位核对后重新报送")
		if d.Status != doc.OK {
			err = fault.New(doc.Damaged, d.Reason)
		}
	}
	if err != nil {
		fail(d, err)
	}
	return d
}

// source fills in d from s.
func (p *Pool) source(ctx context.Context, s Source, d *doc.Document) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r, err := s.open()
	if err != nil {
		return openFault(err)
	}
	defer r.Close()
	c, err := newContent(s.Name, s.Size, r)
	if err != nil {
		return openFault(err)
	}
	f := formatOf(c)
	switch {
	case len(c.head) == 0:
		err = fault.New(doc.Empty, "文件是空的（0 字节）；请报送单位重新报送")
	case f == nil:
		err = unknown(c)
	default:
		d.Format = f.name
		err = p.read(ctx, f, c, d)
		if err == nil || fault.Of(err).Status != doc.Damaged {
			noticeType(d, f)
		}
	}
	if s.fault != nil {
		err = s.fault
	}
	if overLimit := err != nil && fault.Of(err).Status == doc.Limit; c.done || !overLimit {
		d.SHA256 = c.sum()
	}
	if c.done {
		d.Size = int64(len(c.data))
	}
	return err
}

// panicked tells what is wrong with a file over which the program panicked with v.
func panicked(v any) error {
	return fault.New(doc.Crash, fmt.Sprintf("读取时程序出错（%.80v），这个文件没有检查；请把它另存为 docx 再试，并告知维护人员", v))
}

// fail gives d the status of err. What was read before damage stays readable.
func fail(d *doc.Document, err error) {
	f := fault.Of(err)
	if f.Status == doc.Damaged && hasText(d) {
		d.Status, d.Reason = doc.Partial, "后面的内容已损坏，只读出前一部分；请报送单位重新报送"
		return
	}
	d.Status, d.Reason = f.Status, f.Reason
	drop(d)
}

// drop takes out of d what was read.
func drop(d *doc.Document) {
	d.Blocks = nil
	for i := range d.Notices {
		d.Notices[i].Span = doc.Span{}
	}
}

func hasText(d *doc.Document) bool {
	for i := range d.Blocks {
		if strings.TrimSpace(d.Blocks[i].Text) != "" {
			return true
		}
	}
	return false
}

// openFault tells what is wrong with a file that can't be opened or read to its end.
func openFault(err error) error {
	var f *fault.Fault
	switch {
	case errors.As(err, &f):
		return err
	case errors.Is(err, fs.ErrPermission):
		return fault.New(doc.Damaged, "没有权限打开这个文件；请检查文件的访问权限，或把它复制到别处再试")
	case errors.Is(err, fs.ErrNotExist):
		return fault.New(doc.Damaged, "检查途中文件不见了；请确认它还在原处，再查一次")
	}
	return fault.New(doc.Damaged, "文件读不出来，可能已损坏或所在的磁盘有问题；请重新复制，或请报送单位重新报送")
}
