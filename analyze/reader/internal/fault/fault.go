// Package fault carries what is wrong with a submitted file from the place that
// notices it to the document's status.
package fault

import (
	"context"
	"errors"

	"hegao/analyze/doc"
)

// A Fault is why a file, or the rest of it, can't be read.
type Fault struct {
	Status doc.Status
	Reason string // Chinese: what is wrong and what to ask the unit for
}

func (f *Fault) Error() string { return string(f.Status) + ": " + f.Reason }

// New returns a fault as an error.
func New(s doc.Status, reason string) error { return &Fault{s, reason} }

// Of returns the fault in err. An error that carries none is damage: that is what a
// parser's own error means.
func Of(err error) *Fault {
	var f *Fault
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, context.DeadlineExceeded):
		return &Fault{doc.Timeout, "读取用时过长，已停止；请报送单位另存一份内容相同的新文件重新报送"}
	case errors.Is(err, context.Canceled):
		return &Fault{doc.Timeout, "检查被中断，这个文件没有读完"}
	}
	return &Fault{doc.Damaged, "文件内容已损坏，读不出来；请报送单位重新报送"}
}
