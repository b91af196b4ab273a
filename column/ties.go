package column

// This file gathers the families of columns of ties between states, each described in a file of its own.

import "slices"

var ties = slices.Concat(similarities, memberships, treatyColumns, diplomacy, agreements, pressures, ideals, mirrors, colonial, cultures)

// Ties gives the columns of ties between states beside those of claims: how alike they vote and ally, what both belong to and are
// bound by, sanctions, recognition, what two reports of one trade say.
func Ties() []Column { return slices.Clone(ties) }
