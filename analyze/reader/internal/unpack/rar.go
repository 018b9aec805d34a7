package unpack

import (
	"context"
	"errors"
	"io"

	"github.com/nwaples/rardecode/v2"

	"hegao/analyze/reader/internal/limit"
)

// RARSignature is what rar archives of all versions begin with.
const RARSignature = "Rar!\x1a\x07"

// maxDictionary is how many bytes back a rar archive may refer.
const maxDictionary = 64 << 20

// RAR returns the files in a rar archive, folders left out. Together they take at most
// room bytes. With an error come the files before it.
func RAR(ctx context.Context, r io.Reader, room int64) ([]File, error) {
	a, err := rardecode.NewReader(r, rardecode.MaxDictionarySize(maxDictionary))
	if err != nil {
		return nil, rarFault(err)
	}
	var files []File
	for {
		h, err := a.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return files, rarFault(err)
		}
		if h.IsDir {
			continue
		}
		if len(files) == limit.Entries {
			return files, limit.ErrEntries
		}
		f := File{Name: h.Name, Modified: h.ModificationTime}
		if h.Encrypted {
			f.Err = ErrEncrypted
		} else {
			size := h.UnPackedSize
			if h.UnKnownSize {
				size = -1
			}
			f.Data, err = read(patient{ctx, a}, size, &room)
			if errors.Is(err, limit.ErrExpanded) || ctx.Err() != nil {
				return files, err
			}
			f.Err = rarFault(err)
		}
		files = append(files, f)
	}
}

func rarFault(err error) error {
	switch {
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted):
		return ErrEncrypted
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		return limit.ErrExpanded
	case errors.Is(err, rardecode.ErrMultiVolume):
		return ErrVolumes
	case errors.Is(err, rardecode.ErrUnknownVersion), errors.Is(err, rardecode.ErrUnsupportedDecoder), errors.Is(err, rardecode.ErrUnknownDecoder):
		return ErrMethod
	}
	return err
}
