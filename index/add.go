package index

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hegao/analyze"
)

// A Submission is a checked report that is to be taken in.
type Submission struct {
	Report *analyze.Report
	Period analyze.Period                // what it was handed in for, where the report does not say; may be zero
	Open   func() (io.ReadCloser, error) // the original's bytes
}

// A Fate is what became of a submission.
type Fate uint8

const (
	Undone     Fate = iota // an error came first
	Added                  // it is in the archive, safe
	Known                  // the archive had these bytes already
	Unreadable             // there is no text in it to find
	Classified             // it is marked 秘密, 机密 or 绝密: nothing of it is kept
	Changed                // its file is another by now than the one that was checked
)

// An Outcome is what became of a submission.
type Outcome struct {
	Fate Fate
	Info Info // of Added and Known
}

// classifiedRule is the rule that keeps a report out.
const classifiedRule = "file.classified"

// What goes into one pack: whichever comes first. A group is lost or kept as one, and costs
// three waits for the disk.
const (
	groupReports = 256
	groupText    = 1 << 20  // bytes of texts and records, packed
	groupSize    = 64 << 20 // bytes
)

// versionKey is what reports are versions of.
type versionKey struct{ unit, period, profile string }

// A group is reports that come in together.
type group struct {
	pack *packWriter
	at   []int // the submissions, by their number
	recs []*Record
	twin map[int]string // submissions of the same bytes as another of the group, with their ID
}

// Add takes reports in. What the outcomes call Added is safe whatever happens next, also when
// there is an error: a *DiskError says that the rest did not come in, an *EngineError that
// all did and can't be found for the time being.
func (a *Archive) Add(ctx context.Context, list []Submission) ([]Outcome, error) {
	a.writing.Lock()
	defer a.writing.Unlock()
	outcomes := make([]Outcome, len(list))
	if err := a.mayWrite(); err != nil {
		return outcomes, err
	}
	var g group
	var engine error
	finish := func() error {
		lines, err := g.pack.finish()
		if err == nil {
			err = a.commit(lines)
		}
		if err != nil {
			return err
		}
		for i, e := range g.pack.entries {
			outcomes[g.at[i]] = Outcome{Added, e.Info}
			a.texts.remove(e.ID)
			a.recent.remove(e.ID)
		}
		for i, id := range g.twin {
			info, _ := a.Info(id)
			outcomes[i] = Outcome{Known, info}
		}
		if err := a.put(ctx, g.recs); err != nil {
			engine = err
		}
		g = group{}
		return nil
	}
	err := func() error {
		for i, s := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			o, err := a.take(&g, i, s)
			if err != nil {
				return err
			}
			outcomes[i] = o
			if p := g.pack; p != nil && (len(p.entries) >= groupReports || p.held >= groupText || p.size >= groupSize) {
				if err := finish(); err != nil {
					return err
				}
			}
		}
		if g.pack != nil {
			return finish()
		}
		return nil
	}()
	if err != nil {
		if g.pack != nil {
			g.pack.discard()
		}
		a.versions = nil // those of the group never came to be
		return outcomes, a.failed(err)
	}
	return outcomes, engine
}

// mayWrite reports why the archive can't be changed.
func (a *Archive) mayWrite() error {
	a.mu.RLock()
	defer a.mu.RUnlock()
	switch {
	case a.closed:
		return ErrClosed
	case a.config.Mode != Write:
		return ErrReadOnly
	}
	return nil
}

// take takes one submission into the group. Its outcome is Undone as long as the group is.
func (a *Archive) take(g *group, i int, s Submission) (Outcome, error) {
	r := s.Report
	if slices.ContainsFunc(r.Findings, func(f analyze.Finding) bool { return f.Rule == classifiedRule }) {
		return Outcome{Fate: Classified}, nil
	}
	if id := r.Doc.SHA256; !r.Doc.Status.Readable() || !isID(id) {
		return Outcome{Fate: Unreadable}, nil
	}
	id := r.Doc.SHA256
	if g.pack != nil && slices.ContainsFunc(g.pack.entries, func(e *entry) bool { return e.ID == id }) {
		if g.twin == nil {
			g.twin = map[int]string{}
		}
		g.twin[i] = id
		return Outcome{}, nil // it is known once the other is safe
	}
	e := &entry{Info: a.infoOf(s)}
	if old, err := a.entry(id); err == nil {
		if a.intact(&old) {
			return Outcome{Known, old.Info}, nil
		}
		e.Version, e.Added = old.Version, old.Added // it mends what was damaged
	}
	original, ok, err := readOriginal(s)
	if err != nil || !ok {
		return Outcome{Fate: Changed}, err
	}
	if g.pack == nil {
		if g.pack, err = a.newPack(); err != nil {
			return Outcome{}, err
		}
	}
	if e.Version == 0 {
		e.Version = a.nextVersion(e.Info)
	}
	if err := g.pack.add(e, original, r); err != nil {
		return Outcome{}, err
	}
	own := newStored(r)
	own.Report.Doc.Blocks = r.Doc.Blocks
	g.at = append(g.at, i)
	g.recs = append(g.recs, &Record{e.Info, own.Report})
	return Outcome{}, nil
}

// infoOf returns what the manifest is to say of s, but for its version.
func (a *Archive) infoOf(s Submission) Info {
	r := s.Report
	i := Info{ID: r.Doc.SHA256, File: r.Doc.Name, Unit: r.Unit, Covers: r.Period, Added: a.config.Now().UTC().Truncate(time.Second)}
	if i.Covers.From.IsZero() {
		i.Covers = s.Period
	}
	i.Period = PeriodName(i.Covers)
	if r.Profile != nil {
		i.Profile = r.Profile.Name
	}
	return i
}

// readOriginal reads the bytes of s; not ok: they are not what was checked.
func readOriginal(s Submission) (data []byte, ok bool, err error) {
	f, err := s.Open()
	if err != nil {
		return nil, false, nil
	}
	defer f.Close()
	data, err = io.ReadAll(io.LimitReader(f, s.Report.Doc.Size+1))
	if err != nil {
		return nil, false, nil
	}
	sum := sha256.Sum256(data)
	return data, hex.EncodeToString(sum[:]) == s.Report.Doc.SHA256, nil
}

// newPack begins the next pack.
func (a *Archive) newPack() (*packWriter, error) {
	if a.coder == nil {
		var err error
		if a.coder, err = newRecordCoder(); err != nil {
			return nil, err
		}
	}
	a.last++
	return newPackWriter(a.config.disk, a.dir, a.last, a.coder)
}

// nextVersion counts up the versions of a report. Where the unit or the period is unknown,
// nothing tells what it would be a version of.
func (a *Archive) nextVersion(i Info) int {
	if i.Unit == "" || i.Period == "" {
		return 1
	}
	if a.versions == nil {
		a.versions = map[versionKey]int{}
		for _, old := range a.List() {
			k := versionKey{old.Unit, old.Period, old.Profile}
			a.versions[k] = max(a.versions[k], old.Version)
		}
	}
	k := versionKey{i.Unit, i.Period, i.Profile}
	a.versions[k]++
	return a.versions[k]
}

// commit adds the lines of a pack that stands to the manifest: from here on it counts.
func (a *Archive) commit(lines []string) error {
	if a.size < 0 {
		if err := a.rewriteManifest(); err != nil {
			a.config.disk.remove(packName(a.dir, a.last))
			return err
		}
	}
	var text strings.Builder
	for i, line := range lines {
		text.WriteString(manifestLine(a.manifest.next+i, line))
	}
	if err := a.extendManifest(text.String()); err != nil {
		return err
	}
	a.size += int64(text.Len())
	a.manifest.next += len(lines)
	a.manifest.lines = append(a.manifest.lines, lines...)
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, line := range lines {
		a.catalog.apply(line)
	}
	return nil
}

// extendManifest writes text behind the manifest, safely. Where that fails the manifest is as
// before and the last pack is gone; where not even that can be had, the pack stays: it names
// what is in it.
func (a *Archive) extendManifest(text string) error {
	f, err := a.config.disk.extend(filepath.Join(a.dir, manifestFile))
	if err != nil {
		a.config.disk.remove(packName(a.dir, a.last))
		return err
	}
	_, err = io.WriteString(f, text)
	if err == nil {
		err = f.Sync()
	}
	if err != nil {
		back := f.Truncate(a.size)
		if back == nil {
			back = f.Sync()
		}
		if back == nil {
			a.config.disk.remove(packName(a.dir, a.last))
		} else {
			a.size = -1
		}
	}
	return errors.Join(err, f.Close())
}

// intact reports whether all that is kept of a report is as it was written.
func (a *Archive) intact(e *entry) bool {
	if _, err := a.shelf.original(e); err != nil {
		return false
	}
	if _, err := a.shelf.text(e); err != nil {
		return false
	}
	_, err := a.shelf.record(e)
	return err == nil
}
