package index

// A Query is what a user looks for, as a tree.
type Query interface{ isQuery() }
