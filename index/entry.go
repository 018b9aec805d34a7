package index

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// An entry is an Info with the places of what is kept of the report.
type entry struct {
	Info
	pack                   int
	original, text, record blob
}

// An entry's line begins with what it says: that a report came in, that one was deleted, or
// that so many lines were lost here for good.
const (
	lineAdded   = "+"
	lineDeleted = "-"
	lineLost    = "!"
)

// Fields are parted by tabs, so those in names are written otherwise.
var (
	escape   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	unescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

// line returns e as it stands in the manifest and in its pack.
func (e *entry) line() string {
	return strings.Join([]string{
		lineAdded, e.ID, strconv.Itoa(e.pack), strconv.Itoa(e.Version), strconv.FormatInt(e.Added.Unix(), 10),
		e.original.String(), e.text.String(), e.record.String(),
		formatDays(e.Covers), escape.Replace(e.Profile), escape.Replace(e.Unit), escape.Replace(e.File),
	}, "\t")
}

// deletion returns the line that deletes a report; it stands in a pack too.
func deletion(id string, pack int) string {
	return lineDeleted + "\t" + id + "\t" + strconv.Itoa(pack)
}

// loss returns the line that n lines were lost.
func loss(n int) string { return lineLost + "\t" + strconv.Itoa(n) }

func isLoss(line string) bool { return strings.HasPrefix(line, lineLost+"\t") }

// A head is what every line is filed by.
type head struct {
	kind, id string
	pack     int
	lost     int // only of lineLost
}

// headOf reads the beginning of a line. Whether the ID is one, validHead says.
func headOf(line string) (head, bool) {
	kind, rest, _ := strings.Cut(line, "\t")
	first, rest, _ := strings.Cut(rest, "\t")
	if kind == lineLost {
		n, err := strconv.Atoi(first)
		return head{kind: kind, lost: n}, err == nil && n > 0 && rest == ""
	}
	second, _, more := strings.Cut(rest, "\t")
	pack, err := strconv.Atoi(second)
	known := kind == lineAdded && more || kind == lineDeleted && !more
	return head{kind: kind, id: first, pack: pack}, known && err == nil && pack > 0
}

// validHead reports whether a line from outside begins as one must.
func validHead(line string) (head, bool) {
	h, ok := headOf(line)
	return h, ok && (h.kind == lineLost || isID(h.id))
}

// isID reports whether s is the hex of a SHA-256.
func isID(s string) bool {
	for i := range len(s) {
		if !hexDigit[s[i]] {
			return false
		}
	}
	return len(s) == 64
}

var hexDigit = [256]bool{
	'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true,
	'8': true, '9': true, 'a': true, 'b': true, 'c': true, 'd': true, 'e': true, 'f': true,
}

// parseEntry reads a line that entry.line wrote.
func parseEntry(line string) (entry, error) {
	f := strings.Split(line, "\t")
	if len(f) != 12 || f[0] != lineAdded || !isID(f[1]) {
		return entry{}, fmt.Errorf("entry of %d fields", len(f))
	}
	e := entry{Info: Info{ID: f[1], Profile: unescape.Replace(f[9]), Unit: unescape.Replace(f[10]), File: unescape.Replace(f[11])}}
	var err [7]error
	var seconds int64
	e.pack, err[0] = strconv.Atoi(f[2])
	e.Version, err[1] = strconv.Atoi(f[3])
	seconds, err[2] = strconv.ParseInt(f[4], 10, 64)
	e.Added = time.Unix(seconds, 0).UTC()
	e.original, err[3] = parseBlob(f[5])
	e.text, err[4] = parseBlob(f[6])
	e.record, err[5] = parseBlob(f[7])
	e.Covers, err[6] = parseDays(f[8])
	e.Period = PeriodName(e.Covers)
	for _, err := range err {
		if err != nil {
			return entry{}, err
		}
	}
	return e, nil
}

// String returns b as parseBlob reads it: offset, size, checksum.
func (b blob) String() string {
	return strconv.FormatInt(b.off, 10) + "," + strconv.FormatInt(b.size, 10) + "," + strconv.FormatUint(uint64(b.sum), 16)
}

func parseBlob(s string) (blob, error) {
	off, rest, _ := strings.Cut(s, ",")
	size, sum, _ := strings.Cut(rest, ",")
	b := blob{}
	var err error
	if b.off, err = strconv.ParseInt(off, 10, 64); err != nil {
		return b, err
	}
	if b.size, err = strconv.ParseInt(size, 10, 64); err != nil {
		return b, err
	}
	n, err := strconv.ParseUint(sum, 16, 32)
	b.sum = uint32(n)
	if b.off < 0 || b.size < 0 || b.off+b.size < 0 || b.size > mostDecoded {
		err = fmt.Errorf("a place of %d bytes at %d", b.size, b.off)
	}
	return b, err
}
