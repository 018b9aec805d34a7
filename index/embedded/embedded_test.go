package embedded_test

import (
	"sync"
	"testing"

	"hegao/index"
	"hegao/index/embedded"
	"hegao/index/storetest"
)

// corpus makes the reports of all tests.
var corpus = sync.OnceValues(func() (*storetest.Corpus, error) {
	return storetest.NewCorpus("../../testdata/marked", "../../testdata/blind", "../../testdata/blind2")
})

func newCorpus(t testing.TB) *storetest.Corpus {
	t.Helper()
	c, err := corpus()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func open(t testing.TB, dir string, texts index.Texts) index.Store {
	t.Helper()
	s, err := embedded.Open(dir, texts, embedded.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) { storetest.Run(t, newCorpus(t), open) }
