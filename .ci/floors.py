#!/usr/bin/env python3
"""floors.py FILE: fails when a figure of the JSON on standard input is below its floor.

FILE holds lines `name floor` or `name <= ceiling`; `metrics.f1` is the key f1 of the
object metrics, an underscore stands for a blank."""
import json
import sys

figures = {}
for name, value in json.load(sys.stdin).items():
    for key, figure in value.items() if isinstance(value, dict) else [("", value)]:
        figures[f"{name}.{key}".strip(".").replace(" ", "_")] = figure

bad = 0
for line in open(sys.argv[1], encoding="utf8"):
    word = line.split("#")[0].split()
    if not word:
        continue
    name, bound, ceiling = word[0], float(word[-1]), "<=" in word
    holds = figures[name] <= bound if ceiling else figures[name] >= bound
    bad += not holds
    if not holds:
        print(f"{name}: {figures[name]:.4f}, must be {'at most' if ceiling else 'at least'} {bound}")
print("below the floors: %d" % bad)
sys.exit(bad > 0)
