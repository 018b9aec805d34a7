package lexicon

import (
	"embed"
	"strings"
	"sync"
)

//go:embed words/*.txt
var words embed.FS

var lists sync.Map // name -> []string

// List returns the word list words/NAME.txt: words parted by white space, # starts a
// comment. The slice is shared: read only. An unknown name is a programming error.
func List(name string) []string {
	if l, ok := lists.Load(name); ok {
		return l.([]string)
	}
	data, err := words.ReadFile("words/" + name + ".txt")
	if err != nil {
		panic("lexicon: no list " + name)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		text, _, _ := strings.Cut(line, "#")
		out = append(out, strings.Fields(text)...)
	}
	l, _ := lists.LoadOrStore(name, out)
	return l.([]string)
}

// Set returns List(name) as a set.
func Set(name string) map[string]bool {
	set := map[string]bool{}
	for _, w := range List(name) {
		set[w] = true
	}
	return set
}
