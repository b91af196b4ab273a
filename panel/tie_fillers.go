package panel

// This file gathers the fillers of columns of ties between states and of the columns of claims.

import "slices"

func tieFillers() []filler {
	return slices.Concat(claimFillers(), voteFillers(), portfolioFillers(), groupFillers, treatyFillers, diplomacyFillers, pactFillers, pressureFillers, mirrorFillers, cultureFillers)
}
