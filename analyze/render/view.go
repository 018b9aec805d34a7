package render

import (
	"strings"

	"hegao/analyze"
)

// A view is a batch as people see it.
type view struct {
	*analyze.Batch
	folder string // where all files are, up to its last separator; not repeated with every file
}

// newView returns a view that names files from the folder they have in common.
func newView(b *analyze.Batch) *view {
	v := &view{Batch: b}
	for i, r := range b.Reports {
		if i == 0 {
			v.folder = folderOf(r.Doc.Name)
		}
		for !strings.HasPrefix(r.Doc.Name, v.folder) {
			v.folder = folderOf(v.folder[:len(v.folder)-1])
		}
	}
	if len(v.folder) == 1 { // the root says nothing
		v.folder = ""
	}
	return v
}

// folderOf returns a name up to its last separator.
func folderOf(name string) string { return name[:strings.LastIndexAny(name, `/\`)+1] }

// file returns a file's name as it is shown.
func (v *view) file(name string) string { return plain(strings.TrimPrefix(name, v.folder)) }
