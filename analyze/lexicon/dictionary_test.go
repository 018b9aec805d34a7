package lexicon

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write dict.bin anew")

// TestDictionary makes the dictionary from the list that it is derived from, and
// from words/domain.txt, and expects it in dict.bin.
func TestDictionary(t *testing.T) {
	want := encode(derive(readList(t)))
	if *update {
		if err := os.WriteFile("dict.bin", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if dictionary != string(want) {
		t.Fatal("dict.bin is not what the list and words/domain.txt make: go test ./analyze/lexicon -run TestDictionary -update")
	}
}

func TestWords(t *testing.T) {
	all := map[string]bool{}
	total := 0.0
	for w := range Words(func(a, b rune) bool { return true }) {
		if all[w.Text] || w.Text == "" || w.Freq < 2 || w.Pos == "" {
			t.Errorf("%+v, seen before: %v", w, all[w.Text])
		}
		all[w.Text] = true
		total += w.Freq
	}
	if len(all) < 300_000 || total != TotalFreq() {
		t.Errorf("%d words of frequency %.0f, TotalFreq is %.0f", len(all), total, TotalFreq())
	}

	pairs := map[[2]rune]bool{}
	var last rune
	for _, r := range "召开支委会６次，KTV和4s店：党风廉政建设责任制𠮷" {
		pairs[[2]rune{0, r}] = true
		pairs[[2]rune{last, r}] = true
		last = r
	}
	has := func(a, b rune) bool { return pairs[[2]rune{a, b}] }
	asked := 0
	for w := range Words(has) {
		if !pairsIn(w.Text, has) || !all[w.Text] {
			t.Errorf("%s is not asked for", w.Text)
		}
		delete(all, w.Text)
		asked++
	}
	for word := range all {
		if pairsIn(word, has) {
			t.Errorf("%s is left out", word)
		}
	}

	for stop := range asked { // a loop may be left at any word
		n := 0
		for range Words(has) {
			if n++; n > stop {
				break
			}
		}
		if n != stop+1 {
			t.Fatalf("left after %d words, not %d", n, stop+1)
		}
	}
}

// readList reads the list of simplified Chinese that the module gse ships: a word a
// line, with its frequency and part of speech. Of words that stand twice, the first
// counts.
func readList(t *testing.T) map[string]Word {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-ego/gse").Output()
	if err != nil {
		t.Fatal("find the module gse: ", err)
	}
	f, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "data/dict/zh/s_1.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list := map[string]Word{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		field := strings.Fields(lines.Text())
		text := strings.ToLower(field[0])
		freq, err := strconv.ParseFloat(field[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := list[text]; !twice {
			list[text] = Word{text, freq, field[2]}
		}
	}
	return list
}

// counted is a numeral with a measure word. A report's numbers and what they count
// must come apart: 两|次, 10|余|人次.
var counted = regexp.MustCompile(`^[〇一二三四五六七八九十百千万亿两几数半余多][〇零一二三四五六七八九十百千万亿两几数半余多]*` +
	`([人件家户批场轮辆艘]?次|[期个名人位件份项条起家户批轮篇册部张支座辆台套组届处间所例宗笔封幅节堂类页卷` +
	`吨米亩栋幢棵株枚块根盏本颗斤头只眼艘层倍字句票款门元]|个月|美元|公里|厘米|[平立]方米|平方公里|公顷|公斤|千瓦时?)$`)

// notCounted are words that look counted.
var notCounted = strings.Fields("一起 一块 四处 数字 数组 数位 十字 八字 千米")

// misleading are entries that cut reports wrongly: 各党|支部, 万千|瓦.
var misleading = strings.Fields("各党 设党 同党 万千 家子 个股 篇文章 干部带头 广大党员")

// derive leaves out what makes the cuts of a report worse, and gives a single
// character the frequency 2, as gse does when it reads a list: what can be read as
// a word is.
func derive(list map[string]Word) []Word {
	domain := map[string]bool{}
	for _, w := range domainWords() {
		domain[w.Text] = true
	}
	words := slices.DeleteFunc(slices.Collect(maps.Values(list)), func(w Word) bool {
		beyond := strings.ContainsFunc(w.Text, func(r rune) bool { return r > 0xffff })
		return beyond || domain[w.Text] || slices.Contains(misleading, w.Text) || verbPhrase(w, list) ||
			counted.MatchString(w.Text) && !slices.Contains(notCounted, w.Text)
	})
	for i, w := range words {
		if utf8.RuneCountInString(w.Text) == 1 {
			words[i].Freq = 2
		}
	}
	slices.SortFunc(words, func(a, b Word) int { return cmp.Compare(a.Text, b.Text) })
	return words
}

// verbPhrase reports whether w is a rare entry that a common verb and another common
// word make up, as 解决问题: it would hide what 解决问题134个 counts.
func verbPhrase(w Word, list map[string]Word) bool {
	const rare, common = 3, 10
	if w.Freq > rare || utf8.RuneCountInString(w.Text) < 4 {
		return false
	}
	for i := range w.Text {
		verb, rest := list[w.Text[:i]], list[w.Text[i:]]
		if utf8.RuneCountInString(verb.Text) >= 2 && utf8.RuneCountInString(rest.Text) >= 2 &&
			strings.HasPrefix(verb.Pos, "v") && verb.Freq > common && rest.Freq > common {
			return true
		}
	}
	return false
}

// encode writes sorted words as the comment on dictionary says.
func encode(words []Word) []byte {
	var total uint64
	var tags []string
	for _, w := range words {
		total += uint64(w.Freq)
		if !slices.Contains(tags, w.Pos) {
			tags = append(tags, w.Pos)
		}
	}
	out := binary.AppendUvarint(nil, total)
	out = binary.AppendUvarint(out, uint64(len(tags)))
	for _, tag := range tags {
		out = append(append(out, byte(len(tag))), tag...)
	}
	return append(out, encodeNodes(words, 0, tags)...)
}

// encodeNodes writes the nodes below the first depth bytes, which words share.
func encodeNodes(words []Word, depth int, tags []string) []byte {
	var out []byte
	for len(words) > 0 {
		char, size := utf8.DecodeRuneInString(words[0].Text[depth:])
		n := slices.IndexFunc(words, func(w Word) bool { return !strings.HasPrefix(w.Text[depth:], string(char)) })
		if n < 0 {
			n = len(words)
		}
		node, below := []byte{0}, words[:n]
		if w := below[0]; len(w.Text) == depth+size {
			node[0] = byte(slices.Index(tags, w.Pos) + 1)
			node = binary.AppendUvarint(node, uint64(w.Freq))
			below = below[1:]
		}
		node = append(node, encodeNodes(below, depth+size, tags)...)
		out = binary.BigEndian.AppendUint16(out, uint16(char))
		out = binary.AppendUvarint(out, uint64(len(node)))
		out = append(out, node...)
		words = words[n:]
	}
	return out
}
