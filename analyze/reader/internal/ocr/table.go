package ocr

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hegao/analyze/reader/internal/layout"
)

// The columns of the program's table.
const (
	colLevel = iota
	_        // page
	_        // block
	_        // paragraph
	_        // line
	_        // word
	colLeft
	colTop
	colWidth
	colHeight
	_ // confidence
	colText
	columns
)

// What a row of the table is about.
const (
	levelPage = "1"
	levelLine = "4"
	levelWord = "5"
)

// wideGap is how many heights of a line part two texts of one. Less is no space: the program
// parts Chinese text anywhere.
const wideGap = 1.5

// pagesOf reads the program's table. The words of a line stand as high as the line does: 一
// is flat, and its line is not.
func pagesOf(table string, dpi float64) []layout.Page {
	var pages []layout.Page
	var scale, top, bottom float64
	var line *layout.Text // what the next word of the line may go on with
	for row := range strings.Lines(table) {
		f := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", columns)
		left, y, width, height, ok := box(f)
		if !ok {
			continue // the table's head
		}
		switch f[colLevel] {
		case levelPage:
			if scale = 72 / dpi; dpi <= 0 {
				scale = sheetWidth / max(1, min(width, height))
			}
			pages = append(pages, layout.Page{Width: width * scale, Height: height * scale})
			line = nil
		case levelLine:
			top, bottom, line = y*scale, (y+height)*scale, nil
		case levelWord:
			word := strings.TrimSpace(f[colText])
			if word == "" || !utf8.ValidString(word) || len(pages) == 0 {
				continue
			}
			p := &pages[len(pages)-1]
			if gap := wideGap * (bottom - top); line == nil || left*scale-line.Right > gap || line.Right-left*scale > gap {
				p.Texts = append(p.Texts, layout.Text{Text: word, Left: left * scale, Top: top, Bottom: bottom})
				line = &p.Texts[len(p.Texts)-1]
			} else {
				line.Text += gapBefore(line.Text, word) + word
			}
			line.Right = max(line.Right, (left+width)*scale)
		}
	}
	for _, p := range pages {
		for i := range p.Texts {
			p.Texts[i].Text = chinese(p.Texts[i].Text)
		}
	}
	return pages
}

const sheetWidth = 595 // points, of A4

// box returns where a row's subject stands, in pixels.
func box(fields []string) (left, top, width, height float64, ok bool) {
	if len(fields) < columns {
		return
	}
	var n [4]float64
	for i := range n {
		v, err := strconv.Atoi(fields[colLeft+i])
		if err != nil {
			return
		}
		n[i] = float64(v)
	}
	return n[0], n[1], n[2], n[3], true
}

// gapBefore returns what parts two words: a space between Latin ones.
func gapBefore(before, word string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(word)
	if isLatin(last) && isLatin(first) {
		return " "
	}
	return ""
}

func isLatin(r rune) bool { return r < 0x250 && unicode.IsLetter(r) }

// full is the punctuation that stands in Chinese text for what is recognised.
var full = map[rune]rune{',': '，', ';': '；', ':': '：', '!': '！', '?': '？', '(': '（', ')': '）'}

// chinese sets the punctuation beside Chinese characters as Chinese text has it.
func chinese(text string) string {
	runes := []rune(text)
	isHan := func(i int) bool { return i >= 0 && i < len(runes) && unicode.Is(unicode.Han, runes[i]) }
	for i, r := range runes {
		if f, ok := full[r]; ok && (isHan(i-1) || isHan(i+1)) {
			runes[i] = f
		}
	}
	return string(runes)
}
