package index

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// A listStore is an engine that only knows which reports it was given: a file of lines, each
// "+" or "-" and an ID.
type listStore struct {
	mu   sync.Mutex
	file *os.File
	ids  map[string]bool
}

var listEngine = &Engine{Name: "list 1", Open: func(_ context.Context, dir string, _ Texts, readOnly bool) (Store, error) {
	how := os.O_RDWR | os.O_CREATE
	if readOnly {
		how = os.O_RDONLY
	}
	f, err := os.OpenFile(filepath.Join(dir, "list"), how, 0o666)
	if err != nil {
		return nil, err
	}
	s := &listStore{file: f, ids: map[string]bool{}}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		switch line := lines.Text(); {
		case len(line) != 65 || !strings.ContainsAny(line[:1], "+-"):
			panic("a damaged line") // as engines do
		case line[0] == '+':
			s.ids[line[1:]] = true
		default:
			delete(s.ids, line[1:])
		}
	}
	return s, nil
}}

func (s *listStore) write(sign string, ids []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		if _, err := fmt.Fprintf(s.file, "%s%s\n", sign, id); err != nil {
			return err
		}
		s.ids[id] = sign == "+"
	}
	return nil
}

func (s *listStore) Put(_ context.Context, records []*Record) error {
	var ids []string
	for _, r := range records {
		if len(r.Report.Doc.Blocks) == 0 || r.Report.Doc.Blocks[0].Text == "" {
			return fmt.Errorf("%s came without its text", r.File)
		}
		ids = append(ids, r.ID)
	}
	return s.write("+", ids)
}

func (s *listStore) Delete(_ context.Context, ids []string) error { return s.write("-", ids) }

func (s *listStore) Search(ctx context.Context, _ Query, _ Options) (*Result, error) {
	ids, err := s.IDs(ctx)
	return &Result{Total: len(ids)}, err
}

func (s *listStore) IDs(context.Context) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for id, in := range s.ids {
		if in {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

func (s *listStore) Close() error { return s.file.Close() }

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

var firstHalf = analyze.Period{From: day("2026-01-01"), To: day("2026-06-30")}

// submission returns a report of one unit over the first half of 2026, a block a line.
func submission(unit, text string) Submission {
	sum := sha256.Sum256([]byte(text))
	d := &doc.Document{Name: unit + ".txt", Format: "txt", Status: doc.OK, Size: int64(len(text)), SHA256: hex.EncodeToString(sum[:])}
	for i, line := range strings.Split(text, "\n") {
		d.Blocks = append(d.Blocks, doc.Block{Text: line, Runs: []doc.Run{{Src: doc.Loc{Line: i + 1, Len: int64(len(line)), Exact: true}}}})
	}
	r := &analyze.Report{ID: 3, Doc: d, Unit: unit, Period: firstHalf, Profile: &analyze.Profile{Name: "general"}, Title: d.Blocks[0].Text}
	return Submission{Report: r, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// submissions returns n reports of as many units.
func submissions(from, n int) []Submission {
	var list []Submission
	for i := from; i < from+n; i++ {
		list = append(list, submission(fmt.Sprintf("市第%d局", i), fmt.Sprintf("第%d号报告\n召开支委会%d次。\n", i, i)))
	}
	return list
}

func openArchive(t testing.TB, dir string, mode Mode) *Archive {
	t.Helper()
	a, err := Open(t.Context(), dir, Config{Mode: mode, Engine: listEngine, Holder: Me("test")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func add(t testing.TB, a *Archive, list ...Submission) []Outcome {
	t.Helper()
	outcomes, err := a.Add(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	return outcomes
}

// holds compares a with what it must hold: every report whole, and known to the engine.
func holds(t testing.TB, a *Archive, want ...Submission) {
	t.Helper()
	if got := len(a.List()); got != len(want) {
		t.Errorf("%d reports, want %d", got, len(want))
	}
	for _, s := range want {
		id := s.Report.Doc.SHA256
		original, err := a.Original(t.Context(), id)
		f, _ := s.Open()
		bytesWant, _ := io.ReadAll(f)
		if err != nil || !bytes.Equal(original, bytesWant) {
			t.Errorf("%s: original %q, %v", s.Report.Doc.Name, original, err)
		}
		r, err := a.Record(t.Context(), id)
		if err != nil || !reflect.DeepEqual(r.Report.Doc.Blocks, s.Report.Doc.Blocks) || r.Unit != s.Report.Unit {
			t.Errorf("%s: record %+v, %v", s.Report.Doc.Name, r, err)
		}
	}
	if a.store == nil {
		return
	}
	held, err := a.store.IDs(t.Context())
	if err != nil || len(held) != len(want) {
		t.Errorf("the engine holds %d reports of %d, %v", len(held), len(want), err)
	}
}

// verify returns what Verify finds.
func verify(t testing.TB, dir string) []Problem {
	t.Helper()
	var all []Problem
	_, err := Verify(t.Context(), dir, Config{Engine: listEngine}, func(p Problem) { all = append(all, p) }, nil)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAddAndReopen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "档案")
	a := openArchive(t, dir, Write)
	list := submissions(1, 600) // several groups
	for i, o := range add(t, a, list...) {
		if o.Fate != Added || o.Info.Version != 1 || o.Info.Period != "2026H1" {
			t.Fatalf("%d: %+v", i, o)
		}
	}
	holds(t, a, list...)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if p := verify(t, dir); len(p) > 0 {
		t.Errorf("verify: %+v", p)
	}
	for _, mode := range []Mode{Inspect, Read, Write} {
		again := openArchive(t, dir, mode)
		holds(t, again, list...)
		if mode != Write {
			if _, err := again.Add(t.Context(), list[:1]); !errors.Is(err, ErrReadOnly) {
				t.Errorf("added to an archive that is open for reading: %v", err)
			}
		}
		again.Close()
	}
	if packs, _ := packsIn(dir); len(packs) > 4 {
		t.Errorf("%d packs for 600 reports", len(packs))
	}
}

func TestFates(t *testing.T) {
	a := openArchive(t, t.TempDir(), Write)
	first, second := submission("市水务局", "报告\n第一稿"), submission("市水务局", "报告\n第二稿")
	classified, empty, changed := submission("甲", "机密★1年"), submission("乙", "x"), submission("丙", "报告")
	classified.Report.Findings = []analyze.Finding{{Rule: "file.classified"}}
	empty.Report.Doc.Status = doc.Scanned
	changed.Open = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("别的")), nil }
	var got []string
	for _, o := range add(t, a, first, second, first, classified, empty, changed) {
		got = append(got, fmt.Sprintf("%d/%d", o.Fate, o.Info.Version))
	}
	want := []string{"1/1", "1/2", "2/1", "4/0", "3/0", "5/0"}
	if !slices.Equal(got, want) {
		t.Errorf("fates %v, want %v", got, want)
	}
	if o := add(t, a, second); o[0].Fate != Known || o[0].Info.Version != 2 {
		t.Errorf("again: %+v", o)
	}
	if o := add(t, a, submission("市水务局", "报告\n第三稿")); o[0].Info.Version != 3 {
		t.Errorf("third: %+v", o)
	}
	holds(t, a, first, second, submission("市水务局", "报告\n第三稿"))
}

func TestUnknownPeriodIsTheOneAskedFor(t *testing.T) {
	a := openArchive(t, t.TempDir(), Write)
	s := submission("甲", "报告")
	s.Report.Period = analyze.Period{}
	s.Period = firstHalf
	if o := add(t, a, s); o[0].Info.Period != "2026H1" || !o[0].Info.Covers.To.Equal(firstHalf.To) {
		t.Errorf("%+v", o)
	}
}

// TestRecordsAreWhole fills every field of a report with something that is not its zero value,
// and zeros behind pointers: nothing of it may get lost.
func TestRecordsAreWhole(t *testing.T) {
	r := &analyze.Report{}
	fill(reflect.ValueOf(r).Elem(), new(int), 0)
	r.Doc.Blocks, r.Doc.Status = r.Doc.Blocks[:1], doc.OK
	zero := 0.0
	r.Metrics = append(r.Metrics, analyze.Metric{Value: &zero}, analyze.Metric{ValueMax: &zero}, analyze.Metric{Value: &zero, ValueMax: &zero}, analyze.Metric{})
	c, err := newRecordCoder()
	if err != nil {
		t.Fatal(err)
	}
	data, err := c.packRecord(r)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := unpackText(packText(r.Doc.Blocks))
	if err != nil {
		t.Fatal(err)
	}
	d := recordDecoder{types: c.types}
	for range 3 { // the decoder is used again
		s, err := d.unpackRecord(data)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.restore(texts)
		if err != nil {
			t.Fatal(err)
		}
		want := newStored(r).Report
		want.Doc.Blocks = r.Doc.Blocks
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	kept := newStored(r).Report
	for i := range reflect.TypeFor[analyze.Report]().NumField() {
		f := reflect.TypeFor[analyze.Report]().Field(i)
		gone := reflect.ValueOf(kept).Elem().Field(i).IsZero()
		if want := slices.Contains([]string{"ID", "Tokens", "Profile", "Superseded", "Past", "Directory"}, f.Name); gone != want {
			t.Errorf("%s is left out: %v, want %v", f.Name, gone, want)
		}
	}
}

// fill sets everything below v to values that differ from zero and from one another.
func fill(v reflect.Value, n *int, depth int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(day("2026-01-02").AddDate(0, 0, *n)))
			return
		}
		for i := range v.NumField() {
			if v.Type() == reflect.TypeFor[analyze.Report]() && slices.Contains([]string{"Tokens", "Profile", "Superseded", "Past", "Directory"}, v.Type().Field(i).Name) {
				continue
			}
			fill(v.Field(i), n, depth+1)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n, depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), n, depth+1)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n, depth+1)
		}
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, n, depth+1)
		fill(value, n, depth+1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString(fmt.Sprint("词", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(*n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n%100 + 1))
	default:
		panic(v.Type().String())
	}
}

func TestOpenErrors(t *testing.T) {
	open := func(dir string, mode Mode) error {
		a, err := Open(t.Context(), dir, Config{Mode: mode, Engine: listEngine})
		if err == nil {
			a.Close()
		}
		return err
	}
	none := filepath.Join(t.TempDir(), "none")
	foreign := t.TempDir()
	os.WriteFile(filepath.Join(foreign, "报告.docx"), []byte("x"), 0o666)
	newer := t.TempDir()
	openArchive(t, newer, Write).Close()
	os.WriteFile(filepath.Join(newer, formatFile), []byte("hegao archive 2\n"), 0o666)
	half := t.TempDir()
	openArchive(t, half, Write).Close()
	os.WriteFile(filepath.Join(half, restoreFile), nil, 0o666)
	for _, mode := range []Mode{Inspect, Read, Write} {
		if err := open(none, mode); mode != Write && !errors.Is(err, ErrNone) {
			t.Errorf("mode %d, nothing there: %v", mode, err)
		}
		want := ErrNone
		if mode == Write {
			want = ErrForeign
		}
		if err := open(foreign, mode); !errors.Is(err, want) {
			t.Errorf("mode %d, other files: %v", mode, err)
		}
		var version *VersionError
		if err := open(newer, mode); !errors.As(err, &version) || version.Found != "2" {
			t.Errorf("mode %d, newer: %v", mode, err)
		}
		if err := open(half, mode); !errors.Is(err, ErrRestore) {
			t.Errorf("mode %d, half restored: %v", mode, err)
		}
	}
	if files, _ := os.ReadDir(foreign); len(files) != 1 {
		t.Errorf("files were left in a folder of others: %v", files)
	}
}

func TestConcurrentUse(t *testing.T) {
	a := openArchive(t, t.TempDir(), Write)
	first := submissions(0, 50)
	add(t, a, first...)
	var group sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		group.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := a.Record(t.Context(), first[i%40].Report.Doc.SHA256); err != nil {
					t.Error(err)
					return
				}
				if _, err := a.Search(t.Context(), nil, Options{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for i := range 5 {
		add(t, a, submissions(100+10*i, 10)...)
		if err := a.Delete(t.Context(), []string{first[45+i].Report.Doc.SHA256}); err != nil {
			t.Error(err)
		}
		if err := a.Compact(t.Context()); err != nil && !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	}
	close(stop)
	group.Wait()
	holds(t, a, append(first[:45:45], submissions(100, 50)...)...)
}

// The state of an engine's folder is a small file that anybody can read.
func TestStateIsJSON(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir, Write)
	add(t, a, submissions(1, 3)...)
	a.Close()
	data, err := os.ReadFile(filepath.Join(dir, stateFile))
	if err != nil {
		t.Fatal(err)
	}
	var s storeState
	if err := json.Unmarshal(data, &s); err != nil || s.Next != 4 || s.Files["list"].Size != 3*66 {
		t.Errorf("%s, %v", data, err)
	}
}
