package batch

import (
	"context"
	"io"
	"strings"

	"hegao/analyze"
	"hegao/analyze/reader"
)

// How many files Each works on at a time: enough for the units of a folder to be told apart,
// few enough to stand in memory.
const (
	fewFiles   = 400
	mostFiles  = 1000     // as long as they are small
	smallFiles = 16 << 20 // bytes of all together
)

// A Chunk is a batch of some of the files.
type Chunk struct {
	*analyze.Batch
	Open func(analyze.ReportID) (io.ReadCloser, error) // the bytes of a report's file
}

// Each does for any number of files what Run does for those that stand in memory together: it
// works on chunk after chunk, in the order of the files' names, and hands each to f. What a
// report is found to be does not depend on where chunks end: the checks across reports are left
// out, and so is what units handed in before. Only which unit a report is from is told with the
// names of the others in its chunk, and the files of a folder stay together where they can. It
// returns how many files there are and which were passed over; an error of f ends it.
func Each(ctx context.Context, paths []string, o Options, f func(Chunk) error) (files int, ignored []string, err error) {
	sources, ignored, err := find(ctx, paths, o)
	if err != nil {
		return 0, nil, err
	}
	o.History = nil
	progress, done := o.Progress, 0
	for rest := sources; len(rest) > 0; {
		own := rest[:chunkEnd(rest)]
		rest = rest[len(own):]
		if progress != nil {
			o.Progress = func(n, _ int) { progress(done*passes+n, len(sources)*passes) }
		}
		b, err := examine(ctx, own, paths, o)
		if err != nil {
			return len(sources), ignored, err
		}
		waive(b, o.Waivers)
		open := func(id analyze.ReportID) (io.ReadCloser, error) { return own[id].Open() }
		if err := f(Chunk{b, open}); err != nil {
			return len(sources), ignored, err
		}
		done += len(own)
	}
	return len(sources), ignored, nil
}

// chunkEnd returns how many of the sources make the next chunk: all if they can, else a share
// that leaves no small rest, less what parts the fewest folders.
func chunkEnd(sources []reader.Source) int {
	most, size := 0, int64(0)
	for most < len(sources) && (most < fewFiles || most < mostFiles && size < smallFiles) {
		size += sources[most].Size
		most++
	}
	chunks := (len(sources) + most - 1) / most
	end := (len(sources) + chunks - 1) / chunks
	if end == len(sources) {
		return end
	}
	best := end
	for i := end - 1; i > end/2; i-- {
		if foldersParted(sources, i) < foldersParted(sources, best) {
			best = i
		}
	}
	return best
}

// foldersParted returns how many folders and archives hold both the source at i and the one before it.
func foldersParted(sources []reader.Source, i int) int {
	a, b := sources[i-1].Name, sources[i].Name
	folders := 0
	for k := 0; k < min(len(a), len(b)) && a[k] == b[k]; k++ {
		if strings.IndexByte("/\\!", a[k]) >= 0 {
			folders++
		}
	}
	return folders
}
