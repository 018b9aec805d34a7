package index

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/s2"

	"hegao/analyze"
	"hegao/analyze/doc"
)

// lines returns n lines about as many reports, one pack each.
func lines(n int) []string {
	var all []string
	for i := range n {
		e := entry{Info: Info{ID: fmt.Sprintf("%064x", i), File: fmt.Sprint(i, ".txt"), Version: 1, Added: day("2026-07-01")}, pack: i + 1}
		all = append(all, e.line())
	}
	return all
}

func TestEntryLine(t *testing.T) {
	e := entry{
		Info: Info{ID: strings.Repeat("ab", 32), File: "收件\\报\t送.zip!a\nb\r.docx", Unit: "市水务局", Period: "2026H1", Covers: firstHalf, Profile: "conduct", Version: 3, Added: time.Date(2026, 7, 1, 9, 30, 5, 0, time.UTC)},
		pack: 7, original: blob{13, 20480, 0xdeadbeef}, text: blob{1 << 40, 0, 1}, record: blob{5, 6, 7},
	}
	got, err := parseEntry(e.line())
	if err != nil || !reflect.DeepEqual(got, e) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, e)
	}
	if strings.ContainsAny(e.line(), "\n\r") || strings.Count(e.line(), "\t") != 11 {
		t.Errorf("%q is not one line of twelve fields", e.line())
	}
	if _, err := parseEntry(strings.Replace(e.line(), "20480", "-1", 1)); err == nil {
		t.Error("a place of negative size")
	}
}

// What is wrong with a line costs no other, and shows.
func TestDamagedManifest(t *testing.T) {
	m := &manifest{base: 4, lines: lines(5)}
	whole := string(m.bytes())
	text := strings.SplitAfter(whole, "\n")
	all := lines(5)
	for name, c := range map[string]struct {
		text    string
		lines   []string
		damaged []int
		moved   []int
		lost    int
		whole   bool
	}{
		"whole":       {whole, all, nil, nil, 0, true},
		"empty":       {"", nil, []int{1}, nil, 0, false},
		"half a line": {whole[:len(whole)-7], all[:4], nil, nil, 0, false},
		"altered":     {strings.Replace(whole, "2.txt", "3.txt", 1), slices.Delete(slices.Clone(all), 2, 3), []int{4}, nil, 1, false},
		"dropped":     {strings.Join(slices.Delete(slices.Clone(text), 2, 4), ""), slices.Delete(slices.Clone(all), 1, 3), nil, nil, 2, false},
		"swapped":     {strings.Join([]string{text[0], text[2], text[1], text[3], text[4], text[5]}, ""), all, nil, []int{3}, 0, false},
		"twice":       {whole + text[5], all, nil, []int{7}, 0, false},
		"no title":    {strings.Join(text[1:], ""), all, []int{1}, nil, 0, false},
		"bad title":   {"x" + whole, all, []int{1}, nil, 0, false},
		"garbage":     {whole + "垃圾\n", all, []int{7}, nil, 0, false},
		"joined":      {strings.Replace(whole, text[2], strings.TrimSuffix(text[2], "\n"), 1), slices.Delete(slices.Clone(all), 1, 3), []int{3}, nil, 2, false},
	} {
		got := parseManifest(c.text)
		if !slices.Equal(got.lines, c.lines) || !slices.Equal(got.damaged, c.damaged) || !slices.Equal(got.moved, c.moved) || got.lost != c.lost || got.whole != c.whole {
			t.Errorf("%s: %d lines, damaged %v, moved %v, %d lost, whole %v", name, len(got.lines), got.damaged, got.moved, got.lost, got.whole)
		}
		if wantBase := 4; (got.base == wantBase) != (len(c.damaged) == 0 || c.damaged[0] != 1) {
			t.Errorf("%s: base %d", name, got.base)
		}
	}
}

func TestCatalog(t *testing.T) {
	all := lines(3)
	again, _ := parseEntry(all[0])
	again.pack = 9
	c := newCatalog([]string{all[0], all[1], deletion(all[1][2:66], 4), all[2], again.line(), loss(2), "?\tx", all[1], deletion(strings.Repeat("f", 64), 5)})
	var order []string
	for _, id := range c.all() {
		e, err := c.entry(id)
		if err != nil {
			t.Fatal(err)
		}
		order = append(order, fmt.Sprintf("%s/%d", e.File, e.pack))
	}
	if want := []string{"0.txt/9", "2.txt/3", "1.txt/2"}; !slices.Equal(order, want) || c.lost != 2 {
		t.Errorf("%v, %d lost, want %v", order, c.lost, want)
	}
}

func TestPeriodNames(t *testing.T) {
	for days, want := range map[string]string{
		"": "", "2026-01-01/2026-12-31": "2026", "2026-01-01/2026-06-30": "2026H1", "2025-07-01/2025-12-31": "2025H2",
		"2026-04-01/2026-06-30": "2026Q2", "2026-10-01/2026-12-31": "2026Q4", "2026-02-01/2026-02-28": "2026-02",
		"2026-01-01/2026-04-30": "2026-01..2026-04", "2026-02-01/2026-07-31": "2026-02..2026-07", "2025-10-01/2026-03-31": "2025-10..2026-03",
	} {
		p, err := parseDays(days)
		if got := PeriodName(p); err != nil || got != want || formatDays(p) != days {
			t.Errorf("%s is called %s, want %s; written %s, %v", days, got, want, formatDays(p), err)
		}
	}
	if _, err := parseDays("2026-13-01/2026-06-30"); err == nil {
		t.Error("month 13")
	}
}

// FuzzManifest reads anything; what it reads it writes and reads again.
func FuzzManifest(f *testing.F) {
	m := &manifest{base: 2, lines: append(lines(2), deletion(strings.Repeat("a", 64), 3), loss(4))}
	f.Add(string(m.bytes()))
	f.Add("")
	f.Add("00000000\t0\thegao manifest 1\t1\n")
	f.Fuzz(func(t *testing.T, text string) {
		m := parseManifest(text)
		c := newCatalog(m.lines)
		for _, id := range c.all() {
			e, err := c.entry(id)
			if err != nil {
				continue
			}
			if again, err := parseEntry(e.line()); err != nil || !reflect.DeepEqual(again, e) {
				t.Errorf("%+v became %+v, %v", e, again, err)
			}
		}
		m.base = max(m.base, 1)
		again := parseManifest(string(m.bytes()))
		if !again.whole || !slices.Equal(again.lines, m.lines) || again.base != m.base || again.next != m.next {
			t.Errorf("%q was read as %q", m.lines, again.lines)
		}
	})
}

// FuzzBlobs reads any bytes as a text, a record and a pack: errors at most.
func FuzzBlobs(f *testing.F) {
	s := submission("市水务局", "报告\n召开支委会6次。")
	c, err := newRecordCoder()
	if err != nil {
		f.Fatal(err)
	}
	record, err := c.packRecord(s.Report)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packText(s.Report.Doc.Blocks))
	f.Add(record)
	f.Add([]byte(packTitle))
	f.Fuzz(func(t *testing.T, data []byte) {
		if n, err := s2.DecodedLen(data); err == nil && n > 1<<16 {
			return // a gigabyte of zeros is right, and slow
		}
		if texts, err := unpackText(data); err == nil {
			var blocks []doc.Block
			for _, text := range texts {
				blocks = append(blocks, doc.Block{Text: text})
			}
			if again, err := unpackText(packText(blocks)); err != nil || !slices.Equal(again, texts) {
				t.Errorf("%q became %q, %v", texts, again, err)
			}
		}
		d := recordDecoder{types: c.types}
		if s, err := d.unpackRecord(data); err == nil {
			s.restore(nil)
		}
		other := recordDecoder{types: data}
		other.unpackRecord(record)
		r := strings.NewReader(string(data))
		packTypes(r)
		packDirectory(r, int64(len(data)))
	})
}

func TestSpan(t *testing.T) {
	if n := span(analyze.Period{From: day("2025-10-01"), To: day("2026-03-31")}); n != 6 {
		t.Errorf("%d months", n)
	}
}
