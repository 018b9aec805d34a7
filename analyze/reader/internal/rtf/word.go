package rtf

// signs are the words that stand for a character.
var signs = map[string]string{
	"tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}

// word reads a control word.
func (w *walker) word(t token) {
	name := string(t.bytes)
	switch {
	case w.state.fresh && w.open(name):
	case w.listWord(name, t):
	case w.fileWord(name, t):
	case w.lookWord(name, t):
	case w.layoutWord(name, t):
	case w.state.dest == nowhere || w.tableWord(name, t):
	case signs[name] != "":
		w.sign(t, signs[name])
	case name == "par" || name == "sect":
		w.endParagraph()
	case name == "line" || name == "lbr":
		w.lineBreak()
	}
}

// symbol reads a control symbol.
func (w *walker) symbol(t token) {
	switch t.bytes[0] {
	case '*':
		w.state.starred = w.state.fresh
	case '\\', '{', '}':
		w.sign(t, string(t.bytes))
	case '~':
		w.sign(t, "\u00a0")
	case '_':
		w.sign(t, "-")
	case '\t':
		w.sign(t, "\t")
	case '\r', '\n':
		if w.state.dest == body {
			w.endParagraph()
		}
	}
}

// fileWord reads words about the file and its encoding.
func (w *walker) fileWord(name string, t token) bool {
	switch name {
	case "u":
		w.unicode(t)
	case "uc":
		w.state.uc = min(max(t.param, 0), 100)
	case "bin":
		w.skip(t.param)
	case "ansicpg":
		w.codepage = t.param
	case "fcharset":
		w.fontAt(w.state.font).charset = t.param
	case "red":
		w.flush() // the colour before
		w.colour.red = t.param
	case "green":
		w.colour.green = t.param
	case "blue":
		w.colour.blue = t.param
	case "facingp":
		w.facing = true
	case "titlepg":
		w.titled = true
	case "sectd":
		w.titled = false
	default:
		return false
	}
	return true
}

// lookWord reads words about how characters look.
func (w *walker) lookWord(name string, t token) bool {
	set := !t.has || t.param != 0
	l := w.state.look
	switch name {
	case "f":
		w.flush()
		w.state.font = t.param
		if w.state.side == 'd' {
			w.state.asian = t.param
		}
		return true
	case "af":
		if w.state.side == 'd' {
			w.decode()
			w.state.asian = t.param
		}
		return true
	case "dbch", "loch", "hich":
		w.decode()
		w.state.side = name[0]
		return true
	case "plain":
		l = look{}
	case "v":
		l.hidden = set
	case "deleted":
		l.deleted = set
	case "revised":
		l.inserted = set
	case "mvf":
		l.deleted, l.moved = set, set
	case "mvt":
		l.inserted, l.moved = set, set
	case "highlight":
		l.highlight = t.param != 0
	case "cf":
		l.red = w.red[t.param]
	default:
		return false
	}
	if l != w.state.look {
		w.flush()
		w.state.look = l
	}
	return true
}

// layoutWord reads words about a paragraph.
func (w *walker) layoutWord(name string, t token) bool {
	p := w.state.paragraph
	switch name {
	case "pard":
		p = paragraph{outline: -1}
	case "s":
		p.style = t.param
	case "outlinelevel":
		p.outline = min(max(t.param, 0), 9)
		if w.state.dest == styleSheet {
			w.styleAt(p.style).outline = p.outline
		}
	case "intbl":
		p.inTable = true
	case "ls":
		p.list = t.param
	case "ilvl":
		p.level = t.param
	case "itap":
		p.depth = min(max(t.param, 0), maxDepth)
	case "qc":
		p.centred = true
	case "ql", "qr", "qj", "qd":
		p.centred, p.right = false, name == "qr"
	case "fi", "cufi":
		p.indented = t.param > 0
	default:
		return false
	}
	if p != w.state.paragraph {
		w.flush()
		w.state.paragraph = p
	}
	return true
}

// tableWord reads words about tables.
func (w *walker) tableWord(name string, t token) bool {
	r := &w.story.row
	if w.state.nested {
		r = &w.story.nestedRow
	}
	switch name {
	case "trowd":
		*r = row{}
	case "clmrg", "clvmrg":
		r.merged = true
	case "cellx":
		if len(r.edges) < maxCells {
			r.cell(t.param)
		}
	case "cell":
		w.endCell(1)
	case "nestcell":
		w.endCell(2)
	case "row":
		w.endRow(1)
	case "nestrow":
		w.endRow(2)
	default:
		return false
	}
	return true
}
