package reader

var _ = register(format{
	name:  "ods",
	title: "OpenDocument 表格（ods）",
	exts:  []string{".ods", ".ots"},
	apart: true,
	match: hasMediaType("application/vnd.oasis.opendocument.spreadsheet"),
	read:  zipped(readOpenDocument),
})
