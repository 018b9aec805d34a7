package biff

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"unicode/utf16"
)

// defaultPassword is what Excel encrypts with when only the structure of a workbook is
// protected: everybody can open it.
const defaultPassword = "VelvetSweatshop"

// decrypt returns the stream of a workbook, decrypted if the default password opens it;
// false if it does not. filepass is the record that tells how it is encrypted.
func decrypt(stream, filepass []byte) ([]byte, bool) {
	key := newKeys(filepass, defaultPassword)
	if key == nil {
		return nil, false
	}
	// A cipher's stream covers all bytes, those too that are written as they are.
	plain := bytes.Clone(stream)
	cipher(plain, key)
	for at := 0; at+4 <= len(stream); {
		kind, end := le.Uint16(stream[at:]), min(len(stream), at+4+int(le.Uint16(stream[at+2:])))
		open := at + 4
		switch kind {
		case recBegin, recEncrypted, 0x00e1, 0x0194, 0x0195, 0x0138, 0x0196: // INTERFACEHDR, USREXCL, FILELOCK, RRDINFO, RRDHEAD
			open = end
		case recSheet:
			open = min(end, at+8)
		}
		copy(plain[at:open], stream[at:open])
		at = end
	}
	return plain, true
}

// blockSize is how many bytes of a stream are encrypted with one key.
const blockSize = 1024

// cipher decrypts data in place.
func cipher(data []byte, key keyring) {
	for block := 0; block*blockSize < len(data); block++ {
		part := data[block*blockSize : min(len(data), (block+1)*blockSize)]
		if c, err := rc4.NewCipher(key(uint32(block))); err == nil {
			c.XORKeyStream(part, part)
		}
	}
}

// A keyring makes the key of each block.
type keyring func(block uint32) []byte

// newKeys returns the keys for a workbook's blocks if the password opens it; else nil.
func newKeys(filepass []byte, password string) keyring {
	const rc4Encryption = 1
	if len(filepass) < 6 || le.Uint16(filepass) != rc4Encryption {
		return nil
	}
	var wide []byte
	for _, u := range utf16.Encode([]rune(password)) {
		wide = le.AppendUint16(wide, u)
	}
	rest := filepass[6:]
	if major, minor := le.Uint16(filepass[2:]), le.Uint16(filepass[4:]); major == 1 && minor == 1 {
		return shortKeys(rest, wide)
	}
	return longKeys(rest, wide)
}

// saltSize and verifierSize are bytes of what makes equal passwords different, and of what
// tells whether a password is right.
const saltSize, verifierSize = 16, 16

// shortKeys are those of 40 bits that Excel 97 made.
func shortKeys(info, password []byte) keyring {
	const keySize = 5
	if len(info) < saltSize+verifierSize+md5.Size {
		return nil
	}
	first := md5.Sum(password)
	base := md5.Sum(bytes.Repeat(append(first[:keySize:keySize], info[:saltSize]...), 16))
	key := func(block uint32) []byte {
		k := md5.Sum(le.AppendUint32(bytes.Clone(base[:keySize]), block))
		return k[:]
	}
	verifier := bytes.Clone(info[saltSize : saltSize+verifierSize+md5.Size])
	cipher(verifier, key)
	if sum := md5.Sum(verifier[:verifierSize]); !bytes.Equal(sum[:], verifier[verifierSize:]) {
		return nil
	}
	return key
}

// longKeys are those that Excel 2002 and 2003 made through the system (CryptoAPI).
func longKeys(info, password []byte) keyring {
	if len(info) < 8 {
		return nil
	}
	header, size := info[8:], le.Uint32(info[4:])
	if size < 20 || uint64(size)+4+saltSize+verifierSize+4+sha1.Size > uint64(len(header)) {
		return nil
	}
	bits := le.Uint32(header[16:])
	check := header[size+4:]
	base := sha1.Sum(append(bytes.Clone(check[:saltSize]), password...))
	key := func(block uint32) []byte {
		k := sha1.Sum(le.AppendUint32(bytes.Clone(base[:]), block))
		if bits <= 40 {
			return append(k[:5:5], make([]byte, 11)...)
		}
		return k[:min(bits/8, 16)]
	}
	verifier := append(bytes.Clone(check[saltSize:saltSize+verifierSize]), check[saltSize+verifierSize+4:][:sha1.Size]...)
	cipher(verifier, key)
	if sum := sha1.Sum(verifier[:verifierSize]); !bytes.Equal(sum[:], verifier[verifierSize:]) {
		return nil
	}
	return key
}
