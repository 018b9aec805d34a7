package index

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The engine's folder may be in any state: whoever opens the archive next finds every report.
func TestEngineIsPutRight(t *testing.T) {
	list := submissions(1, 5)
	for name, spoil := range map[string]func(store, state string){
		"gone":     func(store, _ string) { os.RemoveAll(store) },
		"no state": func(_, state string) { os.Remove(state) },
		"damaged":  func(store, _ string) { os.WriteFile(filepath.Join(store, "list"), []byte("垃圾\n"), 0o666) },
		"damaged, no state": func(store, state string) {
			os.Remove(state)
			os.WriteFile(filepath.Join(store, "list"), []byte("垃圾\n"), 0o666)
		},
		"lacks one, no state": func(store, state string) {
			os.Remove(state)
			data, _ := os.ReadFile(filepath.Join(store, "list"))
			os.WriteFile(filepath.Join(store, "list"), data[66:], 0o666)
		},
		"one too many, no state": func(store, state string) {
			os.Remove(state)
			data, _ := os.ReadFile(filepath.Join(store, "list"))
			os.WriteFile(filepath.Join(store, "list"), append(data, "+"+strings.Repeat("f", 64)+"\n"...), 0o666)
		},
		"a bit changed": func(store, _ string) {
			data, _ := os.ReadFile(filepath.Join(store, "list"))
			data[3] ^= 1
			os.WriteFile(filepath.Join(store, "list"), data, 0o666)
			os.Chtimes(filepath.Join(store, "list"), time.Time{}, time.Now().Add(time.Second))
		},
		"state of another engine": func(_, state string) {
			data, _ := os.ReadFile(state)
			os.WriteFile(state, []byte(strings.Replace(string(data), "list 1", "list 0", 1)), 0o666)
		},
		"half built beside": func(store, _ string) { os.Mkdir(filepath.Join(filepath.Dir(store), asideName), 0o777) },
	} {
		for _, mode := range []Mode{Read, Write} {
			dir := t.TempDir()
			a := openArchive(t, dir, Write)
			add(t, a, list...)
			a.Close()
			spoil(filepath.Join(dir, storeDir), filepath.Join(dir, stateFile))
			again := openArchive(t, dir, mode)
			holds(t, again, list...)
			again.Close()
			if p := verify(t, dir); len(p) > 0 {
				t.Errorf("%s, mode %d: %+v", name, mode, p)
			}
			if exists(filepath.Join(dir, asideName)) && mode == Write {
				t.Errorf("%s: a folder is left beside", name)
			}
		}
	}
}

// An engine that fails costs no report, and gets what it lacks once it works again.
func TestEngineFails(t *testing.T) {
	broken := false
	engine := &Engine{Name: "list 1", Open: func(ctx context.Context, dir string, texts Texts, readOnly bool) (Store, error) {
		s, err := listEngine.Open(ctx, dir, texts, readOnly)
		return &moodyStore{s, &broken}, err
	}}
	dir := t.TempDir()
	a, err := Open(t.Context(), dir, Config{Mode: Write, Engine: engine})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	list := submissions(1, 9)
	add(t, a, list[:3]...)
	broken = true
	outcomes, err := a.Add(t.Context(), list[3:6])
	var failure *EngineError
	if !errors.As(err, &failure) || outcomes[2].Fate != Added {
		t.Errorf("%+v, %v", outcomes, err)
	}
	broken = false
	add(t, a, list[6:]...)
	holds(t, a, list...)
}

// A moodyStore panics while it is broken.
type moodyStore struct {
	Store
	broken *bool
}

func (s *moodyStore) Put(ctx context.Context, records []*Record) error {
	if *s.broken {
		panic("broken")
	}
	return s.Store.Put(ctx, records)
}

func TestOneOwner(t *testing.T) {
	dir := t.TempDir()
	owner := openArchive(t, dir, Write)
	list := submissions(1, 2)
	add(t, owner, list...)
	for _, mode := range []Mode{Read, Write} {
		_, err := Open(t.Context(), dir, Config{Mode: mode, Engine: listEngine})
		var held *HeldError
		if !errors.As(err, &held) || held.Holder.PID != os.Getpid() || held.Holder.Command != "test" || held.Holder.Since.IsZero() {
			t.Errorf("mode %d beside an owner: %v", mode, err)
		}
	}
	holds(t, openArchive(t, dir, Inspect), list...)
	v, err := Verify(t.Context(), dir, Config{Engine: listEngine}, func(p Problem) { t.Errorf("%+v", p) }, nil)
	var held *HeldError
	if err != nil || !errors.As(v.Unchecked, &held) || held.Holder.PID != os.Getpid() {
		t.Errorf("verify beside an owner: %+v, %v", v, err)
	}
	owner.Close()
	one, two := openArchive(t, dir, Read), openArchive(t, dir, Read) // readers stand each other
	holds(t, one, list...)
	holds(t, two, list...)
	if _, err := Open(t.Context(), dir, Config{Mode: Write}); err == nil {
		t.Error("an owner beside readers")
	}
	one.Close()
	two.Close()
	os.WriteFile(filepath.Join(dir, lockFile), []byte(`{"pid":1,"command":"of one that was killed"}`), 0o666)
	holds(t, openArchive(t, dir, Write), list...)
}

func TestReindex(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir, Write)
	list := submissions(1, 300)
	add(t, a, list...)
	last := 0
	if err := a.Reindex(t.Context(), func(done, total int) { last = done }); err != nil || last != 300 {
		t.Fatalf("%d of 300, %v", last, err)
	}
	holds(t, a, list...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.Reindex(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	holds(t, a, list...)
}

// A line of the manifest is gone, and its pack too: that is told until it is dealt with.
func TestLostLine(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir, Write)
	list := submissions(1, 3)
	for _, s := range list {
		add(t, a, s)
	}
	a.Close()
	name := filepath.Join(dir, manifestFile)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	os.WriteFile(name, []byte(lines[0]+lines[1]+"x"+lines[2]+lines[3]), 0o666)
	os.Remove(packName(dir, 2))
	openArchive(t, dir, Write).Close()
	p := verify(t, dir)
	if len(p) != 1 || p[0].Trouble != ManifestLost || p[0].Count != 1 {
		t.Errorf("%+v", p)
	}
	again := openArchive(t, dir, Write)
	add(t, again, list...)
	if err := again.Reindex(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	again.Close()
	if p := verify(t, dir); len(p) > 0 {
		t.Errorf("%+v", p)
	}
	holds(t, openArchive(t, dir, Read), list...)
}
