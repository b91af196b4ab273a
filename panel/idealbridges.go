package panel

// This file is the bridges that tie sessions together: which of them an estimate rests on.

import (
	"fmt"
	"math"
	"slices"

	"comity/source"
)

// bridgeRules are the ways to choose bridges, each with all of the ones before it.
var bridgeRules = []string{source.BridgePublished, source.BridgeSeries, source.BridgeTitle}

// BridgesBy gives the pairs of roll calls on the same question in different sessions, the earlier first: published: those listed by Bailey, Strezhnev
// and Voeten, to session 74; series: after it also those of the same title that go on a bridged series; title: also all others of the same title. An empty
// rule is series.
func BridgesBy(rule string) ([][2]int32, error) {
	if rule == "" {
		rule = source.BridgeSeries
	}
	upTo := slices.Index(bridgeRules, rule)
	if upTo < 0 {
		return nil, fmt.Errorf("bridges %q: want published (to session 74), series (and after it those of a bridged series) or title (and those of the same title alone)", rule)
	}
	var out [][2]int32
	for _, b := range source.Bridges() {
		if slices.Index(bridgeRules, b.Rule) <= upTo && b.From > 0 && b.To <= math.MaxInt32 {
			out = append(out, [2]int32{int32(b.From), int32(b.To)})
		}
	}
	return out, nil
}
