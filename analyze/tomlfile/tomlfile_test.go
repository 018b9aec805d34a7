package tomlfile_test

import (
	"errors"
	"strings"
	"testing"

	"hegao/analyze/tomlfile"
)

type part struct {
	ID    tomlfile.Text `toml:"id"`
	Words []string      `toml:"words"`
	Min   int           `toml:"min"`
}

type profile struct {
	Title string                    `toml:"title"`
	Rate  float64                   `toml:"rate"`
	Parts []part                    `toml:"parts"`
	Rules map[string]tomlfile.Table `toml:"rules"`
}

const good = `# a comment with = and [brackets]
title = "报告" # [x]
rate = 3

[[parts]]
id = "progress"
words = [
  "工作 = 开展", # ]
  '做法"',
]

[[parts]]
id = "plan"
min = 30

[rules."section.short"]
off = true
text = """
min = 1
[parts]
"""
`

func TestDecode(t *testing.T) {
	var p profile
	if err := tomlfile.Decode("p.toml", []byte(good), &p); err != nil {
		t.Fatal(err)
	}
	if p.Title != "报告" || p.Rate != 3 || len(p.Parts) != 2 || p.Parts[0].Words[1] != `做法"` || p.Parts[1].Min != 30 {
		t.Errorf("decoded %+v", p)
	}
	var common struct {
		Off bool `toml:"off"`
	}
	var params struct {
		Text string `toml:"text"`
	}
	if err := p.Rules["section.short"].Decode(&common, &params); err != nil {
		t.Fatal(err)
	}
	if !common.Off || !strings.HasPrefix(params.Text, "min = 1\n") {
		t.Errorf("decoded %+v %+v", common, params)
	}
	if err := p.Rules["section.short"].Decode(&common); !is(err, tomlfile.UnknownKey, 18, `rules."section.short".text`) {
		t.Errorf("text is no key of common: %v", err)
	}
	if err := p.Parts[1].ID.Wrong(tomlfile.UnknownName, "progress"); !is(err, tomlfile.UnknownName, 13, "parts[2].id") || err.Value != "plan" {
		t.Errorf("wrong id: %v", err)
	}
	if err := p.Rules["section.short"].Missing("severity"); !is(err, tomlfile.MissingKey, 16, `rules."section.short".severity`) {
		t.Errorf("missing severity: %v", err)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		text    string
		problem tomlfile.Problem
		line    int
		key     string
	}{
		{"title = \"x\"\ntitel = 1\n", tomlfile.UnknownKey, 2, "titel"},
		{"title = [\n'x'\n]\n", tomlfile.WrongType, 1, "title"},
		{"rate = \"3\"", tomlfile.WrongType, 1, "rate"},
		{"[[parts]]\nid='a'\n[[parts]]\nid='b'\nwort=1\n[[parts]]\nid='c'", tomlfile.UnknownKey, 5, "parts[2].wort"},
		{"[[parts]]\nid='a'\n\n[[parts]]\nid=4\n[[parts]]\nid='c'", tomlfile.WrongType, 5, "parts[2].id"},
		{"[[parts]]\nmin=1.5", tomlfile.WrongType, 2, "parts[1].min"},
		{"[[parts]]\nwords=['a',\n1]", tomlfile.WrongType, 2, "parts[1].words[2]"},
		{"[parts]\nid='a'", tomlfile.WrongType, 1, "parts"},
		{"\nparts=[{id='a'},{idd='b'}]", tomlfile.UnknownKey, 2, "parts[2].idd"},
		{"rules=3", tomlfile.WrongType, 1, "rules"},
		{"[rules]\n\"a.b\"=3", tomlfile.WrongType, 2, `rules."a.b"`},
		{"x.y = 1", tomlfile.UnknownKey, 1, "x"},
		{"title='a'\n\n[x.y]\n[[x.z]]\na=1", tomlfile.UnknownKey, 3, "x"},
		{"title = 'x'\ntitle = 'y'", tomlfile.Syntax, 2, ""},
		{"title = 'x'\n\nrate = \n", tomlfile.Syntax, 3, ""},
		{"z=1\ny=1\nx=1\n", tomlfile.UnknownKey, 1, "z"},
	} {
		var p profile
		err := tomlfile.Decode("p.toml", []byte(c.text), &p)
		if !is(err, c.problem, c.line, c.key) {
			t.Errorf("%q: got %v, want %s at %d: %s", c.text, err, c.problem, c.line, c.key)
		}
	}
}

func is(err error, p tomlfile.Problem, line int, key string) bool {
	var e *tomlfile.Error
	return errors.As(err, &e) && e.File == "p.toml" && e.Problem == p && e.Line == line && e.Key == key
}

func FuzzDecode(f *testing.F) {
	f.Add(good)
	f.Add("\"\r\n")
	f.Add("a.\"b.c\" = {x=1}\n[[a.d]]\n[a.d.e]\n[[a.d]]\n")
	f.Add("x = '''\n''' # '\n\"\\u0041\" = \"\"\"\\\"\"\"\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		var p profile
		err := tomlfile.Decode("p.toml", []byte(text), &p)
		if err == nil {
			return
		}
		var e *tomlfile.Error
		if !errors.As(err, &e) {
			t.Fatalf("%T is no *Error", err)
		}
		if e.Line < 1 || e.Line > strings.Count(text, "\n")+1 {
			t.Errorf("line %d of %q", e.Line, text)
		}
		if e.Problem == tomlfile.UnknownKey && e.Line == 1 && strings.HasPrefix(text, "\n") && !strings.Contains(e.Key, `\`) {
			t.Errorf("%s is on line 1 of %q", e.Key, text)
		}
	})
}
