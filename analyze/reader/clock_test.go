package reader

import (
	"context"
	"errors"
	"testing"
	"time"
)

// A reading ends when its time is over, and may be given more.
func TestClock(t *testing.T) {
	var told []string
	ctx, stop := startClock(t.Context(), 50*time.Millisecond, func(_ time.Duration, why string) { told = append(told, why) })
	defer stop()
	allow(ctx, time.Hour, "正在准备")
	time.Sleep(100 * time.Millisecond)
	if ctx.Err() != nil || inTime(ctx, nil) != nil || len(told) != 1 || told[0] != "正在准备" {
		t.Errorf("%v, %q", ctx.Err(), told)
	}
	allow(ctx, time.Millisecond, "")
	<-ctx.Done()
	if err := inTime(ctx, ctx.Err()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	allow(ctx, time.Hour, "太晚")
	if broken := errors.New("broken"); inTime(ctx, broken) != broken || len(told) != 2 {
		t.Errorf("%q", told)
	}
	allow(context.Background(), time.Hour, "") // where nobody counts
}

// What needs longer than a file may take says so to the pool, which waits.
func TestPoolWaits(t *testing.T) {
	var told []string
	p := NewPool(func(text string) { told = append(told, text) })
	defer p.Close()
	for _, p := range []*Pool{p, {state: poolAlone, tell: p.tell}} {
		if d := p.readBytes(t.Context(), "a", dawdles); !d.Status.Readable() {
			t.Errorf("%s %s", d.Status, d.Reason)
		}
	}
	if len(told) != 2 || told[0] != "要等" || told[1] != "要等" {
		t.Errorf("%q", told)
	}
}
