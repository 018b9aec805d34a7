package batch

import (
	"path"
	"slices"
	"strings"
	"sync"

	"hegao/analyze"
)

// A clue is words that tell a report's unit.
type clue struct {
	by     analyze.UnitSource
	text   string
	folder string        // the path of the folder that it is the name of; empty: it is none
	unit   func() string // that it names, as far as its words alone tell
}

func newClue(by analyze.UnitSource, text, folder string) clue {
	return clue{by, text, folder, sync.OnceValue(func() string {
		if by == analyze.ByTitle {
			return unitNamed(subject(text))
		}
		return unitNamed(text)
	})}
}

// A folder is one that a report lies in; an archive is one too.
type folder struct{ path, name string }

// cluesOf collects what tells r's unit, in the order of trust: the folders from its own up to
// the one asked for, the file's name without its ending, title and signature. roots are the paths
// asked for: folders above them belong to the clerk, not to the unit.
func cluesOf(r *analyze.Report, roots []string) []clue {
	folders, file := split(r.Doc.Name, roots)
	all := make([]clue, 0, len(folders)+3)
	for _, f := range folders {
		all = append(all, newClue(analyze.ByFolder, f.name, f.path))
	}
	signature := ""
	if s := r.Signature.Unit; !s.Empty() {
		signature = r.Doc.Text(s)
	}
	return append(all, newClue(analyze.ByFileName, stem(file), ""), newClue(analyze.ByTitle, r.Title, ""), newClue(analyze.BySignature, signature, ""))
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
