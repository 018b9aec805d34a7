package biff

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha1"
	"testing"
	"unicode/utf16"

	"hegao/analyze/doc"
)

// wide returns the bytes of text, two a character.
func wide(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = le.AppendUint16(b, u)
	}
	return b
}

// filepass returns the record of a workbook that a password encrypts.
func filepass(long bool, password string) []byte {
	salt, verifier := bytes.Repeat([]byte{7}, saltSize), bytes.Repeat([]byte{9}, verifierSize)
	if !long {
		first := md5.Sum(wide(password))
		base := md5.Sum(bytes.Repeat(append(first[:5:5], salt...), 16))
		sum := md5.Sum(verifier)
		check := append(verifier, sum[:]...)
		cipher(check, func(block uint32) []byte {
			k := md5.Sum(le.AppendUint32(bytes.Clone(base[:5]), block))
			return k[:]
		})
		return append(append([]byte{1, 0, 1, 0, 1, 0}, salt...), check...)
	}
	header := make([]byte, 20)
	header[16] = 128
	base := sha1.Sum(append(bytes.Clone(salt), wide(password)...))
	sum := sha1.Sum(verifier)
	check := append(verifier, sum[:]...)
	cipher(check, func(block uint32) []byte {
		k := sha1.Sum(le.AppendUint32(bytes.Clone(base[:]), block))
		return k[:16]
	})
	out := append([]byte{1, 0, 4, 0, 2, 0, 0, 0, 0, 0, 20, 0, 0, 0}, header...)
	out = append(append(out, 16, 0, 0, 0), salt...)
	out = append(append(out, check[:verifierSize]...), 20, 0, 0, 0)
	return append(out, check[verifierSize:]...)
}

// A workbook whose structure alone is protected is encrypted with a password that
// everybody has; any other is not opened.
func TestDefaultPassword(t *testing.T) {
	record := func(kind uint16, data []byte) []byte {
		b := le.AppendUint16(le.AppendUint16(nil, kind), uint16(len(data)))
		return append(b, data...)
	}
	text := append(le.AppendUint16(nil, 4), 1)
	cell := record(recLabel, append(append(make([]byte, 6), text...), wide("会议6次")...))
	for _, long := range []bool{false, true} {
		for password, want := range map[string]string{defaultPassword: "会议6次", "other": ""} {
			pass := filepass(long, password)
			begin := append([]byte{0, 6, 0x10, 0}, make([]byte, 12)...) // a single sheet
			stream := append(record(recBegin, begin), record(recEncrypted, pass)...)
			for range 100 { // more than one block
				stream = append(stream, cell...)
			}
			stream = append(stream, record(recEnd, nil)...)
			if encrypted, ok := decrypt(stream, pass); ok { // the cipher is its own inverse
				stream = encrypted
			}
			d := &doc.Document{}
			err := Read(context.Background(), stream, d)
			switch {
			case want == "" && err != errEncrypted:
				t.Errorf("%v, %s: %v", long, password, err)
			case want != "" && (err != nil || len(d.Blocks) != 100 || d.Blocks[99].Text != want):
				t.Errorf("%v, %s: %d blocks, %v", long, password, len(d.Blocks), err)
			}
		}
	}
}
