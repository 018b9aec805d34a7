package reader

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkPool shows what it costs to have another process read a file: the same in this
// process, and through a pool.
func BenchmarkPool(b *testing.B) {
	for _, name := range []string{"testdata/word/report.doc", "testdata/word/plain.rtf", "testdata/word/rich.odt", "testdata/excel/table.xls"} {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		f := formatOf(contentOf(name, data))
		b.Run(filepath.Ext(name)+"/here", func(b *testing.B) { benchmark(b, name, data) })
		b.Run(filepath.Ext(name)+"/apart", func(b *testing.B) {
			was := f.apart
			f.apart = true
			defer func() { f.apart = was }()
			p := newPool(b)
			b.ReportAllocs()
			for b.Loop() {
				if d := p.readBytes(b.Context(), name, string(data)); !d.Status.Readable() || len(p.idle) != 1 {
					b.Fatal(d.Reason)
				}
			}
		})
	}
}
