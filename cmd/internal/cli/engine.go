package cli

import (
	"context"
	"fmt"

	"hegao/index"
	"hegao/index/embedded"
)

// engine returns the engine that searches the archive.
func engine() *index.Engine {
	return &index.Engine{
		Name: fmt.Sprintf("embedded %d", embedded.Version),
		Open: func(_ context.Context, dir string, texts index.Texts, readOnly bool) (index.Store, error) {
			return embedded.Open(dir, texts, embedded.Options{ReadOnly: readOnly})
		},
	}
}
