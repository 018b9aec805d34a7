package batch

import (
	"path"
	"slices"
	"strings"

	"hegao/analyze"
)

// clues is what tells a report's unit, in the order of trust.
type clues struct {
	folders   []folder // from the report's own up to the one asked for
	file      string   // the file's name without its folder and ending
	title     string
	signature string
}

// A folder is one that a report lies in; an archive is one too.
type folder struct{ path, name string }

// A word is a clue and what it was taken from.
type word struct {
	by   analyze.UnitSource
	text string
}

// words returns the clues, the most trusted first.
func (c clues) words() []word {
	var all []word
	for _, f := range c.folders {
		all = append(all, word{analyze.ByFolder, f.name})
	}
	return append(all, word{analyze.ByFileName, c.file}, word{analyze.ByTitle, c.title}, word{analyze.BySignature, c.signature})
}

// cluesOf collects what tells r's unit. roots are the paths asked for: folders above them
// belong to the clerk, not to the unit.
func cluesOf(r *analyze.Report, roots []string) clues {
	folders, file := split(r.Doc.Name, roots)
	c := clues{folders: folders, file: stem(file), title: r.Title}
	if s := r.Signature.Unit; !s.Empty() {
		c.signature = r.Doc.Text(s)
	}
	return c
}

// split parts a report's display name (收件/报送.zip!水务局/报告.docx) into the folders it lies
// in, the nearest first, and the file's own name.
func split(name string, roots []string) ([]folder, string) {
	name = strings.ReplaceAll(name, `\`, "/")
	above := path.Dir(path.Dir(name)) // of a file that was itself asked for its own folder may speak
	for _, root := range roots {
		root = path.Clean(strings.ReplaceAll(root, `\`, "/"))
		switch {
		case strings.HasPrefix(name, root+"/") || strings.HasPrefix(name, root+"!"):
			above = path.Dir(root)
		case root == "." && !path.IsAbs(name):
			above = root
		}
	}
	rest := strings.TrimPrefix(name, above+"/")
	var folders []folder
	start := 0
	for i := 0; i < len(rest); i++ {
		if rest[i] != '/' && rest[i] != '!' {
			continue
		}
		n := rest[start:i]
		if rest[i] == '!' {
			n = stem(n)
		}
		if n != "" && n != "." && n != ".." {
			folders = append(folders, folder{rest[:i], n})
		}
		start = i + 1
	}
	slices.Reverse(folders)
	return folders, rest[start:]
}

// stem returns a file's name without its ending.
func stem(file string) string {
	if ext := path.Ext(file); len(ext) >= 2 && len(ext) <= 6 && strings.Trim(strings.ToLower(ext[1:]), "abcdefghijklmnopqrstuvwxyz0123456789") == "" {
		return strings.TrimSuffix(file, ext)
	}
	return file
}
