package embedded_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"hegao/index"
	"hegao/index/embedded"
	"hegao/index/storetest"
)

// filled returns an archive in memory and an index of it in dir, closed.
func filled(t testing.TB, dir string, n, size int) *storetest.Memory {
	t.Helper()
	m := storetest.NewMemory()
	s := open(t, dir, m)
	var all []*index.Record
	for r := range newCorpus(t).Records(size, 5) {
		if all = append(all, r); len(all) == n {
			break
		}
	}
	for i := 0; i < n; i += 40 {
		part := all[i:min(n, i+40)]
		if err := errors.Join(m.Put(t.Context(), part), s.Put(t.Context(), part)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return m
}

// odd returns a query that nobody in his right mind types.
func odd(r *rand.Rand) string {
	pieces := []string{".*", "(", ")", `"`, "*", "?", "党", "的", " ", "\t", "OR", "AND", "NOT", "-", "+", "~2", "^9", "[a TO z]", "/.*/", "\\", ":", "unit:", "metric:", "metric:党<",
		"w:工作", "_id:*", "𠮷", "\xff", "\x00", "\u202e", "a", "1", "。", "，", "工作", "会议 ", "党课 OR ", "section:", "rule:*", "year:2020", "<script>", "' OR 1=1 --", "％", "🙂"}
	switch r.IntN(6) {
	case 0:
		return strings.Repeat(pieces[r.IntN(len(pieces))], 1+r.IntN(3000))
	case 1:
		return strings.Repeat("(", r.IntN(400)) + "党 课" + strings.Repeat(")", r.IntN(400))
	case 2:
		var b strings.Builder
		for range r.IntN(200) {
			b.WriteRune(rune(r.IntN(0x11000)))
		}
		return b.String()
	}
	var b strings.Builder
	for range r.IntN(60) {
		b.WriteString(pieces[r.IntN(len(pieces))])
		if r.IntN(3) == 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// askOdd asks odd queries, each of which must be answered within two seconds, and returns how
// long the slowest took. check is told how many reports the i-th found.
func askOdd(t *testing.T, s interface {
	Search(context.Context, index.Query, index.Options) (*index.Result, error)
}, queries int, check func(i int, q index.Query, total int)) (slowest time.Duration) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	for i := range queries {
		typed := odd(r)
		q, _ := index.Parse(typed)
		began := time.Now()
		result, err := s.Search(t.Context(), q, index.Options{Limit: 10, Offset: r.IntN(3) * r.IntN(1000), Facets: true, Sort: []index.Sort{"", index.ByDate, index.ByUnit, "odd"}[r.IntN(4)]})
		if err != nil {
			t.Fatalf("%.100q: %v", typed, err)
		}
		took := time.Since(began)
		if took > 2*time.Second {
			t.Errorf("%.100q took %v", typed, took)
		}
		slowest = max(slowest, took)
		check(i, q, result.Total)
	}
	return slowest
}

// Whatever is typed: an answer, soon, and no more memory than before.
func TestOddQueries(t *testing.T) {
	dir := t.TempDir()
	m := filled(t, dir, 400, 3000)
	s := open(t, dir, m)
	defer s.Close()
	n := 5000
	if testing.Short() {
		n = 500
	}
	var before runtime.MemStats
	askOdd(t, s, n, func(i int, q index.Query, total int) {
		if i == n/10 {
			runtime.GC()
			runtime.ReadMemStats(&before)
		}
		if i%50 == 0 {
			want, err := m.Search(t.Context(), q, index.Options{})
			if err != nil || total != want.Total {
				t.Errorf("%.100q: %d reports, want %d (%v)", q, total, want.Total, err)
			}
		}
	})
	var after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapInuse > before.HeapInuse+32<<20 {
		t.Errorf("memory grew from %d to %d MB", before.HeapInuse>>20, after.HeapInuse>>20)
	}
}

// A search ends soon after whoever asked has gone.
func TestSearchIsCancelled(t *testing.T) {
	dir := t.TempDir()
	m := filled(t, dir, 200, 3000)
	s := open(t, dir, m)
	defer s.Close()
	q, _ := index.Parse("工作 OR 学习 OR 会议 OR 问题 OR 情况 OR 党 OR 的 OR 一 OR 二 OR 三")
	for _, after := range []time.Duration{0, 50 * time.Microsecond, 500 * time.Microsecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		began := time.Now()
		_, err := s.Search(ctx, q, index.Options{Limit: 1000})
		cancel()
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after %v: %v", after, err)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("cancelled after %v, it took %v", after, took)
		}
	}
}

func TestOneOwner(t *testing.T) {
	dir := t.TempDir()
	m := filled(t, dir, 3, 500)
	s := open(t, dir, m)
	began := time.Now()
	if _, err := embedded.Open(dir, m, embedded.Options{}); !errors.Is(err, embedded.ErrHeld) {
		t.Errorf("a second owner: %v", err)
	}
	if _, err := embedded.Open(dir, m, embedded.Options{ReadOnly: true}); !errors.Is(err, embedded.ErrHeld) {
		t.Errorf("a reader beside an owner: %v", err)
	}
	if took := time.Since(began); took > 6*time.Second {
		t.Errorf("it took %v", took)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var readers []*embedded.Store
	for range 2 {
		r, err := embedded.Open(dir, m, embedded.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		readers = append(readers, r)
	}
	for _, r := range readers {
		if result, err := r.Search(t.Context(), index.And{}, index.Options{Limit: 10}); err != nil || result.Total != 3 {
			t.Errorf("%v, %v", result, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := readers[0].Search(t.Context(), index.And{}, index.Options{}); err == nil {
		t.Error("a closed index found something")
	}
}

// Nothing of what was deleted is left after Compact.
func TestCompact(t *testing.T) {
	dir := t.TempDir()
	m := storetest.NewMemory()
	s := open(t, dir, m).(*embedded.Store)
	const secret = "绝不外传的一句话"
	n := 0
	for r := range newCorpus(t).Records(600, 5) {
		if n == 7 {
			r.Report.Doc.Blocks[0].Text, r.Unit = secret, secret
			r.ID = "secret"
		}
		if err := errors.Join(m.Put(t.Context(), []*index.Record{r}), s.Put(t.Context(), []*index.Record{r})); err != nil {
			t.Fatal(err)
		}
		if n++; n == 15 {
			break
		}
	}
	if err := s.Delete(t.Context(), []string{"secret"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Search(t.Context(), index.And{}, index.Options{}); err != nil || r.Total != 14 {
		t.Errorf("%v, %v", r, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir, m).(*embedded.Store)
	defer s.Close()
	if r, err := s.Search(t.Context(), index.Text{Text: "工作"}, index.Options{}); err != nil || r.Total == 0 {
		t.Errorf("%v, %v", r, err)
	}
	files := 0
	filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), secret) || strings.Contains(string(data), "secret") {
			t.Errorf("%s still holds it", filepath.Base(path))
		}
		return err
	})
	if files > 5 {
		t.Errorf("%d files", files)
	}
}

// Damage is told, or does no harm; never a panic, never a hang.
func TestDamage(t *testing.T) {
	whole := t.TempDir()
	m := filled(t, whole, 60, 800)
	r := rand.New(rand.NewPCG(4, 4))
	var files []string
	filepath.WalkDir(whole, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(whole, path)
			files = append(files, name)
		}
		return err
	})
	told := 0
	for i := range 120 {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		name := files[i%len(files)]
		what := damage(t, r, filepath.Join(dir, name), i/len(files))
		began := time.Now()
		if err := use(t, dir, m); err != nil {
			told++
			if !errors.Is(err, embedded.ErrDamaged) && !errors.Is(err, os.ErrPermission) && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s, %s: it took %v", name, what, took)
		}
	}
	t.Logf("%d of 120 damages were told at once; the others are found by comparing with the archive", told)
}

// damage damages a file and says how.
func damage(t *testing.T, r *rand.Rand, file string, how int) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	what := ""
	switch how % 6 {
	case 0:
		what, data = "cut", data[:r.IntN(len(data)+1)]
	case 1:
		what, data = "emptied", nil
	case 2:
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		return "removed"
	case 3, 4:
		what = "bits flipped"
		for range 1 + how*how {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
		}
	case 5:
		what = "zeroed"
		from := r.IntN(len(data))
		clear(data[from:min(len(data), from+4096)])
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return what
}

// use opens an index and does all that one can do with it.
func use(t *testing.T, dir string, m *storetest.Memory) (err error) {
	t.Helper()
	defer func() {
		if v := recover(); v != nil {
			t.Errorf("panic: %v", v)
		}
	}()
	s, err := embedded.Open(dir, m, embedded.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err := s.IDs(t.Context()); err != nil {
		return err
	}
	for _, typed := range []string{"工作", "的", "党课 OR 会议", "unit:水务", "metric:讲党课<3", ""} {
		q, _ := index.Parse(typed)
		if _, err := s.Search(t.Context(), q, index.Options{Limit: 20, Facets: true}); err != nil {
			return err
		}
	}
	for i := range 3 {
		for r := range newCorpus(t).Records(500, uint64(100+i)) {
			r.ID = fmt.Sprint("new", i)
			if err := s.Put(t.Context(), []*index.Record{r}); err != nil {
				return err
			}
			break
		}
	}
	return nil
}
