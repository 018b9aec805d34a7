package hypertext

import (
	"strconv"
	"strings"

	"hegao/analyze/reader/internal/flow"
)

// attributes are those of a start tag that matter.
type attributes struct {
	style, kind, start, value, align, colour string
	name, content                            string // of meta
	colspan, rowspan                         int
	hidden                                   bool
	dated                                    bool // of ins and del: a tracked change
}

func (p *parser) readAttributes(more bool) *attributes {
	a := &attributes{}
	for more {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		switch string(key) {
		case "style":
			a.style = ";" + strings.ToLower(strings.Join(strings.Fields(string(value)), ""))
		case "type":
			a.kind = string(value)
		case "start":
			a.start = string(value)
		case "value":
			a.value = string(value)
		case "align":
			a.align = strings.ToLower(string(value))
		case "color":
			a.colour = strings.ToLower(string(value))
		case "name":
			a.name = string(value)
		case "content":
			a.content = string(value)
		case "hidden":
			a.hidden = true
		case "datetime":
			a.dated = true
		case "colspan":
			a.colspan, _ = strconv.Atoi(string(value))
		case "rowspan":
			a.rowspan, _ = strconv.Atoi(string(value))
		}
	}
	return a
}

// property returns a property that the style sets; "" where it does not.
func (a *attributes) property(name string) string {
	_, rest, _ := strings.Cut(a.style, ";"+name+":")
	value, _, _ := strings.Cut(rest, ";")
	return value
}

// look returns how the element's text looks. What is behind a whole block is no highlight.
func (a *attributes) look(block bool) flow.Look {
	var l flow.Look
	if a.hidden || a.property("display") == "none" || a.property("mso-hide") == "all" {
		l.Hidden = flow.On
	}
	if colour := a.property("color") + a.colour; colour != "" {
		l.Red = flow.ToggleOf(isRed(colour))
	}
	if behind := a.property("background") + a.property("background-color"); behind != "" && !block {
		l.Highlight = flow.ToggleOf(behind != "transparent" && behind != "white" && behind != "#ffffff" && behind != "none")
	}
	return l
}

// isRed reports whether a colour is red to the eye.
func isRed(colour string) bool {
	if colour == "red" || colour == "rgb(255,0,0)" {
		return true
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	return err == nil && len(colour) == len("#rrggbb") && n>>16 >= 0xC0 && n>>8&0xff <= 0x40 && n&0xff <= 0x40
}

// alignment returns how the element's lines lie.
func (a *attributes) alignment(name string) flow.Alignment {
	var l flow.Alignment
	align := a.property("text-align")
	if align == "" {
		align = a.align
	}
	if name == "center" || name == "caption" {
		align = "center"
	}
	if align != "" && name != "table" {
		l.Centred = flow.ToggleOf(align == "center")
		l.Aligned = flow.ToggleOf(align == "center" || align == "right" || align == "end")
	}
	if indent := a.property("text-indent"); indent != "" {
		l.Indented = flow.ToggleOf(strings.Trim(indent, "0.cminptxe%") != "" && indent[0] != '-')
	}
	return l
}

// spaces tells whether the element keeps white space.
func (a *attributes) spaces(name string) flow.Toggle {
	switch name {
	case "pre", "xmp", "plaintext", "listing":
		return flow.On
	}
	switch a.property("white-space") {
	case "":
		return flow.Unset
	case "pre", "pre-wrap", "break-spaces", "pre-line":
		return flow.On
	}
	return flow.Off
}
