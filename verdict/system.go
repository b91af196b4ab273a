package verdict

// system and principle: forms that need measures comity does not have yet. They are answered plainly, with what can be measured
// next to them.

func system(q question) Answer {
	a := cannot(Answer{Claim: q.Claim}, "comity has no measure of the whole system of states yet; what can be asked next to it is given by column")
	a.Measurable = []string{agreement, "capability.cinc", "alliance.obligation"}
	return a
}

func principle(q question) Answer {
	a := cannot(Answer{Claim: q.Claim}, "no test of a declared principle with known power is in this edition; what it touches can be asked by column")
	a.Measurable = neighbours(q.Claim)
	return a
}
