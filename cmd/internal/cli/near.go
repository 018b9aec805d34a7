package cli

// near returns the names that differ from what was typed by a slip: by a third of its
// characters at most, the nearest only.
func near(typed string, names []string) []string {
	least := (len([]rune(typed)) + 2) / 3
	var all []string
	for _, name := range names {
		d := distance([]rune(typed), []rune(name))
		if d < least {
			least, all = d, nil
		}
		if d == least {
			all = append(all, name)
		}
	}
	return all
}

// distance returns how many characters must be put in, left out or changed to make b of a.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
