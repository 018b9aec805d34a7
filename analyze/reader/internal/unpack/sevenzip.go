package unpack

import (
	"context"
	"encoding/binary"
	"hash/crc32"
	"time"

	"hegao/analyze/reader/internal/limit"
)

// 7z archives are read by hand: their list says how many files there are and how large a
// window unpacking needs, and what a hostile one says of that must not be believed before
// it is held against the bytes that are there. Of the ways to pack, those are known that
// documents are packed in.

// SevenZipSignature is what 7z archives begin with.
const SevenZipSignature = "7z\xbc\xaf\x27\x1c"

var le = binary.LittleEndian

// SevenZip returns the files in the 7z archive in data, folders left out. Together they
// take at most room bytes. With an error come the files before it.
func SevenZip(ctx context.Context, data []byte, room int64) ([]File, error) {
	h, err := directory(ctx, data)
	if err != nil {
		return nil, err
	}
	entries, err := h.files()
	if err != nil {
		return nil, err
	}
	if len(entries) > limit.Entries {
		return nil, limit.ErrEntries
	}
	var files []File
	rest := entries // that have data
	for i := range entries {
		if e := &entries[i]; e.empty && !e.folder {
			files = append(files, File{Name: e.name, Modified: e.modified})
		}
	}
	for i := range h.folders {
		more, err := h.folders[i].unpack(ctx, data, &rest, &room)
		files = append(files, more...)
		if err != nil {
			return files, err
		}
	}
	return files, nil
}

// directory returns the archive's list of what is in it, expanded.
func directory(ctx context.Context, data []byte) (*header, error) {
	const start = 32 // bytes before everything else
	if len(data) < start {
		return nil, errDamaged
	}
	from, size := le.Uint64(data[12:]), le.Uint64(data[20:])
	rest := uint64(len(data) - start)
	if size > limit.Directory {
		return nil, limit.ErrEntries
	}
	if from > rest || size > rest-from {
		return nil, errDamaged
	}
	list := data[start+from : start+from+size]
	if len(list) == 0 {
		return &header{}, nil
	}
	if crc32.ChecksumIEEE(list) != le.Uint32(data[28:]) {
		return nil, errDamaged
	}
	for range 4 { // it may be packed itself
		c := &cursor{data: list}
		h := &header{cursor: c}
		switch c.byte() {
		case idHeader:
			return h, h.read()
		case idEncodedHeader:
			h.streams()
			if c.broken || len(h.folders) != 1 || len(h.folders[0].sizes) != 1 {
				return nil, errDamaged
			}
			room := int64(limit.Directory)
			files, err := h.folders[0].unpack(ctx, data, &[]entry{{}}, &room)
			switch {
			case ctx.Err() != nil:
				return nil, ctx.Err()
			case err != nil:
				return nil, limit.ErrEntries
			}
			if files[0].Err != nil {
				return nil, files[0].Err
			}
			list = files[0].Data
		default:
			return nil, errDamaged
		}
	}
	return nil, errDamaged
}

// An entry is a file as the archive's list has it.
type entry struct {
	name     string
	modified time.Time
	empty    bool // it has no data
	folder   bool
}

// unpack expands a folder, which is what 7z calls files that are compressed as one, and
// takes the entries that are in it off rest. Only a limit that was hit is an error, or the
// context's end.
func (f *folder) unpack(ctx context.Context, data []byte, rest *[]entry, room *int64) ([]File, error) {
	r, err := f.reader(data, *room)
	var files []File
	for i, size := range f.sizes {
		for len(*rest) > 0 && (*rest)[0].empty {
			*rest = (*rest)[1:]
		}
		if len(*rest) == 0 {
			return files, nil
		}
		e := (*rest)[0]
		*rest = (*rest)[1:]
		file := File{Name: e.name, Modified: e.modified}
		if err == nil {
			file.Data, err = read(patient{ctx, r}, int64(size), room)
		}
		switch {
		case err == limit.ErrExpanded || ctx.Err() != nil:
			return files, err
		case err == nil && f.sums[i].known && crc32.ChecksumIEEE(file.Data) != f.sums[i].sum:
			file.Data, file.Err = nil, errDamaged
		default:
			file.Err = err
		}
		files = append(files, file)
	}
	return files, nil
}
