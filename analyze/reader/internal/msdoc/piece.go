package msdoc

import (
	"sort"
	"unicode/utf8"

	"hegao/analyze/reader/internal/charset"
)

// A piece is a stretch of text that stands in one place of the stream.
type piece struct {
	from, to int    // numbers of characters
	at       uint32 // bytes in the stream of the first
	width    int    // bytes of a character
	props    []byte // modifiers of all of it (grpprl)
	old      bool   // props are written as in Word 6
}

// offset returns where in the stream character cp of the piece stands.
func (p *piece) offset(cp int) uint32 { return p.at + uint32((cp-p.from)*p.width) }

// bytes returns the bytes of characters from and to of the piece.
func (f *file) bytes(p *piece, from, to int) []byte { return f.main[p.offset(from):p.offset(to)] }

// readPieces reads the piece table (Clx). whole is false where it leads out of the stream,
// or over it more often than an honest one does; the pieces that are left are sound.
func (f *file) readPieces() (pieces []piece, whole bool) {
	list := f.tab(tabPieces)
	var props [][]byte
	for len(list) >= 3 && list[0] == 1 {
		end := min(len(list), 3+int(le.Uint16(list[1:])))
		props = append(props, list[3:end])
		list = list[end:]
	}
	if len(list) < 5 || list[0] != 2 {
		return f.onePiece()
	}
	const entrySize = 8
	table := newPLC(list[5:min(uint64(len(list)), 5+uint64(le.Uint32(list[1:])))], entrySize)
	whole = table.n > 0
	budget := 2 * len(f.main)
	for i := range table.n {
		p := f.newPiece(table.key(i), table.key(i+1), table.entry(i), props)
		clipped := !f.clip(&p)
		if n := len(pieces); clipped || n > 0 && p.from != pieces[n-1].to || n == 0 && p.from != 0 {
			whole = false
		}
		if budget -= (p.to - p.from) * p.width; budget < 0 {
			return pieces, false
		}
		if n := len(pieces); p.from < p.to && (n == 0 || p.from >= pieces[n-1].to) {
			pieces = append(pieces, p)
		}
	}
	return pieces, whole
}

// onePiece is the piece table of a file that has none: old ones without later changes.
func (f *file) onePiece() ([]piece, bool) {
	if !f.old {
		return nil, false
	}
	p := piece{to: f.begin(stories), at: f.start, width: 1}
	if f.wide {
		p.width = 2
	}
	whole := f.clip(&p)
	return []piece{p}, whole
}

// newPiece reads a piece descriptor (PCD).
func (f *file) newPiece(from, to int, pcd []byte, props [][]byte) piece {
	p := piece{from: from, to: to, at: le.Uint32(pcd[2:]), width: 2}
	switch compressed := uint32(1 << 30); {
	case f.old:
		if !f.wide {
			p.width = 1
		}
	case p.at&compressed != 0:
		p.at, p.width = p.at&^compressed/2, 1
	}
	switch prm := le.Uint16(pcd[6:]); {
	case prm&1 == 0 && prm != 0:
		p.props, p.old = []byte{byte(prm >> 1 & 0x7f), byte(prm >> 8)}, true
	case prm&1 == 1 && int(prm>>1) < len(props):
		p.props, p.old = props[prm>>1], f.old
	}
	return p
}

// clip cuts a piece to what is there; false if there was something to cut.
func (f *file) clip(p *piece) bool {
	room := 0
	if uint64(p.at) < uint64(len(f.main)) {
		room = (len(f.main) - int(p.at)) / p.width
	}
	if p.from > p.to {
		p.to = p.from
		return false
	}
	if p.to-p.from > room {
		p.to = p.from + room
		return false
	}
	return true
}

// pieceAt returns the number of the piece that character cp is in, or of the first behind it.
func pieceAt(pieces []piece, cp int) int {
	return sort.Search(len(pieces), func(i int) bool { return pieces[i].to > cp })
}

// narrowEncoding tells what the characters of one byte are. The format has those of
// Western Europe there; programs that knew no Unicode wrote pairs of GB 2312. Western
// letters do not come in pairs only.
func (f *file) narrowEncoding(pieces []piece) charset.Encoding {
	const simplifiedChinese, sample = 0x804, 64 << 10
	if f.old && f.lang == simplifiedChinese {
		return charset.GB18030
	}
	pairs, others, left := 0, 0, sample
	for i := range pieces {
		p := &pieces[i]
		if p.width > 1 {
			continue
		}
		data := f.bytes(p, p.from, p.to)
		data = data[:min(len(data), left)]
		left -= len(data)
		for j := 0; j < len(data); j++ {
			c := data[j]
			switch {
			case c < utf8.RuneSelf:
			case (c >= 0xa1 && c <= 0xa3 || c >= 0xb0 && c <= 0xd7) && j+1 < len(data) && data[j+1] >= 0xa1 && data[j+1] < 0xff:
				pairs++
				j++
			default:
				others++
			}
		}
	}
	if pairs > 9*others && pairs > 1 {
		return charset.GB18030
	}
	return charset.Windows1252
}
