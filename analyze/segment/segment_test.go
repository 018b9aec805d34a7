package segment_test

import (
	"bytes"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/go-ego/gse"

	"hegao/analyze/lexicon"
	"hegao/analyze/segment"
)

// whole is gse itself with all of our words.
var whole = sync.OnceValue(func() *gse.Segmenter {
	g := &gse.Segmenter{Dict: gse.NewDict()}
	for w := range lexicon.Words(func(a, b rune) bool { return true }) {
		if err := g.AddToken(w.Text, w.Freq, w.Pos); err != nil {
			panic(err)
		}
	}
	g.CalcToken()
	return g
})

// Over all sample texts, a dictionary cut to one text must cut each of its lines as
// gse's own Segment does with all words.
func TestCutsAsGseDoes(t *testing.T) {
	for name, dir := range map[string]string{"project": "../../testdata", "gold": "../../../shared/gold/dev"} {
		t.Run(name, func(t *testing.T) {
			texts := samples(t, dir)
			if len(texts) == 0 {
				t.Skip("no sample texts in ", dir)
			}
			together := segment.New(slices.Values(texts))
			tokens := 0
			for _, text := range texts {
				s := segment.New(slices.Values([]string{text}))
				var joined []segment.Token
				for line := range strings.Lines(text) {
					got := s.Segment(line)
					if want := gseTokens(line); !slices.Equal(got, want) {
						t.Errorf("%q:\n got %s\nwant %s", line, show(line, got), show(line, want))
					}
					at := 0
					if len(joined) > 0 {
						at = joined[len(joined)-1].End
					}
					for _, tok := range got {
						joined = append(joined, segment.Token{Start: at + tok.Start, End: at + tok.End, Pos: tok.Pos})
					}
				}
				if !slices.Equal(s.Segment(text), joined) {
					t.Errorf("a text is not cut as its lines are: %.60q", text)
				}
				if !slices.Equal(together.Segment(text), joined) {
					t.Errorf("a text among others is cut otherwise: %.60q", text)
				}
				tokens += len(joined)
			}
			t.Logf("%d texts, %d tokens", len(texts), tokens)
		})
	}
}

// gseTokens cuts text with gse's own Segment. What gse calls "x" is unknown to it.
func gseTokens(text string) []segment.Token {
	var tokens []segment.Token
	for _, s := range whole().Segment([]byte(lexicon.Fold(text))) {
		tok := segment.Token{Start: s.Start(), End: s.End(), Pos: s.Token().Pos()}
		if tok.Pos == "x" && s.Token().Freq() == 1 { // made up for an atom that is no word
			tok.Pos = ""
			if digits.MatchString(text[tok.Start:tok.End]) {
				tok.Pos = "m"
			}
		}
		tokens = append(tokens, tok)
	}
	return tokens
}

var digits = regexp.MustCompile(`^\p{Nd}+$`)

// marks are what makes a marked report of a report: its first lines and its marks.
var marks = regexp.MustCompile(`(?m)^%.*\n|⟦[^⟧]*⟧`)

// samples returns the plain texts below dir, marks removed.
func samples(t testing.TB, dir string) []string {
	var texts []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".txt", ".md", ".html"}, filepath.Ext(path)) {
			return err
		}
		data, err := os.ReadFile(path)
		if utf8.Valid(data) {
			texts = append(texts, marks.ReplaceAllString(string(data), ""))
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return texts
}

func show(text string, tokens []segment.Token) string {
	var words []string
	for _, tok := range tokens {
		words = append(words, text[tok.Start:tok.End])
	}
	return strings.Join(words, "|")
}

func TestPhrases(t *testing.T) {
	for _, want := range []string{
		// words of the domain
		"扎实|推进|党风廉政建设|和|反腐败工作",
		"严格|落实|“|三会一课|”|制度",
		"开展|主题党日|活动|6|次",
		"党组|理论学习中心组|学习|6|次",
		"开展|集体|廉政约谈|3|次",
		"召开|支委会|4|次|、|党员大会|2|次|、|党小组会|12|次",
		"履行|“|一岗双责|”",
		"召开|民主生活会|和|组织生活会",
		"组织|观看|警示教育片|2|场|，|召开|警示教育|大会|1|次",
		"开展|谈心谈话|20|余|人次",
		"落实|全面从严治党|主体责任",
		"贯彻|中央|八项规定|及其|实施细则|精神",
		"纠治|“|四风|”|问题",
		"运用|“|四种形态|”|批评教育|和|处理",
		"对|“|三重一大|”|事项|末位表态",
		"县|纪委监委|派驻|纪检监察组",
		"受理|信访举报|8|件|，|处置|问题线索|3|件",
		"开展|纪法教育|，|讲授|专题党课",
		"党支部书记|、|支部委员|讲|党课",
		"局|党组会议|听取|汇报|4|次",
		"工作领导小组|办公室",
		"给予|党纪处分|2|人|、|政务处分|1|人",
		// numbers, measure words and what they count stand apart
		"召开|6|次|会议",
		"约谈|12|人次",
		"参加|310|余|人次",
		"十余|件|实事",
		"会议|两|次",
		"提高|2|.|5|个百分点",
		"检查|63|家次",
		"发放|资料|1|.|2|万|份",
		"支出|486|万|元",
		"第|3|次|会议",
		"3|项|目标任务",
		"12|名|人员",
		"5|家|公司|14|个|股|室",
		"每月|学习|不少于|4|次",
	} {
		words := strings.Split(want, "|")
		text := strings.Join(words, "")
		if got := show(text, segment.Whole().Segment(text)); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// Traditional characters are cut as the simplified ones for which they stand.
func TestTraditional(t *testing.T) {
	const text, want = "落實黨風廉政建設主體責任，召開支委會３次", "落實|黨風廉政建設|主體責任|，|召開|支委會|３|次"
	if got := show(text, segment.New(slices.Values([]string{text})).Segment(text)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPartsOfSpeech(t *testing.T) {
	text := "约谈12人次，１"
	want := []segment.Token{{0, 6, "v"}, {6, 8, "m"}, {8, 14, "q"}, {14, 17, ""}, {17, 20, "m"}}
	if got := segment.Whole().Segment(text); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDomainWordsAreWhole(t *testing.T) {
	for _, entry := range lexicon.List("domain") {
		word, pos, tagged := strings.Cut(entry, "/")
		if !tagged {
			pos = "n"
		}
		want := []segment.Token{{0, len(word), pos}}
		if got := segment.Whole().Segment(word); !slices.Equal(got, want) {
			t.Errorf("%s: got %s %v", entry, show(word, got), got)
		}
	}
}

// odd are texts that no report should hold.
var odd = []string{
	"", " ", "\n", "\x00", "党\x00建", "党建\x00\x00", "\xff", "党\xe5\x85建", "\xe5\x85",
	"👨‍👩‍👧‍👦党建", "𠮷野家", "\ufeff召开", "\ue000", "\u202e召开", "１２次", "ＡＢ股", "é²½", "AT&T", "c++", "KTV包房",
	"人人人人人人人人", "x", "4S店", "3.5万元", "一", "㈠", "Ⅳ", "ⅳ类", "İstanbul",
}

func TestTokensTileAnyText(t *testing.T) {
	long := []string{
		strings.Repeat("人", 1<<18), strings.Repeat("a", 1<<20), strings.Repeat("党a", 1<<17),
		strings.Repeat("中国人民", 1<<16), strings.Repeat("\xff", 1<<16), strings.Repeat("\x00党", 1<<16),
	}
	for _, text := range slices.Concat(odd, long) {
		tile(t, text, segment.New(slices.Values([]string{text})).Segment(text))
	}
}

// tile reports where tokens don't tile text.
func tile(t *testing.T, text string, tokens []segment.Token) {
	t.Helper()
	at := 0
	for _, tok := range tokens {
		if tok.Start != at || tok.End <= at || tok.End > len(text) {
			t.Fatalf("%.80q: token %v at %d", text, tok, at)
		}
		at = tok.End
	}
	if at != len(text) {
		t.Fatalf("%.80q: the tokens end at %d of %d", text, at, len(text))
	}
}

// A line without punctuation is cut alike from its beginning to its end.
func TestLongLine(t *testing.T) {
	const n = 20000
	phrase := "市水务局上半年推动全面从严治党主体责任落实情况良好"
	once := segment.Whole().Segment(phrase)
	all := segment.Whole().Segment(strings.Repeat(phrase, n))
	if len(all) != n*len(once) {
		t.Fatalf("%d tokens, want %d × %d", len(all), n, len(once))
	}
	for i, tok := range all {
		shift := i / len(once) * len(phrase)
		if want := once[i%len(once)]; tok != (segment.Token{Start: shift + want.Start, End: shift + want.End, Pos: want.Pos}) {
			t.Fatalf("token %d is %v, want %v %d bytes on", i, tok, want, shift)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	text := "召开支委会6次、党员大会12次，开展廉政约谈12人次"
	s := segment.New(slices.Values([]string{text}))
	want := s.Segment(text)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 100 {
				if got := s.Segment(text); !slices.Equal(got, want) {
					t.Errorf("got %v, want %v", got, want)
				}
			}
		})
	}
	group.Wait()
}

// gse's embedded dictionaries are 30 MB, its hidden Markov model takes quadratic
// time: a program must not even contain them. The linker leaves out what nothing
// calls.
func TestWhatIsLinked(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct {
		pkg, name string
		want      bool
	}{
		{"gse.", "NewDict", true},
		{"gse.(*Segmenter).", "AddToken", true},
		{"gse.(*Segmenter).", "LoadDictEmbed", false},
		{"gse.", "NewEmbed", false},
		{"gse.(*Segmenter).", "LoadDict", false},
		{"gse.(*Segmenter).", "LoadModel", false},
		{"gse/hmm.", "Cut", false},
	} {
		if got := bytes.Contains(program, []byte(f.pkg+f.name)); got != f.want {
			t.Errorf("%s%s is linked: %v", f.pkg, f.name, got)
		}
	}
}

// FuzzSegment: tokens tile any text, a dictionary cut to a text cuts it as all words
// do, and no path is longer than the one that gse finds. (Of paths equally long gse
// takes one or the other, by rounding; over pieces this short no path is cut off.)
func FuzzSegment(f *testing.F) {
	for _, text := range odd {
		f.Add(text)
	}
	f.Add("召开支委会*次、党员大会*余次，主题党日活动*次。\n坚持把党的政治建设摆在首位")
	f.Fuzz(func(t *testing.T, text string) {
		s := segment.New(slices.Values([]string{text}))
		got := s.Segment(text)
		tile(t, text, got)
		if want := segment.Whole().Segment(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %s, with all words %s", text, show(text, got), show(text, want))
		}
		for runes := range slices.Chunk([]rune(text), 60) {
			piece := string(runes)
			got, want := s.Segment(piece), gseTokens(piece)
			if d := pathLength(piece, got) - pathLength(piece, want); math.Abs(d) > 1e-3 {
				t.Errorf("%q: got %s, gse has %s", piece, show(piece, got), show(piece, want))
			}
		}
	})
}

// pathLength returns the length of the path that tokens are, as gse measures it.
func pathLength(text string, tokens []segment.Token) float64 {
	length := 0.0
	for _, tok := range tokens {
		word := strings.Map(func(r rune) rune {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			return r
		}, lexicon.Fold(text[tok.Start:tok.End]))
		if freq, _, _ := whole().Dict.Find([]byte(word)); freq > 0 {
			length += math.Log2(whole().Dict.TotalFreq()) - math.Log2(freq)
		} else {
			length += 32
		}
	}
	return length
}
