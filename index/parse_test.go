package index_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hegao/index"
)

type (
	and   = index.And
	or    = index.Or
	not   = index.Not
	text  = index.Text
	field = index.Field
)

func TestParse(t *testing.T) {
	a, b, c := text{"党课"}, text{"党日"}, text{"纪委"}
	for typed, want := range map[string]index.Query{
		"":                        and(nil),
		"  \u3000":                and(nil),
		"党课":                      a,
		"党课 党日":                   and{a, b},
		"党课　党日":                   and{a, b},
		`"党课 党日"`:                 text{"党课 党日"},
		`"党课"党日`:                  and{a, b},
		"党课 AND 党日":               and{a, b},
		"党课 OR 党日":                or{a, b},
		"党课 OR 党日 纪委":             or{a, and{b, c}},
		"党课 党日 OR 纪委":             or{and{a, b}, c},
		"(党课 OR 党日) 纪委":           and{or{a, b}, c},
		"纪委 (党课 OR 党日)":           and{c, or{a, b}},
		"-党课":                     not{a},
		"党课 -党日":                  and{a, not{b}},
		"党课 NOT 党日":               and{a, not{b}},
		"NOT NOT 党课":              a,
		"NOT -党课":                 a,
		"-(党课 OR 党日)":             not{or{a, b}},
		`-"党课 党日"`:                not{text{"党课 党日"}},
		"党课 OR -党日":               or{a, not{b}},
		"unit:水务局":                field{Name: index.Unit, Value: "水务局"},
		"unit：水务局":                field{Name: index.Unit, Value: "水务局"},
		`unit:"市 水务局" 党课`:         and{field{Name: index.Unit, Value: "市 水务局"}, a},
		"-rule:placeholder":       not{field{Name: index.Rule, Value: "placeholder"}},
		"period:2026H1 year:2026": and{field{Name: index.Period, Value: "2026H1"}, field{Name: index.Year, Value: "2026"}},
		"metric:讲党课<3":            index.Metric{Name: "讲党课", Op: index.Less, Value: 3},
		"metric:讲党课＞＝１２":          index.Metric{Name: "讲党课", Op: index.GreaterEqual, Value: 12},
		"metric:讲党课≤2.5":          index.Metric{Name: "讲党课", Op: index.LessEqual, Value: 2.5},
		"metric:讲党课=十二":           index.Metric{Name: "讲党课", Op: index.Equal, Value: 12},
		"metric:讲党课=未填":           index.Metric{Name: "讲党课", Op: index.Unfilled},
		"metric:讲党课":              index.Metric{Name: "讲党课"},

		// all else is text
		"OR":             text{"OR"},
		"党课 OR":          and{a, text{"OR"}},
		"OR 党课":          and{text{"OR"}, a},
		"NOT":            text{"NOT"},
		"or":             text{"or"},
		"-":              text{"-"},
		"--党课":           text{"--党课"},
		"党-课":            text{"党-课"},
		`"党课`:            text{`"党课`},
		`党"课`:            text{`党"课`},
		`""`:             text{`""`},
		"(党课":            text{"(党课"},
		"党课)":            text{"党课)"},
		"(一)":            text{"(一)"},
		"（一）":            text{"（一）"},
		"（党课 党日）":        and{text{"（党课"}, text{"党日）"}},
		"(党课 党日)纪委":      and{text{"(党课"}, text{"党日)纪委"}},
		"“三会一课”":         text{"“三会一课”"},
		"unit:":          text{"unit:"},
		"单位:水务":          text{"单位:水务"},
		"metric:讲党课<多少":  text{"metric:讲党课<多少"},
		"metric:<3":      text{"metric:<3"},
		"metric:讲党课<NaN": text{"metric:讲党课<NaN"},
		".*":             text{".*"},
		"党*":             text{"党*"},
		"a/b~2^3":        text{"a/b~2^3"},
	} {
		got, notes := index.Parse(typed)
		if !reflect.DeepEqual(got, want) || len(notes) > 0 {
			t.Errorf("%q: %#v %q, want %#v", typed, got, notes, want)
		}
	}
}

func TestParseCutsWhatIsTooMuch(t *testing.T) {
	for typed, want := range map[string]string{
		strings.Repeat("长", 300):                                    "检索式太长，只用了前 256 个字",
		strings.Repeat("党 ", 30):                                    "检索词最多 20 个，后面的没有用",
		"(a (b (c (d (e f) d) c) b) a)":                             "括号最多套 4 层，更里面的没有用",
		strings.Repeat("(a ", 50) + "b" + strings.Repeat(" c)", 50): "括号最多套 4 层，更里面的没有用",
	} {
		q, notes := index.Parse(typed)
		if !slices.Contains(notes, want) {
			t.Errorf("%.20q: %q, want %q", typed, notes, want)
		}
		if n := clauses(q); n > 20 {
			t.Errorf("%.20q: %d clauses", typed, n)
		}
	}
}

func clauses(q index.Query) int {
	n := 0
	switch q := q.(type) {
	case index.And:
		for _, q := range q {
			n += clauses(q)
		}
	case index.Or:
		for _, q := range q {
			n += clauses(q)
		}
	case index.Not:
		n = clauses(q.Query)
	default:
		n = 1
	}
	return n
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"党课 OR (a b)", `-"x y" unit:z`, "metric:a<=3", "((( ", "NOT NOT", "\xff\xfe (\" )"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		began := time.Now()
		q, notes := index.Parse(s)
		if n := clauses(q); n > 20 {
			t.Errorf("%d clauses", n)
		}
		if len([]rune(s)) <= 256 && utf8.ValidString(s) && !strings.ContainsAny(s, " \"():：-\t\n\r\v\f\u0085\u00a0\u3000") && index.Fold(s) != "" && len(notes) == 0 {
			if got, ok := q.(index.Text); ok && got.Text != s {
				t.Errorf("%q became %q", s, got.Text)
			}
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"党课，讲（一）“三会”":     `党课,讲(一)"三会"`,
		"ＡＢＣ１２３％":         "abc123%",
		"召開黨員大會":          "召开党员大会",
		"岚纪办〔2026〕9号":     "岚纪办[2026]9号",
		"党 课\n讲　一 次":      "党课讲一次",
		"Hello  World 2":  "hello world 2",
		"共 12 次":          "共12次",
		"12 345":          "12 345",
		" a ":             "a",
		"a\u00adb\u200bc": "abc",
		"——":              "--",
		"":                "",
	} {
		if got := index.Fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Whatever stands in a text, folded, stands in the folded text, and is found where it stood.
func FuzzFold(f *testing.F) {
	f.Add("共開展 学习，１２ 次 abc  def。", 3, 9)
	f.Add("a \u00ad b", 0, 3)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		runes := []rune(strings.ToValidUTF8(s, "?"))
		if from < 0 || to > len(runes) || from >= to {
			return
		}
		whole, piece := string(runes), string(runes[from:to])
		folded, want := index.Fold(whole), index.Fold(piece)
		if !strings.Contains(folded, want) {
			t.Fatalf("%q is not in %q", want, folded)
		}
		if want == "" {
			return
		}
		places := index.Find(nil, whole, want)
		n := 0
		for i := range folded {
			if strings.HasPrefix(folded[i:], want) {
				n++
			}
		}
		if len(places) != n {
			t.Fatalf("%q is found %d times in %q, not %d", piece, len(places), whole, n)
		}
		for _, p := range places {
			if got := index.Fold(whole[p[0]:p[1]]); got != want {
				t.Fatalf("%q found at %q of %q", piece, whole[p[0]:p[1]], whole)
			}
		}
	})
}
