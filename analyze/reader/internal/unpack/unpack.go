// Package unpack expands archives that can only be read from their beginning on: 7z and
// rar. All that is in them is held in memory, as far as the room for it goes.
package unpack

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
	"hegao/analyze/reader/internal/limit"
)

// A File is what stands in an archive.
type File struct {
	Name     string // as the archive has it
	Modified time.Time
	Data     []byte
	Err      error // why there is no Data: a *fault.Fault, or damage
}

// What is wrong with an archive, or with a file in it.
var (
	ErrEncrypted = fault.New(doc.Encrypted, "压缩包设了密码，打不开；请报送单位去掉密码后重新报送")
	ErrMethod    = fault.New(doc.Unsupported, "压缩包用了少见的压缩方式，打不开；请报送单位用普通的 zip 方式重新压缩后报送")
	ErrVolumes   = fault.New(doc.Unsupported, "这是分卷压缩包中的一卷，单独打不开；请报送单位用普通的 zip 方式压缩成一个文件后报送")
)

var errDamaged = errors.New("unpack: damaged")

// A patient reader ends when its context does.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}

// read reads a file of size bytes, -1 where that is not known, and takes what it needs
// from room. One that ends early is damaged.
func read(r io.Reader, size int64, room *int64) ([]byte, error) {
	var b bytes.Buffer
	most := *room + 1
	if size >= 0 {
		most = min(most, size)
	}
	n, err := b.ReadFrom(io.LimitReader(r, most))
	*room -= n
	switch {
	case *room < 0:
		return nil, limit.ErrExpanded
	case err != nil:
		return nil, err
	case size >= 0 && n < size:
		return nil, io.ErrUnexpectedEOF
	}
	return b.Bytes(), nil
}
