package index

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hegao/analyze"
)

// backedUp returns a backup of an archive with the reports of list.
func backedUp(t *testing.T, list []Submission) (dir, file string) {
	t.Helper()
	dir, file = filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "备份.zip")
	a := openArchive(t, dir, Write)
	add(t, a, list[:len(list)/2]...)
	add(t, a, list[len(list)/2:]...)
	if n, err := openArchive(t, dir, Inspect).Backup(t.Context(), file, nil); n != 0 || err != nil { // beside the owner
		t.Fatal(n, err)
	}
	a.Close()
	return dir, file
}

func TestBackupAndRestore(t *testing.T) {
	list := submissions(1, 20)
	_, file := backedUp(t, list)
	to := filepath.Join(t.TempDir(), "恢复")
	if n, err := Restore(t.Context(), file, to, nil); n != len(list) || err != nil {
		t.Fatal(n, err)
	}
	a := openArchive(t, to, Write)
	holds(t, a, list...)
	add(t, a, submissions(30, 2)...)
	a.Close()
	if p := verify(t, to); len(p) > 0 {
		t.Errorf("%+v", p)
	}
	if _, err := Restore(t.Context(), file, to, nil); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("restored over an archive: %v", err)
	}
	if _, err := openArchive(t, to, Inspect).Backup(t.Context(), file, nil); !errors.Is(err, os.ErrExist) {
		t.Errorf("wrote over a backup: %v", err)
	}
}

// A backup that is cut off or damaged makes no archive that could be taken for whole, and the
// same folder takes a good one afterwards.
func TestDamagedBackup(t *testing.T) {
	list := submissions(1, 20)
	_, file := backedUp(t, list)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "恢复")
	bad := filepath.Join(t.TempDir(), "坏.zip")
	for i := range 60 {
		data := append([]byte(nil), whole...)
		if i%2 == 0 {
			data = data[:len(data)*i/60]
		} else {
			data[len(data)*i/60] ^= 0x10
		}
		os.WriteFile(bad, data, 0o666)
		n, err := Restore(t.Context(), bad, to, nil)
		if err == nil { // a bit that says nothing: a time in the zip's directory
			holds(t, openArchive(t, to, Write), list...)
			os.RemoveAll(to)
			continue
		}
		var backup *BackupError
		if n != 0 || !errors.As(err, &backup) {
			t.Errorf("%d: %d, %v", i, n, err)
		}
		if a, err := Open(t.Context(), to, Config{Mode: Write}); err == nil && len(a.List()) > 0 {
			t.Errorf("%d: half a backup opens with %d reports", i, len(a.List()))
			a.Close()
		} else if err == nil {
			a.Close()
			os.RemoveAll(to)
		} else if !errors.Is(err, ErrRestore) {
			t.Errorf("%d: %v", i, err)
		}
	}
	if n, err := Restore(t.Context(), file, to, nil); n != len(list) || err != nil {
		t.Fatal(n, err)
	}
	holds(t, openArchive(t, to, Write), list...)
}

// A backup of a damaged archive says how many reports are, and keeps the others.
func TestBackupOfDamaged(t *testing.T) {
	list := submissions(1, 6)
	dir, _ := backedUp(t, list)
	data, err := os.ReadFile(packName(dir, 1))
	if err != nil {
		t.Fatal(err)
	}
	text, _ := list[1].Open()
	buf := make([]byte, 20)
	text.Read(buf)
	at := strings.Index(string(data), string(buf))
	data[at] ^= 1
	os.WriteFile(packName(dir, 1), data, 0o666)
	file := filepath.Join(t.TempDir(), "b.zip")
	if n, err := openArchive(t, dir, Inspect).Backup(t.Context(), file, nil); n != 1 || err != nil {
		t.Errorf("%d damaged, %v", n, err)
	}
}

func TestBackupWhileCompacting(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	owner := openArchive(t, dir, Write)
	list := submissions(1, 6)
	add(t, owner, list[:3]...)
	add(t, owner, list[3:]...)
	reader := openArchive(t, dir, Inspect)
	if err := errors.Join(owner.Delete(t.Context(), []string{list[0].Report.Doc.SHA256}), owner.Compact(t.Context())); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "b.zip")
	if n, err := reader.Backup(t.Context(), file, nil); n != 0 || err != nil {
		t.Fatal(n, err)
	}
	holds(t, reader, list[1:]...)
	to := filepath.Join(t.TempDir(), "to")
	if n, err := Restore(t.Context(), file, to, nil); n != 5 || err != nil {
		t.Errorf("%d reports, %v", n, err)
	}
}

func TestHistory(t *testing.T) {
	a := openArchive(t, t.TempDir(), Write)
	over := func(s Submission, from, to, profile string) Submission {
		s.Report.Period = analyze.Period{From: day(from), To: day(to)}
		s.Report.Profile = &analyze.Profile{Name: profile}
		return s
	}
	add(t, a,
		over(submission("甲", "一"), "2025-01-01", "2025-06-30", "general"),
		over(submission("甲", "二"), "2025-07-01", "2025-12-31", "general"),
		over(submission("甲", "二改"), "2025-07-01", "2025-12-31", "general"),
		over(submission("甲", "全年"), "2025-01-01", "2025-12-31", "general"),
		over(submission("甲", "别的"), "2025-07-01", "2025-12-31", "conduct"),
		over(submission("甲", "三"), "2026-01-01", "2026-06-30", "general"),
		over(submission("乙", "四"), "2025-07-01", "2025-12-31", "general"),
	)
	for _, c := range []struct{ unit, profile, from, to, want string }{
		{"甲", "general", "2026-01-01", "2026-06-30", "二改"},
		{"甲", "general", "2026-07-01", "2026-12-31", "三"},
		{"甲", "general", "2026-01-01", "2026-12-31", "全年"}, // a year is set beside a year
		{"甲", "general", "2026-04-01", "2026-06-30", "二改"},
		{"甲", "general", "2025-01-01", "2025-06-30", ""},
		{"甲", "conduct", "2026-01-01", "2026-06-30", "别的"},
		{"丙", "general", "2026-01-01", "2026-06-30", ""},
		{"", "general", "2026-01-01", "2026-06-30", ""},
	} {
		past, err := a.Last(t.Context(), []string{c.unit}, c.profile, analyze.Period{From: day(c.from), To: day(c.to)})
		got := ""
		if past != nil {
			got = past.Report.Doc.Blocks[0].Text
		}
		if err != nil || got != c.want {
			t.Errorf("%+v: %q, %v", c, got, err)
		}
	}
	next := analyze.Period{From: day("2026-01-01"), To: day("2026-06-30")}
	if past, _ := a.Last(t.Context(), []string{"丙"}, "general", next); past != nil {
		t.Errorf("%+v", past)
	}
	add(t, a, over(submission("丙", "五"), "2025-07-01", "2025-12-31", "general"))
	if past, _ := a.Last(t.Context(), []string{"丙"}, "general", next); past == nil {
		t.Error("what has just come in is not known")
	}
	if err := a.Delete(t.Context(), []string{submission("丙", "五").Report.Doc.SHA256}); err != nil {
		t.Fatal(err)
	}
	if past, _ := a.Last(t.Context(), []string{"丙"}, "general", next); past != nil {
		t.Errorf("deleted: %+v", past)
	}
}
