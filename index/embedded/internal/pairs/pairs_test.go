package pairs_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hegao/index/embedded/internal/pairs"
)

// letters make strings that have many pairs in common.
var letters = []rune("一二三会课党的aб𠮷")

func randomText(r *rand.Rand, n int) string {
	runes := make([]rune, r.IntN(n+1))
	for i := range runes {
		runes[i] = letters[min(r.IntN(len(letters)), r.IntN(len(letters)))]
	}
	return string(runes)
}

func randomReports(r *rand.Rand, n int) [][]string {
	reports := make([][]string, n)
	for i := range reports {
		for range r.IntN(4) {
			reports[i] = append(reports[i], randomText(r, 30))
		}
	}
	return reports
}

// wordsOf returns words and what they count for, in short texts more than these have characters.
func wordsOf(texts []string) map[string]int {
	counts := map[string]int{}
	for _, text := range texts {
		for i, c := range text[:min(len(text), 100)] {
			counts[string(c)] += 1 + i%7
			counts[text[:i]+"头"]++
		}
	}
	return counts
}

func write(t testing.TB, name string, first uint64, reports [][]string) *pairs.Segment {
	t.Helper()
	var w pairs.Writer
	for i, texts := range reports {
		w.Add(first+uint64(i), fmt.Sprint(first+uint64(i)), texts, wordsOf(texts))
	}
	if err := w.WriteFile(name); err != nil {
		t.Fatal(err)
	}
	return open(t, name)
}

func open(t testing.TB, name string) *pairs.Segment {
	t.Helper()
	s, err := pairs.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// check compares what the segment finds for many strings with what stands in the texts, and what
// words count for.
func check(t *testing.T, r *rand.Rand, s *pairs.Segment, reports [][]string) {
	t.Helper()
	checkWords(t, s, reports)
	if s.Reports() != len(reports) {
		t.Fatalf("%d reports, want %d", s.Reports(), len(reports))
	}
	for range 300 {
		text := randomText(r, 6)
		if n := r.IntN(len(reports)); len(reports[n]) > 0 && r.IntN(2) == 0 {
			runes := []rune(reports[n][0])
			from := r.IntN(len(runes) + 1)
			text = string(runes[from:min(len(runes), from+r.IntN(15))])
		}
		var got, want []int
		if err := s.Find(text, func(i int) { got = append(got, i) }); err != nil {
			t.Fatal(err)
		}
		for i, texts := range reports {
			if text != "" && slices.ContainsFunc(texts, func(in string) bool { return strings.Contains(in, text) }) {
				want = append(want, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: in %v, want %v", text, got, want)
		}
	}
}

func checkWords(t *testing.T, s *pairs.Segment, reports [][]string) {
	t.Helper()
	want := map[string][][2]int{"不在": nil}
	for i, texts := range reports {
		for word, n := range wordsOf(texts) {
			want[word] = append(want[word], [2]int{i, n})
		}
	}
	for word, want := range want {
		for step := 1; step < 4; step++ {
			var some []int
			var expected, got [][2]int
			for i := 0; i < len(reports); i += step {
				some = append(some, i)
			}
			for _, w := range want {
				if w[0]%step == 0 {
					expected = append(expected, w)
				}
			}
			holders, err := s.Word(word, some, func(i, n int) { got = append(got, [2]int{i, n}) })
			if err != nil || holders != len(want) || !slices.Equal(got, expected) {
				t.Fatalf("%q in every %dth: %v of %d, %v, want %v of %d", word, step, got, holders, err, expected, len(want))
			}
		}
	}
}

func TestFindsEveryString(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 0))
		reports := randomReports(r, 1+r.IntN(60))
		check(t, r, write(t, filepath.Join(t.TempDir(), "a"), 1, reports), reports)
	}
}

func TestMerge(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		dir := t.TempDir()
		var segments []*pairs.Segment
		var kept [][]string
		var serials []uint64
		dropped := map[uint64]bool{}
		next := uint64(1)
		for i := range 1 + r.IntN(4) {
			reports := randomReports(r, 1+r.IntN(40))
			segments = append(segments, write(t, filepath.Join(dir, fmt.Sprint(i)), next, reports))
			whole := r.IntN(2) == 0
			for _, texts := range reports {
				if whole || r.IntN(3) > 0 {
					kept, serials = append(kept, texts), append(serials, next)
				} else {
					dropped[next] = true
				}
				next++
			}
		}
		if len(kept) == 0 {
			continue
		}
		name := filepath.Join(dir, "merged")
		if err := pairs.Merge(name, segments, func(serial uint64) bool { return !dropped[serial] }); err != nil {
			t.Fatal(err)
		}
		s := open(t, name)
		if !slices.Equal(s.Serials(), serials) {
			t.Fatalf("serials %v, want %v", s.Serials(), serials)
		}
		for i, name := range s.Names() {
			if name != fmt.Sprint(serials[i]) {
				t.Fatalf("report %d is called %s", serials[i], name)
			}
		}
		check(t, r, s, kept)
	}
}

// A text longer than one sorted chunk.
func TestLongText(t *testing.T) {
	text := strings.Repeat("党课人", 1<<21)
	s := write(t, filepath.Join(t.TempDir(), "a"), 7, [][]string{{"课党"}, {text, "末"}})
	for want, found := range map[string][]int{"党课人党": {1}, "课党": {0}, "课人党课人党课人党课": {1}, "末": {1}, "课末": nil, "人末": nil} {
		var got []int
		if err := s.Find(want, func(i int) { got = append(got, i) }); err != nil || !slices.Equal(got, found) {
			t.Errorf("%s: %v, %v, want %v", want, got, err, found)
		}
	}
}

// Whatever is broken in a file: an error or a wrong answer, never a panic.
func FuzzDamage(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 1))
	name := filepath.Join(f.TempDir(), "whole")
	write(f, name, 3, randomReports(r, 50))
	whole, err := os.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(0, []byte("x"))
	f.Add(len(whole)-30, []byte{255, 255})
	f.Add(len(whole)/2, []byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, at int, with []byte) {
		data := slices.Clone(whole)
		if at < 0 || at >= len(data) {
			at = 0
			data = with
		}
		copy(data[at:], with)
		name := filepath.Join(t.TempDir(), "damaged")
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := pairs.Open(name)
		if err != nil {
			if !errors.Is(err, pairs.ErrDamaged) {
				t.Fatal(err)
			}
			return
		}
		defer s.Close()
		for _, text := range []string{"的", "一二", "会课党", "一一二三一"} {
			s.Find(text, func(int) {})
			s.Word(text, []int{0, s.Reports() - 1}[:min(s.Reports(), 2)], func(int, int) {})
		}
		pairs.Merge(name+"2", []*pairs.Segment{s}, func(serial uint64) bool { return serial%3 > 0 })
	})
}
