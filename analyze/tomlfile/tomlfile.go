// Package tomlfile decodes TOML files strictly: a key that nobody asked for is an
// error, and every error names its file and line.
//
// It is the only importer of the TOML library, of which it uses the parser alone:
// the library forgets on which line an element of an array of tables stood.
package tomlfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// A Problem is what is wrong with a place in a file.
type Problem string

const (
	Syntax       Problem = "not valid TOML"          // Detail says why
	UnknownKey   Problem = "unknown key"             // Choices are the keys that may stand there
	WrongType    Problem = "value of the wrong type" // Detail names the type that belongs there
	MissingKey   Problem = "missing key"             // Key is the one that is missing
	UnknownName  Problem = "names nothing that exists"
	BadValue     Problem = "value not allowed" // Choices are the values that may stand there
	DuplicateKey Problem = "stands twice"
)

// An Error is a mistake in a file, told so that its writer finds it.
type Error struct {
	File    string
	Line    int    // 1-based
	Key     string // as written in TOML, arrays with their index from 1: parts[2].id; empty where the syntax is broken
	Problem Problem
	Value   string   // the text that stands there, for BadValue and UnknownName
	Detail  string   // English; may be empty
	Choices []string // what may stand there; may be empty
}

func (e *Error) Error() string {
	s := fmt.Sprintf("%s:%d: ", e.File, e.Line)
	if e.Key != "" {
		s += e.Key + ": "
	}
	s += string(e.Problem)
	if e.Value != "" {
		s += fmt.Sprintf(" %q", e.Value)
	}
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if len(e.Choices) > 0 {
		s += " (choices: " + strings.Join(e.Choices, ", ") + ")"
	}
	return s
}

// Decode decodes the TOML text data into v, a pointer to a struct. Fields are
// matched by their `toml:"key"` tag; their types may be string, bool, int,
// float64, [Text], [Table], structs, and slices and string maps of these. A nil
// error says that every key found its field; else the error is an [*Error]
// whose File is name.
func Decode(name string, data []byte, v any) error {
	var root map[string]any
	if _, err := toml.Decode(string(data), &root); err != nil {
		e := &Error{File: name, Line: 1, Problem: Syntax, Detail: err.Error()}
		var syntax toml.ParseError
		if errors.As(err, &syntax) {
			e.Line, e.Detail = max(1, syntax.Position.Line), syntax.Message // the library has 0 for a text that ends too early
		}
		return e
	}
	return Table{place{&file{name, keyLines(string(data))}, nil}, root}.Decode(v)
}
