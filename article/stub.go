package article

import "comity/claim"

var (
	anniversaryRules, eventRules, countRules, comparisonRules, rankRules, shareRules, membershipRules, tieRules, systemRules, principleRules []rule
)

func ellipses(items []item, list []found) []found { return nil }
func unchecked(r *reader, row *row, clauses []clause, list []found) []found {
	_ = claim.NotCheckable
	return nil
}
