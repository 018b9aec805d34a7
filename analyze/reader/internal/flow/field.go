package flow

import "strings"

// Fields are the fields that are open at a place, one inside the other. Between its
// beginning and its end a field's code comes first, then what it shows.
type Fields []field

type field struct {
	shown bool // past its code
	code  []byte
}

// maxFields is how many fields may be open at a time; what is deeper is text.
const maxFields = 100

// Coded reports whether what is being read is the code of a field.
func (f Fields) Coded() bool {
	for i := range f {
		if !f[i].shown {
			return true
		}
	}
	return false
}

// Begin opens a field.
func (f *Fields) Begin() {
	if len(*f) < maxFields {
		*f = append(*f, field{})
	}
}

// Code adds to the code of the field that was opened last.
func (f Fields) Code(text []byte) {
	if n := len(f); n > 0 && len(f[n-1].code) < 1000 {
		f[n-1].code = append(f[n-1].code, text...)
	}
}

// Separate ends a field's code.
func (f Fields) Separate() {
	if n := len(f); n > 0 {
		f[n-1].shown = true
	}
}

// End ends a field, and returns the prompt that it shows, one that is clicked to be
// written over; "" for other fields.
func (f *Fields) End() (prompt string) {
	n := len(*f)
	if n == 0 {
		return ""
	}
	last := (*f)[n-1]
	*f = (*f)[:n-1]
	words := strings.Fields(string(last.code))
	if !last.shown && len(words) > 2 && strings.EqualFold(words[0], "MACROBUTTON") {
		return strings.Join(words[2:], " ")
	}
	return ""
}

// EndParagraph drops fields whose code did not end with the paragraph: they are broken
// and would swallow the rest of the text.
func (f *Fields) EndParagraph() {
	for i := range *f {
		if !(*f)[i].shown {
			*f = (*f)[:i]
			return
		}
	}
}
