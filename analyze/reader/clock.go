package reader

import (
	"context"
	"errors"
	"time"
)

// A clock is how long one file may be read. It goes with the context of the reading, which
// it ends.
type clock struct {
	timer *time.Timer
	heard func(more time.Duration, why string) // told when the reading is given more time; may be nil
}

type clockKey struct{}

// startClock returns a context that ends after d, with the cause context.DeadlineExceeded.
func startClock(ctx context.Context, d time.Duration, heard func(more time.Duration, why string)) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	c := &clock{heard: heard}
	c.timer = time.AfterFunc(d, func() { cancel(context.DeadlineExceeded) })
	return context.WithValue(ctx, clockKey{}, c), func() {
		c.timer.Stop()
		cancel(nil)
	}
}

// allow gives the reading that ctx is of so much time from now on, for what is slow but is
// bound to end. Why is told to the person who waits, in Chinese; it may be empty.
func allow(ctx context.Context, more time.Duration, why string) {
	c, ok := ctx.Value(clockKey{}).(*clock)
	if !ok || ctx.Err() != nil {
		return
	}
	c.timer.Reset(more)
	if c.heard != nil {
		c.heard(more, why)
	}
}

// inTime returns the error of a reading under ctx that returned err.
func inTime(ctx context.Context, err error) error {
	if end := context.Cause(ctx); end != nil && (err == nil || errors.Is(err, context.Canceled)) {
		return end
	}
	return err
}
