package source

// This file is the list of the sources, in the order they are shown.

// All gives every source comity can read. Adding one is a card, a reader and a line here.
func All() []Source {
	return []Source{
		cowStates(),
		gwStates(),
		ungaVotesSource(),
		ungaVotes2025(),
		unscVotes(),
		unscVetoes(),
		unscMembership(),
		worldBank(),
		itpdE(),
		cowTrade(),
		atlasChina(),
		gacc2024(),
		nmc(),
		atop(),
		cowMID(),
		gmlMID(),
	}
}

// raw is the address of a file as it stood at one commit of a public repository.
func raw(repository, commit, path string) string {
	return "https://raw.githubusercontent.com/" + repository + "/" + commit + "/" + path
}
