package unpack

import "math"

// A cursor reads a header. Once it is broken it reads zeros.
type cursor struct {
	data   []byte
	broken bool
}

func (c *cursor) bytes(n uint64) []byte {
	if n > uint64(len(c.data)) {
		c.broken, c.data = true, nil
		return nil
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

func (c *cursor) byte() byte {
	if b := c.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (c *cursor) uint32() uint32 {
	if b := c.bytes(4); b != nil {
		return le.Uint32(b)
	}
	return 0
}

// number reads a number whose first byte tells how many follow.
func (c *cursor) number() uint64 {
	first := c.byte()
	var n uint64
	for i, mask := 0, byte(0x80); i < 8; i, mask = i+1, mask>>1 {
		if first&mask == 0 {
			return n | uint64(first&(mask-1))<<(8*i)
		}
		n |= uint64(c.byte()) << (8 * i)
	}
	return n
}

// size reads a number of bytes, which is one of a file's.
func (c *cursor) size() uint64 {
	n := c.number()
	if n > math.MaxInt64/2 {
		c.broken = true
		return 0
	}
	return n
}

// count reads a number of things each of which takes at least a bit of what follows.
func (c *cursor) count() int {
	n := c.number()
	if n > 8*uint64(len(c.data)) {
		c.broken = true
		return 0
	}
	return int(n)
}

// bits reads n bits.
func (c *cursor) bits(n int) []bool {
	data := c.bytes(uint64(n+7) / 8)
	list := make([]bool, n)
	for i := range list {
		list[i] = data != nil && data[i/8]&(0x80>>(i%8)) != 0
	}
	return list
}

// known reads for which of n things something follows.
func (c *cursor) known(n int) []bool {
	if c.byte() == 0 {
		return c.bits(n)
	}
	list := make([]bool, min(n, 8*len(c.data)))
	for i := range list {
		list[i] = true
	}
	return append(list, make([]bool, n-len(list))...)
}

// A checksum is that of a file, where it is known.
type checksum struct {
	sum   uint32
	known bool
}

func (c *cursor) sums(n int) []checksum {
	list := make([]checksum, n)
	for i, known := range c.known(n) {
		if known {
			list[i] = checksum{c.uint32(), !c.broken}
		}
	}
	return list
}
