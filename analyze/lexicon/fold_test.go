package lexicon_test

import (
	"testing"
	"unicode/utf8"

	"hegao/analyze/lexicon"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"落實黨風廉政建設主體責任，召開會議３次": "落实党风廉政建设主体责任，召开会议３次",
		"存在的問題及下一步打算":         "存在的问题及下一步打算",
		"落实党风廉政建设，乾县、显著、覆盖":   "落实党风廉政建设，乾县、显著、覆盖",
		"黨\xff風": "党\xff风",
		"":       "",
	} {
		if got := lexicon.Fold(text); got != want {
			t.Errorf("%q is folded to %q, want %q", text, got, want)
		}
	}
}

// Places in a text stay places in the folded one.
func TestFoldKeepsLength(t *testing.T) {
	for _, pair := range lexicon.List("traditional") {
		from, size := utf8.DecodeRuneInString(pair)
		if got := lexicon.Fold(string(from)); got != pair[size:] || len(got) != size {
			t.Errorf("%c is folded to %q, want %q", from, got, pair[size:])
		}
	}
}

func BenchmarkFold(b *testing.B) {
	text := "上半年共召开支部委员会9次、党员大会3次，开展主题党日活动6次，覆盖党员1200余人次。"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		lexicon.Fold(text)
	}
}
