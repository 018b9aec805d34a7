package tomlfile

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A Text is a string that knows where it stood.
type Text struct {
	Value string
	at    place
}

// Wrong returns the error that t is not what belongs there. The zero Text has no place.
func (t Text) Wrong(p Problem, choices ...string) *Error {
	e := t.at.wrong(p)
	e.Value, e.Choices = t.Value, choices
	return e
}

// A Table is a table of a file whose keys are known only later.
type Table struct {
	at   place
	keys map[string]any
}

// Wrong returns the error that t should not stand there under its name.
func (t Table) Wrong(p Problem, choices ...string) *Error {
	e := t.at.wrong(p)
	e.Value, e.Choices = t.at.name(), choices
	return e
}

// Missing returns the error that t lacks key.
func (t Table) Missing(key string) *Error {
	e := t.at.wrong(MissingKey)
	e.Key = t.at.key(key).String()
	return e
}

// Decode decodes t into dst, pointers to structs which share the keys of t
// between them: a key that no struct knows is an error.
func (t Table) Decode(dst ...any) error {
	var known []string
	seen := map[string]bool{}
	for _, d := range dst {
		v := reflect.ValueOf(d).Elem()
		for i := range v.NumField() {
			key := v.Type().Field(i).Tag.Get("toml")
			known = append(known, key)
			value, ok := t.keys[key]
			if !ok {
				continue
			}
			seen[key] = true
			if err := set(v.Field(i), value, t.at.key(key)); err != nil {
				return err
			}
		}
	}
	for _, key := range t.inOrder() {
		if !seen[key] {
			e := t.at.key(key).wrong(UnknownKey)
			e.Choices = known
			return e
		}
	}
	return nil
}

// inOrder returns the keys of t as they stand in the file.
func (t Table) inOrder() []string {
	return slices.SortedFunc(maps.Keys(t.keys), func(a, b string) int {
		if d := t.at.key(a).line() - t.at.key(b).line(); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}

// set stores value, which the library decoded, in dst.
func set(dst reflect.Value, value any, at place) error {
	switch d := dst.Addr().Interface().(type) {
	case *Text:
		s, ok := value.(string)
		if !ok {
			return at.wrongType("a string")
		}
		*d = Text{s, at}
		return nil
	case *Table:
		keys, ok := value.(map[string]any)
		if !ok {
			return at.wrongType("a table")
		}
		*d = Table{at, keys}
		return nil
	}
	switch dst.Kind() {
	case reflect.Struct:
		keys, ok := value.(map[string]any)
		if !ok {
			return at.wrongType("a table")
		}
		return Table{at, keys}.Decode(dst.Addr().Interface())
	case reflect.Map:
		keys, ok := value.(map[string]any)
		if !ok {
			return at.wrongType("a table")
		}
		return setMap(dst, Table{at, keys})
	case reflect.Slice:
		return setSlice(dst, value, at)
	}
	return setScalar(dst, value, at)
}

func setMap(dst reflect.Value, t Table) error {
	dst.Set(reflect.MakeMapWithSize(dst.Type(), len(t.keys)))
	for _, key := range t.inOrder() {
		v := reflect.New(dst.Type().Elem()).Elem()
		if err := set(v, t.keys[key], t.at.key(key)); err != nil {
			return err
		}
		dst.SetMapIndex(reflect.ValueOf(key), v)
	}
	return nil
}

func setSlice(dst reflect.Value, value any, at place) error {
	list := reflect.ValueOf(value)
	if list.Kind() != reflect.Slice {
		return at.wrongType("a list")
	}
	dst.Set(reflect.MakeSlice(dst.Type(), list.Len(), list.Len()))
	for i := range list.Len() {
		if err := set(dst.Index(i), list.Index(i).Interface(), at.index(i)); err != nil {
			return err
		}
	}
	return nil
}

func setScalar(dst reflect.Value, value any, at place) error {
	switch dst.Kind() {
	case reflect.String:
		if s, ok := value.(string); ok {
			dst.SetString(s)
			return nil
		}
		return at.wrongType("a string")
	case reflect.Bool:
		if b, ok := value.(bool); ok {
			dst.SetBool(b)
			return nil
		}
		return at.wrongType("true or false")
	case reflect.Int:
		if n, ok := value.(int64); ok {
			dst.SetInt(n)
			return nil
		}
		return at.wrongType("a whole number")
	case reflect.Float64:
		switch n := value.(type) {
		case int64:
			dst.SetFloat(float64(n))
			return nil
		case float64:
			dst.SetFloat(n)
			return nil
		}
		return at.wrongType("a number")
	}
	panic(fmt.Sprintf("tomlfile: a field of type %s", dst.Type()))
}

// A file is what places need to know of the file they are in.
type file struct {
	name  string
	lines map[string]int // by path
}

// A place is a key of a file: its path from the root.
type place struct {
	file *file
	path []string // keys quoted where TOML wants it; an index as "[1]"
}

func (p place) key(k string) place {
	return place{p.file, append(slices.Clip(p.path), quoteKey(k))}
}

func (p place) index(i int) place {
	return place{p.file, append(slices.Clip(p.path), fmt.Sprintf("[%d]", i+1))}
}

// name returns the last key of the path, as it is meant.
func (p place) name() string {
	if len(p.path) == 0 {
		return ""
	}
	last := p.path[len(p.path)-1]
	if name, err := strconv.Unquote(last); err == nil {
		return name
	}
	return last
}

// String returns the path as TOML writes it.
func (p place) String() string { return joinPath(p.path) }

// line returns the line of the innermost key on the path that stands in the file by itself.
func (p place) line() int {
	if p.file == nil {
		return 0
	}
	for n := len(p.path); n > 0; n-- {
		if line, ok := p.file.lines[joinPath(p.path[:n])]; ok {
			return line
		}
	}
	return 1
}

func (p place) wrong(problem Problem) *Error {
	e := &Error{Line: p.line(), Key: p.String(), Problem: problem}
	if p.file != nil {
		e.File = p.file.name
	}
	return e
}

func (p place) wrongType(want string) *Error {
	e := p.wrong(WrongType)
	e.Detail = "want " + want
	return e
}

func joinPath(path []string) string {
	var b strings.Builder
	for i, s := range path {
		if i > 0 && s[0] != '[' {
			b.WriteByte('.')
		}
		b.WriteString(s)
	}
	return b.String()
}

// quoteKey writes a key as TOML wants it.
func quoteKey(k string) string {
	bare := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_'
	}
	if k != "" && strings.IndexFunc(k, func(r rune) bool { return !bare(r) }) < 0 {
		return k
	}
	return strconv.Quote(k)
}
