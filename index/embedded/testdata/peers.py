# Builds an index of text files with another engine and looks for strings in it:
#   peers.py fts5|xapian FOLDER WORKFOLDER < strings.json
# Xapian is given an eighth of the files: it is slow to build.
import glob, json, os, resource, sys, time

def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime

def fts5(texts, work, strings):
    import sqlite3
    path = os.path.join(work, "fts5.db")
    db = sqlite3.connect(path)
    db.execute("create virtual table t using fts5(text, tokenize='trigram')")
    start = cpu()
    with db:
        db.executemany("insert into t(text) values (?)", ((t,) for t in texts))
    db.execute("insert into t(t) values ('optimize')")
    db.commit()
    used = cpu() - start
    times = []
    for s in strings:
        if len(s) < 3:
            continue  # it does not find them
        start = time.perf_counter()
        db.execute("select rowid, highlight(t, 0, '<', '>') from t where t match ? order by rank limit 10",
                   ('"' + s.replace('"', '""') + '"',)).fetchall()
        times.append(time.perf_counter() - start)
    db.close()
    return used, os.path.getsize(path), times

def xapian(texts, work, strings):
    import xapian
    path = os.path.join(work, "xapian")
    db = xapian.WritableDatabase(path, xapian.DB_CREATE)
    start = cpu()
    g = xapian.TermGenerator()
    g.set_flags(xapian.TermGenerator.FLAG_CJK_NGRAM)
    for t in texts:
        d = xapian.Document()
        d.set_data(t)
        g.set_document(d)
        g.index_text(t)
        db.add_document(d)
    db.commit()
    used = cpu() - start
    times = []
    for s in strings:
        start = time.perf_counter()
        p = xapian.QueryParser()
        p.set_database(db)
        e = xapian.Enquire(db)
        e.set_query(p.parse_query('"' + s + '"', xapian.QueryParser.FLAG_CJK_NGRAM | xapian.QueryParser.FLAG_PHRASE))
        for m in e.get_mset(0, 10):
            m.document.get_data()
        times.append(time.perf_counter() - start)
    db.close()
    return used, sum(os.path.getsize(os.path.join(path, f)) for f in os.listdir(path)), times

try:
    engine, folder, work = sys.argv[1:]
    files = sorted(glob.glob(os.path.join(folder, "*.txt")))
    if engine == "xapian":
        files = files[:max(1, len(files) // 8)]
    texts = [open(f, encoding="utf-8").read() for f in files]
    used, size, times = {"fts5": fts5, "xapian": xapian}[engine](texts, work, json.load(sys.stdin))
    times.sort()
    print(json.dumps({"CPU": used, "Text": sum(len(t.encode()) for t in texts), "Size": size,
                      "P50": times[len(times) // 2] * 1000, "P99": times[len(times) * 99 // 100] * 1000}))
except Exception as e:
    print(json.dumps({"Error": repr(e)}))
