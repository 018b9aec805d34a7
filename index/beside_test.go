package index

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// linkedEngine is listEngine with snapshots.
var linkedEngine = &Engine{Name: listEngine.Name, Open: listEngine.Open, Snapshot: func(_ context.Context, from, to string) error {
	data, err := os.ReadFile(filepath.Join(from, "list"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(to, "list"), data, 0o666)
}}

// A reader beside an owner finds what has been committed, and is told how much is still to come;
// what it leaves behind when it is killed is gone with the next owner, and with what is deleted.
func TestReadBesideOwner(t *testing.T) {
	dir := t.TempDir()
	owner, err := Open(t.Context(), dir, Config{Mode: Write, Engine: linkedEngine})
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close()
	list := submissions(1, 6)
	add(t, owner, list[:4]...)
	owner.store = &moodyStore{owner.store, new(true)} // as while the engine is at work
	if _, err := owner.Add(t.Context(), list[4:]); err == nil {
		t.Fatal("the engine took what it can't take")
	}
	reader, err := Open(t.Context(), dir, Config{Mode: Read, Engine: linkedEngine})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := reader.Search(t.Context(), And{}, Options{}); err != nil || r.Total != 4 || reader.Pending() != 2 {
		t.Errorf("%+v, %v; %d pending", r, err, reader.Pending())
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	left := filepath.Join(dir, snapshotName+"1")
	for _, clear := range []func(){
		func() { owner.Compact(t.Context()) },
		func() { owner.Close(); openArchive(t, dir, Write).Close() },
	} {
		if err := os.Mkdir(left, 0o777); err != nil {
			t.Fatal(err)
		}
		if clear(); exists(left) {
			t.Error("a killed reader's folder stays")
		}
	}
}
