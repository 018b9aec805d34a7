package rtf

import "hegao/analyze/doc"

// A destination is where the text in a group goes.
type destination uint8

const (
	body    destination = iota // into the story
	nowhere                    // left out
	fontTable
	styleSheet
	colours
	numbers   // the automatic number of the paragraph
	fieldCode // of a field
	lists     // the table of lists
	overrides // the table of how paragraphs refer to lists
	levelText // what one level of a list shows
)

// destinations are the words that open one. What has none of its own is left out;
// unknown words behind \* are as well.
var destinations = map[string]destination{
	"fonttbl": fontTable, "stylesheet": styleSheet, "colortbl": colours,
	"listtext": numbers, "pntext": numbers, "fldinst": fieldCode,

	"info": nowhere, "upr": nowhere, "pict": nowhere, "nonshppict": nowhere, "shprslt": nowhere, "objdata": nowhere, "sp": nowhere,
	"xe": nowhere, "tc": nowhere, "tcn": nowhere, "rxe": nowhere, "txe": nowhere, "template": nowhere, "filetbl": nowhere,
	"ftnsep": nowhere, "ftnsepc": nowhere, "ftncn": nowhere, "aftnsep": nowhere, "aftnsepc": nowhere, "aftncn": nowhere,
	"pn": nowhere, "listtable": lists, "listoverridetable": overrides, "leveltext": levelText, "levelnumbers": nowhere, "listname": nowhere,
	"revtbl": nowhere, "rsidtbl": nowhere,
	"annotation": nowhere, "atrfstart": nowhere, "atrfend": nowhere, "atnid": nowhere, "atnauthor": nowhere, "formfield": nowhere, "datafield": nowhere,
	"bkmkstart": nowhere, "bkmkend": nowhere, "nonesttables": nowhere, "mmathPict": nowhere, "private": nowhere,
	"background": nowhere, "generator": nowhere, "do": body, "objclass": nowhere, "objname": nowhere, "keycode": nowhere,
	"themedata": nowhere, "colorschememapping": nowhere, "latentstyles": nowhere, "datastore": nowhere, "mmathPr": nowhere,

	"shppict": body, "shpinst": body, "shptxt": body, "dptxbxtext": body, "nesttableprops": body, "ud": body, "moMath": body, "moMathPara": body,
	"result": body, "fldrslt": body, "footnote": body, "field": body, "shp": body,
	"header": body, "headerl": body, "headerr": body, "headerf": body,
	"footer": body, "footerl": body, "footerr": body, "footerf": body,
}

// open enters a destination; the group is left to where it stands where name is none.
func (w *walker) open(name string) bool {
	if w.state.dest == lists || w.state.dest == overrides {
		w.beginList(name)
	}
	d, known := destinations[name]
	if !known {
		if w.state.starred {
			w.state.dest = nowhere
		}
		return w.state.starred
	}
	if w.state.dest == nowhere && name != "ud" {
		return true
	}
	switch name {
	case "pict":
		w.pictures++
		w.text.Drawn++
	case "shp", "do", "object":
		w.text.Drawn++
		return true
	case "annotation":
		w.comments++
		if q := w.story.current; q != nil && !w.ranged {
			q.Saw(doc.Comments, q.Len())
		}
	case "atrfstart": // where what a comment is about begins, and where it ends
		w.ranged = true
		q := w.paragraphNow()
		q.Saw(doc.Comments, q.Len())
	case "atrfend":
		if q := w.story.current; q != nil {
			q.SawEnd(doc.Comments)
		}
	case "footnote":
		w.begin(doc.Note)
	case "header", "headerr", "headerl", "headerf", "footer", "footerr", "footerl", "footerf":
		if last := name[len(name)-1]; last == 'l' && !w.facing || last == 'f' && !w.titled {
			d = nowhere
		} else if name[0] == 'h' {
			w.begin(doc.Header)
		} else {
			w.begin(doc.Footer)
		}
	case "shptxt", "dptxbxtext":
		w.begin(doc.TextBox)
	case "fldinst":
		w.story.fields.Begin()
	case "nesttableprops":
		w.state.nested = true
		return true
	case "listtext", "pntext":
		w.flush()
		w.number = w.number[:0]
	case "ud":
		if len(w.groups) > 1 { // \upr says the same in bytes and in Unicode, and leaves out the first
			w.state.dest = w.groups[len(w.groups)-2].dest
		}
		return true
	default:
		if d == body { // one that only holds others
			return true
		}
	}
	w.state.dest = d
	return true
}

// begin begins a story of its own.
func (w *walker) begin(kind doc.Kind) {
	w.flush()
	if kind == doc.TextBox {
		w.paragraphNow() // that it is anchored in
	}
	w.story.outer = w.text.Leave()
	w.stories = append(w.stories, w.story)
	w.story = story{kind: kind, depth: len(w.groups)}
	w.state.look = look{hidden: w.state.look.hidden, deleted: w.state.look.deleted}
	w.state.paragraph = paragraph{outline: -1}
}

// finish ends the story and goes on with the one around it.
func (w *walker) finish() {
	w.endStory()
	kind := w.story.kind
	w.story = w.stories[len(w.stories)-1]
	w.stories = w.stories[:len(w.stories)-1]
	switch kind {
	case doc.Note:
		w.text.Return(w.story.outer, &w.notes)
	case doc.Header:
		w.text.Return(w.story.outer, &w.headers)
	case doc.Footer:
		w.text.Return(w.story.outer, &w.footers)
	default:
		w.text.Anchor(w.story.outer, w.paragraphNow())
	}
}
