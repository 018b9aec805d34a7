package mail

import (
	"net/url"
	"sort"
	"strings"

	"hegao/analyze/reader/internal/charset"
)

// value takes a header's value apart: text/plain; charset=gb2312. Programs write names in
// many ways: encoded as words, by percent signs, in pieces, or as bytes of some encoding.
func value(s string) (first string, params map[string]string) {
	parts := split(s)
	first = strings.ToLower(strings.TrimSpace(parts[0]))
	params = map[string]string{}
	pieces := map[string]string{}
	for _, p := range parts[1:] {
		key, v, ok := strings.Cut(p, "=")
		if key = strings.ToLower(strings.TrimSpace(key)); !ok || key == "" {
			continue
		}
		v = unquoted(strings.TrimSpace(v))
		if i := strings.IndexByte(key, '*'); i > 0 {
			pieces[key] = v
		} else if _, twice := params[key]; !twice {
			params[key] = plain(v)
		}
	}
	for _, name := range []string{"filename", "name", "boundary", "charset"} {
		if v := joined(pieces, name); v != "" {
			params[name] = v
		}
	}
	return first, params
}

// split parts a value at the semicolons that are not inside quotes.
func split(s string) []string {
	var parts []string
	quoted, start := false, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if quoted {
				i++
			}
		case '"':
			quoted = !quoted
		case ';':
			if !quoted {
				parts = append(parts, s[start:i])
				start = i + 1
			}
		}
	}
	return append(parts, s[start:])
}

func unquoted(s string) string {
	if len(s) < 2 || s[0] != '"' {
		return s
	}
	s = strings.TrimSuffix(s[1:], `"`)
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(s)
}

// plain decodes a value in words or in bytes of an encoding.
func plain(s string) string {
	if strings.Contains(s, "=?") {
		if text, err := words.DecodeHeader(s); err == nil {
			s = text
		}
	}
	e, _ := charset.Detect([]byte(s))
	if e != charset.GB18030 {
		e = charset.UTF8
	}
	return charset.Decode([]byte(s), e)
}

// joined returns a parameter that comes in pieces, encoded by percent signs:
// filename*=gb2312”%D2%BB, filename*0*=…
func joined(pieces map[string]string, name string) string {
	var keys []string
	for key := range pieces {
		if strings.HasPrefix(key, name+"*") {
			keys = append(keys, key)
		}
	}
	sort.Slice(keys, func(i, k int) bool {
		if len(keys[i]) != len(keys[k]) {
			return len(keys[i]) < len(keys[k])
		}
		return keys[i] < keys[k]
	})
	var data, encoding string
	for i, key := range keys {
		v := pieces[key]
		if strings.HasSuffix(key, "*") {
			if i == 0 {
				if parts := strings.SplitN(v, "'", 3); len(parts) == 3 {
					encoding, v = parts[0], parts[2]
				}
			}
			if text, err := url.PathUnescape(v); err == nil {
				v = text
			}
		}
		data += v
	}
	return string(decoded([]byte(data), encoding))
}
