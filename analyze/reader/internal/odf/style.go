package odf

import (
	"strconv"
	"strings"

	"hegao/analyze/reader/internal/flow"
	"hegao/analyze/reader/internal/xmlscan"
)

// A style is a paragraph's, a text's or a section's.
type style struct {
	parent  string
	title   bool // of the document's title
	align   flow.Alignment
	look    flow.Look
	list    string // its list style
	hasList bool   // list is set, perhaps to none
	page    string // the master page that begins with it
}

// styles are the styles by family and name.
type styles map[string]*style

// maxStyles is how many of them are kept, and maxParents how far they are followed.
const (
	maxStyles  = 50_000
	maxParents = 32
)

// get returns a style with what it inherits; an empty one where there is none.
func (s styles) get(family, name string) style {
	var got style
	for range maxParents {
		st := s[family+" "+name]
		if st == nil {
			break
		}
		got.title = got.title || st.title
		got.align = got.align.Over(st.align)
		got.look = got.look.Over(st.look)
		if !got.hasList {
			got.list, got.hasList = st.list, st.hasList
		}
		name = st.parent
	}
	return got
}

// readStyles reads the styles in a part.
func (w *walker) readStyles(s *xmlscan.Scanner) {
	for s.Next() != xmlscan.EOF {
		if s.Kind != xmlscan.Start {
			continue
		}
		switch {
		case s.Is(nsStyle, "style"):
			w.style(s)
		case s.Is(nsText, "list-style"), s.Is(nsText, "outline-style"):
			w.listStyle(s)
		case s.Is(nsOffice, "body"), s.Is(nsOffice, "master-styles"):
			return
		}
	}
}

// style reads a style.
func (w *walker) style(s *xmlscan.Scanner) {
	family, _ := s.Attr(nsStyle, "family")
	name, _ := s.Attr(nsStyle, "name")
	display, _ := s.Attr(nsStyle, "display-name")
	st := &style{title: family == "paragraph" && (name == "Title" || display == "标题" && name != "Heading")}
	st.parent, _ = s.Attr(nsStyle, "parent-style-name")
	st.list, st.hasList = s.Attr(nsStyle, "list-style-name")
	st.page, _ = s.Attr(nsStyle, "master-page-name")
	for range s.Starts() {
		switch {
		case s.Is(nsStyle, "text-properties"):
			st.look = readLook(s)
		case s.Is(nsStyle, "paragraph-properties"):
			if align, ok := s.Attr(nsFO, "text-align"); ok {
				st.align.Centred = flow.ToggleOf(align == "center")
				st.align.Aligned = flow.ToggleOf(align == "center" || align == "end" || align == "right")
			}
			if indent, ok := s.Attr(nsFO, "text-indent"); ok {
				st.align.Indented = flow.ToggleOf(strings.Trim(indent, "0.cminptx%") != "" && indent[0] != '-')
			}
			if auto, _ := s.Attr(nsStyle, "auto-text-indent"); auto == "true" {
				st.align.Indented = flow.On
			}
		case s.Is(nsStyle, "table-properties"):
			if display, _ := s.Attr(nsTable, "display"); display == "false" {
				st.look.Hidden = flow.On
			}
		case s.Is(nsStyle, "section-properties"):
			if display, _ := s.Attr(nsText, "display"); display == "none" {
				st.look.Hidden = flow.On
			}
		}
	}
	if len(w.styles) < maxStyles {
		w.styles[family+" "+name] = st
	}
}

func readLook(s *xmlscan.Scanner) flow.Look {
	var l flow.Look
	if display, ok := s.Attr(nsText, "display"); ok {
		l.Hidden = flow.ToggleOf(display == "none")
	}
	if colour, ok := s.Attr(nsFO, "background-color"); ok {
		l.Highlight = flow.ToggleOf(colour != "transparent" && !strings.EqualFold(colour, "#ffffff"))
	}
	if colour, ok := s.Attr(nsFO, "color"); ok {
		l.Red = flow.ToggleOf(isRed(colour))
	}
	return l
}

// isRed reports whether a colour, written #rrggbb, is a red.
func isRed(colour string) bool {
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 24)
	return err == nil && n>>16 >= 0xC0 && n>>8&0xff < 0x50 && n&0xff < 0x50
}
