package lexicon

import (
	"fmt"
	"hash/crc32"
)

// Version names the state of the dictionary and the domain's words: it changes with them.
func Version() string {
	sum := crc32.NewIEEE()
	var buf [64 << 10]byte
	for rest := dictionary; rest != ""; {
		n := copy(buf[:], rest)
		sum.Write(buf[:n])
		rest = rest[n:]
	}
	for _, w := range List("domain") {
		fmt.Fprintln(sum, w)
	}
	return fmt.Sprintf("%08x", sum.Sum32())
}
