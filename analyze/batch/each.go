package batch

import (
	"context"
	"io"

	"hegao/analyze"
)

// chunkFiles is how many files Each works on at a time: enough for the units of a folder to be
// told apart, few enough to stand in memory.
const chunkFiles = 400

// A Chunk is a batch of some of the files.
type Chunk struct {
	*analyze.Batch
	Open func(analyze.ReportID) (io.ReadCloser, error) // the bytes of a report's file
}

// Each does for any number of files what Run does for those that stand in memory together: it
// works on chunk after chunk, in the order of the files' names, and hands each to f. Checks
// across reports see one chunk. It returns how many files there are and which were passed over;
// an error of f ends it.
func Each(ctx context.Context, paths []string, o Options, f func(Chunk) error) (files int, ignored []string, err error) {
	sources, ignored, err := find(ctx, paths, o)
	if err != nil {
		return 0, nil, err
	}
	chunks := (len(sources) + chunkFiles - 1) / chunkFiles
	progress := o.Progress
	for i := range chunks {
		from, to := i*len(sources)/chunks, (i+1)*len(sources)/chunks
		if progress != nil {
			o.Progress = func(done, _ int) { progress(from*passes+done, len(sources)*passes) }
		}
		own := sources[from:to]
		b, err := examine(ctx, own, paths, o)
		if err != nil {
			return len(sources), ignored, err
		}
		open := func(id analyze.ReportID) (io.ReadCloser, error) { return own[id].Open() }
		if err := f(Chunk{b, open}); err != nil {
			return len(sources), ignored, err
		}
	}
	return len(sources), ignored, nil
}
