package reader

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"hegao/analyze/doc"
	"hegao/analyze/reader/internal/charset"
	"hegao/analyze/reader/internal/limit"
	"hegao/analyze/reader/internal/wrap"
)

var _ = register(format{
	name:  "txt",
	title: "纯文本",
	exts:  []string{".txt", ".text"},
	rank:  plain,
	match: isText,
	read: func(ctx context.Context, c *content, d *doc.Document) error {
		return readText(ctx, c, d, nil)
	},
})

// A textLine is a line of a text file on its way to a block.
type textLine struct {
	doc.Kind
	level int
	text  string       // what of the line is text
	at    int          // where text starts in the line, in bytes
	row   *tableRow    // set for a row of a table
	apart bool         // the line is joined to no other
	item  bool         // the line starts an item: it is not joined to the one before
	line  charset.Line // the whole line
}

// readText reads a text file; markup, where there is any, tells of each line what of it is text.
func readText(ctx context.Context, c *content, d *doc.Document, markup func([]textLine)) error {
	data, zeros, e, bom, err := c.decodable()
	if err != nil {
		return err
	}
	if bytes.Count(data, []byte{'\n'})+bytes.Count(data, []byte{'\r'}) > 2*limit.Pieces {
		return limit.ErrPieces
	}
	raw := charset.Lines(data, e, bom)
	if len(raw) > limit.Pieces {
		return limit.ErrPieces
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	lines := make([]textLine, len(raw))
	for i, l := range raw {
		lines[i] = textLine{text: l.Text, line: l}
	}
	if markup != nil {
		markup(lines)
	}
	findTables(lines)
	d.Blocks = textFile{data, e}.blocks(lines)
	bad := 0
	for i := range d.Blocks {
		bad += strings.Count(d.Blocks[i].Text, "\ufffd")
	}
	switch {
	case len(d.Blocks) == 0:
	case zeros > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("文件末尾有 %d 个空字节，可能没有复制完整；请报送单位核对后重新报送", zeros)
	case bad > 0:
		d.Status, d.Reason = doc.Partial, fmt.Sprintf("有 %d 处字符认不出来（显示为�）；请报送单位另存后重新报送", bad)
	}
	return nil
}

// trimZeros cuts off the zero bytes that an interrupted copy leaves at the end, and
// returns how many they were. The zero byte of a UTF-16 character stays.
func trimZeros(data []byte) ([]byte, int) {
	kept := len(bytes.TrimRight(data, "\x00"))
	if len(data)-kept < 2 {
		return data, 0
	}
	if e, _ := charset.Detect(data[:kept]); kept%2 == 1 && e == charset.UTF16LE {
		kept++
	}
	return data[:kept], len(data) - kept
}

// A textFile is a file of lines, as it was submitted.
type textFile struct {
	data []byte
	enc  charset.Encoding
}

// blocks makes paragraphs and cells of the file's lines.
func (f textFile) blocks(lines []textLine) []doc.Block {
	loose := make([]string, len(lines))
	for i := range lines {
		if l := &lines[i]; !l.apart && l.row == nil {
			loose[i] = l.text
		}
	}
	continued := wrap.Continued(loose)
	blocks := make([]doc.Block, 0, len(lines))
	runs := make([]doc.Run, 0, len(lines)) // one array for all blocks' runs
	for i := range lines {
		l := &lines[i]
		switch {
		case l.row != nil:
			blocks = f.appendRow(blocks, l, i+1)
		case strings.TrimSpace(l.text) == "":
		case continued[i] && !l.item && len(blocks) > 0:
			b := &blocks[len(blocks)-1]
			first := len(runs) - len(b.Runs)
			text := strings.TrimSpace(l.text)
			at := l.at + strings.Index(l.text, text)
			before, gap := wrap.Gap(b.Text, text)
			if gap != "" {
				runs = append(runs, doc.Run{Start: len(before), Src: doc.Loc{Line: i + 1}})
			}
			b.Text = before + gap + text
			runs = append(runs, doc.Run{Start: len(before) + len(gap), Src: f.loc(l, i+1, at, len(text))})
			b.Runs = runs[first:len(runs):len(runs)]
		default:
			runs = append(runs, doc.Run{Src: f.loc(l, i+1, l.at, len(l.text))})
			blocks = append(blocks, doc.Block{
				Kind: l.Kind, Text: l.text, Level: l.level,
				Runs: runs[len(runs)-1 : len(runs) : len(runs)],
			})
		}
	}
	return blocks
}

// loc returns the place of the n bytes at at in l, which is line number. Of a line with
// characters that could not be decoded it is the whole line.
func (f textFile) loc(l *textLine, number, at, n int) doc.Loc {
	before, text := l.line.Text[:at], l.line.Text[at:at+n]
	loc := doc.Loc{Line: number, Col: utf8.RuneCountInString(before), Off: l.line.Off, Len: l.line.Len}
	loc.Exact = !strings.Contains(l.line.Text, "\ufffd")
	if loc.Exact && n < len(l.line.Text) {
		raw := f.data[loc.Off : loc.Off+loc.Len]
		skipped := charset.Width(raw, loc.Col, f.enc)
		loc.Off += int64(skipped)
		loc.Len = int64(charset.Width(raw[skipped:], utf8.RuneCountInString(text), f.enc))
	}
	return loc
}

var _ = register(format{
	name:  "md",
	title: "Markdown 文本",
	exts:  []string{".md", ".markdown"},
	rank:  named,
	match: func(c *content) bool {
		ext := strings.ToLower(path.Ext(c.name))
		return slices.Contains([]string{".md", ".markdown"}, ext) && isText(c)
	},
	read: func(ctx context.Context, c *content, d *doc.Document) error {
		return readText(ctx, c, d, markdown)
	},
})

// markdown takes the markup of headings, lists, quotes and rules out of the lines.
// Emphasis stays: what looks like it may be a number that is still to be filled in.
func markdown(lines []textLine) {
	fenced := false
	for i := range lines {
		l := &lines[i]
		text := strings.TrimSpace(l.text)
		if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
			fenced = !fenced
			l.text, l.apart = "", true
			continue
		}
		if fenced {
			l.apart = true
			continue
		}
		switch {
		case isRule(text):
			if i > 0 && !lines[i-1].apart && strings.TrimSpace(lines[i-1].text) != "" && strings.Trim(text, "=") == "" {
				lines[i-1].Kind, lines[i-1].level, lines[i-1].apart = doc.Heading, 1, true
			}
			l.text, l.apart = "", true
		case strings.HasPrefix(text, "#"):
			level := len(text) - len(strings.TrimLeft(text, "#"))
			if rest := text[level:]; level <= 6 && (rest == "" || rest[0] == ' ' || rest[0] == '\t') {
				l.Kind, l.level, l.apart = doc.Heading, level, true
				l.cut(strings.Trim(strings.TrimRight(rest, "# \t"), " \t"))
			}
		default:
			l.markdownItem(text)
		}
	}
}

// markdownItem cuts off the marks of quotes and lists that text, the trimmed line, opens with.
func (l *textLine) markdownItem(text string) {
	for {
		rest := strings.TrimPrefix(text, ">")
		for _, mark := range []string{"- ", "* ", "+ "} {
			rest = strings.TrimPrefix(rest, mark)
		}
		if rest == text {
			return
		}
		l.item = true
		text = strings.TrimLeft(rest, " \t")
		l.cut(text)
	}
}

// cut makes text, a part of l.text, what of the line is text.
func (l *textLine) cut(text string) {
	l.at += strings.LastIndex(l.text, text)
	l.text = text
}

// isRule reports whether text is a line of markup without words: --- *** ===
func isRule(text string) bool {
	bare := strings.ReplaceAll(text, " ", "")
	return len(bare) >= 3 && (strings.Trim(bare, "-") == "" || strings.Trim(bare, "*") == "" ||
		strings.Trim(bare, "_") == "" || strings.Trim(bare, "=") == "")
}
