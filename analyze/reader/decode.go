package reader

import "hegao/analyze/reader/internal/charset"

// Decode returns the text in data, whichever of the encodings it is in that submitted
// files come in, without its byte order mark; false where data is no text.
func Decode(data []byte) (string, bool) {
	e, bom := charset.Detect(data)
	if e == charset.Unknown {
		return "", false
	}
	return charset.Decode(data[bom:], e), true
}
