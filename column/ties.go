package column

// This file gathers the families of columns of ties between states, each described in a file of its own.

import "slices"

var ties = slices.Concat(similarities, memberships, treatyColumns, diplomacy, agreements, pressures, ideals, mirrors, colonial)
