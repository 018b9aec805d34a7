package main_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers is every package with its layer: a package imports only what stands lower. What
// stands on one layer does not know each other.
var layers = map[string]int{
	"cmd/hegao":        8,
	"cmd/internal/cli": 7,
	"index/embedded":   6, "index/storetest": 6,
	"analyze/batch": 5, "index": 5,
	"analyze/outline": 4, "analyze/metric": 4, "analyze/copying": 4, "analyze/check": 4, "analyze/profile": 4, "analyze/render": 4,
	"analyze":        3,
	"analyze/reader": 2, "analyze/segment": 2, "analyze/calendar": 2, "analyze/doc/doctest": 2, "analyze/doc/ofdtest": 3,
	"analyze/doc": 1, "analyze/lexicon": 1, "analyze/numeral": 1, "analyze/sheet": 1, "analyze/tomlfile": 1,
}

// A goPackage is what go list tells of a package.
type goPackage struct {
	ImportPath, Doc string
	Imports         []string
	Module          *struct {
		Path string
		Main bool
	}
}

// listPackages returns the packages of the project and all that they need.
func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Doc,Imports,Module", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// owner returns the package that p belongs to: what stands in an internal folder belongs to
// the package above it, if that is one.
func owner(p string) string {
	if above, _, ok := strings.Cut(p, "/internal/"); ok && layers[above] > 0 {
		return above
	}
	return p
}

func TestLayers(t *testing.T) {
	packages := listPackages(t)
	module := map[string]string{} // by import path, for third parties
	for _, p := range packages {
		if p.Module != nil && !p.Module.Main {
			module[p.ImportPath] = p.Module.Path
		}
	}
	importers := map[string][]string{} // by module
	stands := map[string]bool{}
	for _, p := range packages {
		if p.Module == nil || !p.Module.Main {
			continue
		}
		path := strings.TrimPrefix(p.ImportPath, "hegao/")
		own := owner(path)
		stands[own] = true
		if p.Doc == "" {
			t.Errorf("%s has no package comment", path)
		}
		if layers[own] == 0 {
			t.Errorf("%s stands in no layer", path)
			continue
		}
		for _, imported := range p.Imports {
			if m := module[imported]; m != "" && !slices.Contains(importers[m], own) {
				importers[m] = append(importers[m], own)
			}
			to, ours := strings.CutPrefix(imported, "hegao/")
			if to = owner(to); ours && to != own && layers[to] >= layers[own] {
				t.Errorf("%s imports %s, which does not stand lower", path, to)
			}
		}
	}
	for m, by := range importers {
		if len(by) > 1 {
			t.Errorf("%s is imported by %s: one package only may", m, strings.Join(by, " and "))
		}
	}
	for p := range layers {
		if !stands[p] {
			t.Errorf("%s has a layer and does not exist", p)
		}
	}
}
