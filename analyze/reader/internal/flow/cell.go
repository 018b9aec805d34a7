package flow

import (
	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/limit"
)

// An Opening is what had been read where a cell of a table begins.
type Opening struct{ lines, blocks, tables, drawn, hidden int }

// OpenCell begins a cell.
func (t *Text) OpenCell() Opening {
	return Opening{t.Lines, len(t.Blocks), t.Tables, t.Drawn, t.hidden}
}

// CloseCell ends a cell that began at from, in a story of that kind. Where nothing at all
// stands in a cell of the running text, a block without text keeps its place: something
// may be missing there. The error is a limit that was hit.
func (t *Text) CloseCell(from Opening, kind doc.Kind, cell *doc.Cell, part string) error {
	first := min(from.lines+1, t.Lines)
	if from.lines = t.Lines; kind != doc.Paragraph || from != t.OpenCell() {
		return nil
	}
	t.addBlank(cell, part, first)
	if t.pieces > limit.Pieces {
		return limit.ErrPieces
	}
	return nil
}

// AddBlank adds a block without text for a cell behind those that were read.
func (t *Text) AddBlank(cell *doc.Cell, part string) { t.addBlank(cell, part, max(t.Lines, 1)) }

func (t *Text) addBlank(cell *doc.Cell, part string, line int) {
	t.pieces += 2
	t.Blocks = append(t.Blocks, Block{Block: doc.Block{
		Kind: doc.TableCell,
		Cell: cell,
		Runs: []doc.Run{{Src: doc.Loc{Part: part, Line: line}}},
	}})
}
