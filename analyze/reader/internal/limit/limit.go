// Package limit is how much of a submitted file is read. All of it counts real bytes;
// what a file says about its own size is trusted nowhere.
package limit

import (
	"fmt"
	"io"
	"time"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/fault"
)

const (
	File         = 100 << 20        // bytes of one file
	Text         = 20 << 20         // bytes of text in one file
	Expanded     = 500 << 20        // bytes that one file's compressed parts may expand to
	Ratio        = 100              // expanded bytes for each byte of the file,
	FreeExpanded = 10 << 20         // asked only above this many expanded bytes
	Entries      = 2000             // files in one archive, the archives inside it counted in
	Directory    = 4 << 20          // bytes of a zip file's directory
	Stack        = 64 << 20         // bytes of functions that call each other there
	ArchiveDepth = 3                // archives inside each other
	Pages        = 5000             // pages of one file
	XMLDepth     = 256              // XML elements inside each other
	XMLToken     = 32 << 20         // bytes of one XML tag or one stretch of characters
	Time         = 10 * time.Second // for one file of at most
	Large        = 20 << 20         // bytes; for a larger one twice of that
	StartTime    = 2 * time.Minute  // for getting a parser ready for the first time on a computer
	LongTime     = 10 * time.Minute // for what is slow but bound to end
	PictureTime  = time.Minute      // for recognising one page
	Pictures     = 200              // pages of one file that are recognised
	Pixels       = 100 << 20        // of one picture
	Memory       = 192 << 20        // bytes that a process takes to read one file, the file aside,
	HeavyMemory  = 512 << 20        // with a parser that takes much itself
	OpenArchives = 64 << 20         // bytes of archives inside archives that are kept in memory
	Pieces       = 300_000          // lines, paragraphs, cells and runs of one file, taken together
)

// TimeOf returns how long the reading of a file of size bytes may take.
func TimeOf(size int64) time.Duration {
	if size > Large {
		return 2 * Time
	}
	return Time
}

// A Budget is how many more bytes one file's compressed parts may expand to.
type Budget struct{ left int64 }

// NewBudget returns the budget of a file of size bytes.
func NewBudget(size int64) *Budget { return &Budget{ExpandedOf(size)} }

// ExpandedOf returns how many bytes a file of size bytes may expand to.
func ExpandedOf(size int64) int64 {
	return min(Expanded, max(FreeExpanded, size*Ratio))
}

// Reader returns r, charged to the budget.
func (b *Budget) Reader(r io.Reader) io.Reader { return &charged{r, b} }

type charged struct {
	r io.Reader
	b *Budget
}

func (c *charged) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.b.left -= int64(n); c.b.left < 0 {
		return 0, ErrExpanded
	}
	return n, err
}

// A Bound counts what is read of one file, down to the middle of a paragraph, which may be
// all of it.
type Bound struct{ pieces, size int }

// Take counts so many pieces with size bytes of text in all. The error is a limit that was
// hit.
func (b *Bound) Take(pieces, size int) error {
	b.pieces += pieces
	b.size += size
	switch {
	case b.size > Text:
		return ErrText
	case b.pieces > Pieces:
		return ErrPieces
	}
	return nil
}

// What was hit, as faults.
var (
	ErrExpanded = fault.New(doc.Limit, "文件展开后大得异常，为安全起见没有读取；请报送单位核对文件，另存后重新报送")
	ErrText     = fault.New(doc.Limit, fmt.Sprintf("文字超过 %d MB，不像一份报告，没有检查；请报送单位核对后重新报送", Text>>20))
	ErrNesting  = fault.New(doc.Limit, "文档内部层层嵌套得异常，为安全起见没有读取；请报送单位核对文件，另存后重新报送")
	ErrMemory   = fault.New(doc.Limit, "读取这个文件要用的内存大得异常，为安全起见没有读取；请报送单位核对文件，另存后重新报送")
	ErrPieces   = fault.New(doc.Limit, fmt.Sprintf("文件超过 %d 万段，不像一份报告，没有检查；请报送单位核对后重新报送", Pieces/10000))
	ErrFile     = fault.New(doc.Limit, fmt.Sprintf("文件超过 %d MB，没有读取；请报送单位去掉其中的图片、视频等附件后重新报送", File>>20))
	ErrEntries  = fault.New(doc.Limit, fmt.Sprintf("压缩包里的文件超过 %d 个，没有展开；请分成几个压缩包重新报送", Entries))
	ErrDepth    = fault.New(doc.Limit, fmt.Sprintf("压缩包里套压缩包超过 %d 层，没有展开；请把材料直接放进一个压缩包重新报送", ArchiveDepth))
)
