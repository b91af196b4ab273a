package source

// This file gives roll calls of the General Assembly comity's own short topic labels. A label is read from the words of the
// source's title, which is not kept. The first rule that fits decides; a roll call that none fits has no label.

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"comity/topics"
)

// topicRule gives a label to titles that match Has and not Not.
type topicRule struct {
	Label    string
	has, not string
}

var topicRules = []topicRule{
	{Label: "human rights and unilateral coercive measures", has: `human rights? an?d? unilateral coercive measures|^human rights, coercive measures|^coercive measures \| human rights`},
	{Label: "unilateral economic coercion of developing countries", has: `economic measures as a means of political and economic co|unilateral economic measures as a means|economic measures as a means p?o?f? political|^economic coer[cs]ion`, not: `elimination of`},
	{Label: "extraterritorial coercive economic measures", has: `elimination of (unilateral extraterritorial )?coercive economic measures|elimination of unilateral`},
	{Label: "United States embargo against Cuba", has: `embargo imposed by the unite[ds] states.*cuba|^cuba, u\.?s\.? embargo`},
	{Label: "trade embargo against Nicaragua", has: `nicaragua, embargo|embargo.*nicaragua`},
	{Label: "Nicaragua and Central America", has: `nicaragua|central america.*(peace|situation|threat)|peace.*central america`, not: `nuclear|budget|financ|assistance`},
	{Label: "human rights in Crimea and occupied Ukraine", has: `human rights.*crimea`},
	{Label: "militarisation of Crimea and the Black Sea", has: `militarization of.*crimea`},
	{Label: "territorial integrity of Ukraine", has: `territorial integrity of ukraine`},
	{Label: "war in Ukraine", has: `aggression against ukraine|ukraine`, not: `chernobyl|contribution|apportion|election|byelo|membership`},
	{Label: "displaced persons from Abkhazia and South Ossetia", has: `abkhazia`},
	{Label: "human rights in Iran", has: `human rights.*\biran\b|\biran\b.*human rights`},
	{Label: "human rights in North Korea", has: `human rights.*democratic people.?s republic of korea|human rights, north korea|north korea, human rights`},
	{Label: "human rights in Syria", has: `human rights.*syria[n ]|(situation|accountab|international, impartial).*syrian arab republic`, not: `golan`},
	{Label: "human rights in Myanmar", has: `(human rights|situation).*(myanmar|rohingya)`},
	{Label: "human rights in Belarus", has: `human rights.*belarus`},
	{Label: "human rights in Cuba", has: `human rights.*cuba|cuba.*human rights`, not: `embargo`},
	{Label: "human rights in Chile", has: `human rights.*chile|chile.*human rights`},
	{Label: "human rights in El Salvador", has: `human rights.*el salvador|el salvador.*human rights`},
	{Label: "human rights in Guatemala", has: `human rights.*guatemala|guatemala.*human rights`},
	{Label: "human rights in Sudan", has: `human rights.*sudan`},
	{Label: "human rights in Iraq", has: `human rights.*\biraq`},
	{Label: "human rights in the Congo", has: `human rights.*(congo|zaire)`},
	{Label: "human rights in former Yugoslavia", has: `human rights.*(yugoslavia|bosnia|kosovo|croatia)`},
	{Label: "human rights in Turkmenistan or Uzbekistan", has: `human rights.*(turkmenistan|uzbekistan)`},
	{Label: "war and settlement in former Yugoslavia", has: `bosnia|kosovo|srebrenica`, not: `financ|tribunal|budget`},
	{Label: "glorification of Nazism", has: `nazism|neo-?nazi`},
	{Label: "racism and racial discrimination", has: `racism|racial discrimination|durban`, not: `south africa|apartheid|zionis`},
	{Label: "apartheid and South Africa", has: `apartheid|south africa`, not: `namibia|south.?west africa|nuclear|angola`},
	{Label: "Namibia (South West Africa)", has: `namibia|south.?west africa`},
	{Label: "Southern Rhodesia", has: `rhodesia`},
	{Label: "Portuguese colonies in Africa", has: `portug[ue]+se (territor|admin|colon)|territories under portug|angola|mozambique|portugal`, not: `financ|mission|timor|unita`},
	{Label: "East Timor", has: `timor`, not: `financ|budget`},
	{Label: "Western Sahara", has: `western sahara|spanish sahara`, not: `financ|budget`},
	{Label: "Falkland Islands (Malvinas)", has: `falkland|malvinas`},
	{Label: "Chagos Archipelago", has: `chagos|mauritius.*advisory`},
	{Label: "Mayotte and the Comoros", has: `mayotte|comor[oe]`},
	{Label: "Gibraltar", has: `gibraltar`},
	{Label: "New Caledonia", has: `new caledonia`},
	{Label: "Guam and other small territories", has: `american samoa|\bguam\b|bermuda|non-?self-?governing territories|tokelau|french polynesia`},
	{Label: "independence of colonial peoples", has: `granting of independence|coloniali[sz]|decoloni[sz]|colonial (countr|people|territor)`},
	{Label: "Syrian Golan", has: `golan`},
	{Label: "Israeli nuclear arms; Middle East zone", has: `israeli nuclear|nuclear proliferation in the middle east|nuclear.?weapon.?free zone in the (region of the )?middle east|israel.*nuclear`},
	{Label: "Palestine refugees and UNRWA", has: `palestine refugees|palestinian refugees|unrwa|persons displaced as a result of the june 1967`},
	{Label: "Israeli settlements", has: `israeli settlement|settlements in the occupied|israel.*settlement`},
	{Label: "Jerusalem", has: `jerusalem`},
	{Label: "Israeli practices in occupied territories", has: `israeli practices|occupied (palestinian|arab) territor|israeli? (violat|human rights|occup)|separation wall|construction of the wall|illegal israeli actions`},
	{Label: "question of Palestine", has: `palestin|gaza`},
	{Label: "situation in the Middle East", has: `middle east|israel|arab.?israeli`, not: `financ|disengagement|emergency force|budget|interim force`},
	{Label: "Lebanon", has: `lebanon|lebanese`, not: `financ`},
	{Label: "foreign troops in Afghanistan, 1980s", has: `afghanistan.*(foreign|troops|peace and security)|situation in afghanistan and its implications`},
	{Label: "situation in Afghanistan", has: `afghanistan`},
	{Label: "situation in Kampuchea (Cambodia)", has: `kampuchea|cambodia`},
	{Label: "Chinese representation", has: `(represent|credential|seat|rights).*(china|chinese)|(china|chinese).*(represent|seat|credential|rights of)`, not: `human rights`},
	{Label: "Tibet", has: `tibet`},
	{Label: "question of Korea", has: `\bkorea`, not: `human rights|membership|admission|nuclear`},
	{Label: "Hungary after 1956", has: `hungar`, not: `membership|admission|treat`},
	{Label: "Suez and the Emergency Force", has: `suez|united nations emergency force|unef`},
	{Label: "Congo crisis", has: `\bcongo`, not: `financ.*monuc`},
	{Label: "Algerian independence", has: `algeria`},
	{Label: "Cyprus", has: `cyprus`, not: `financ|force in cyprus`},
	{Label: "Arms Trade Treaty", has: `arms trade treaty`},
	{Label: "ban on nuclear weapons by treaty", has: `treaty on the prohibition of nuclear weapons|multilateral nuclear disarmament negotiations`},
	{Label: "humanitarian consequences of nuclear weapons", has: `humanitarian (consequences|pledge).*nuclear|humanitarian (consequences|pledge)|ethical imperatives for a nuclear`},
	{Label: "International Court's opinion on nuclear weapons", has: `advisory opinion of the international court.*nuclear|legality of the threat or use of nuclear`},
	{Label: "nuclear test ban", has: `test.?ban|nuclear.{0,12}test|cessation of.*test`},
	{Label: "nuclear-weapon-free zones", has: `nuclear.?(weapons?.?)?free.?zone|nuclear.?weapon.?free southern|denucleari[sz]|tlatelolco|pelindaba`},
	{Label: "non-proliferation of nuclear weapons", has: `non-?proliferation of nuclear|nuclear.?non-?proliferation|nuclear proliferation`},
	{Label: "first use and reduced nuclear danger", has: `first use|reducing nuclear danger|prohibition of the use of nuclear|use of nuclear weapons|operational readiness of nuclear`},
	{Label: "security assurances to non-nuclear states", has: `(assure|assurances|security of|guarantee).*non-?nuclear`},
	{Label: "nuclear disarmament", has: `nuclear (disarm|weapon|arms|war|freeze|arsenal)|fissile|nuclear.?weapon|nuclear.*freeze|icbm|abm|anti-?ballistic`},
	{Label: "atomic energy", has: `atomic energy|peaceful use.* nuclear|nuclear energy`},
	{Label: "arms race in outer space", has: `arms race in outer space|outer space.*(weapon|arms|transparency|placement|responsible|threat)|(weapon|arms).*outer space|destructive direct-ascent`},
	{Label: "peaceful uses of outer space", has: `outer space`},
	{Label: "chemical and biological weapons", has: `chemical|biological|bacteriological|napalm`, not: `budget|industr`},
	{Label: "anti-personnel mines and cluster munitions", has: `anti-?personnel mines|cluster munitions|land-?mines`},
	{Label: "small arms", has: `small arms|light weapons`},
	{Label: "Indian Ocean as a zone of peace", has: `indian ocean`},
	{Label: "cyberspace and information security", has: `information security|ict|cyber|information and telecommunications|information technologies for criminal`, not: `conflict|strict|convict|restrict|jurisdict|predict|district|victim|addict|edict|depict|inflict`},
	{Label: "use of mercenaries", has: `mercenar`},
	{Label: "death penalty moratorium", has: `death penalty|capital punishment`},
	{Label: "right to development", has: `right to development`},
	{Label: "globalisation and human rights", has: `globali[sz]ation`},
	{Label: "democratic and equitable international order", has: `equitable international order|democratic international order`},
	{Label: "human rights and cultural diversity", has: `cultural diversity|international cooperation in the field of human rights`},
	{Label: "sovereignty and non-interference in elections", has: `electoral processes|sovereignty and non-?interference|non-?interference in the internal`},
	{Label: "new international economic order", has: `new international economic order|economic rights and duties|restructuring of the world economy|global negotiations`},
	{Label: "external debt of developing countries", has: `external debt|debt crisis|debt problem|sovereign debt`},
	{Label: "international trade and development", has: `international trade|unctad|trade and development|commodit`},
	{Label: "sovereignty over natural resources", has: `natural resources`},
	{Label: "right to food", has: `right to food`},
	{Label: "right to self-determination", has: `self-?determination`},
	{Label: "responsibility to protect", has: `responsibility to protect`},
	{Label: "international criminal justice", has: `international criminal court|crimes against humanity|rome statute`},
	{Label: "terrorism", has: `terroris`},
	{Label: "law of the sea", has: `law of the sea|sea-?bed|ocean floor|fisheries|driftnet`},
	{Label: "climate and environment", has: `climate|environment`, not: `nuclear|israel`},
	{Label: "rights of the child", has: `rights of the child`},
	{Label: "women's rights", has: `\bwomen\b|gender|girls`},
	{Label: "refugees and migration", has: `refugee|migration|migrant`},
	{Label: "zone of peace of the South Atlantic", has: `south atlantic`},
	{Label: "Security Council reform", has: `equitable representation on.*security council`},
	{Label: "admission of new members", has: `membership.*united nations|admission (of|to)|new members`},
	{Label: "conventional disarmament and military spending", has: `conventional (arms|disarm|weap)|military (budget|expenditure|spending)|transparency in armaments`},
	{Label: "general and complete disarmament", has: `disarmament|arms race|armament`},
	{Label: "peacekeeping finance", has: `financing of the|peace-?keeping.*financ|financ.*(force|mission|observer|operation)`},
	{Label: "budget and contributions", has: `budget|scale of assessment|apportionment|appropriation|contributions|expenses|salar|pension`},
}

type compiledRule struct {
	label    string
	has, not *regexp.Regexp
	words    []string // one of these stands in every title that has matches, in lower case; none: not known
}

// may says whether a title, in lower case, may match: it is asked first, since it costs a fraction of the expression.
func (r compiledRule) may(lower string) bool {
	return len(r.words) == 0 || slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(lower, w) })
}

// literalsOf gives texts of which every match of an expression holds at least one, in lower case; none where that is not known.
func literalsOf(re *syntax.Regexp) (words []string) {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{strings.ToLower(string(re.Rune))}
	case syntax.OpCapture, syntax.OpPlus:
		return literalsOf(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			one := literalsOf(sub)
			if len(one) == 0 {
				return nil
			}
			words = append(words, one...)
		}
		return words
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if one := literalsOf(sub); shortest(one) > shortest(words) {
				words = one
			}
		}
	}
	return words
}

// shortest is the length of the shortest of some words; 0 for none.
func shortest(words []string) int {
	if len(words) == 0 {
		return 0
	}
	return len(slices.MinFunc(words, func(a, b string) int { return len(a) - len(b) }))
}

// lowered is a title in lower case as the expressions see it, which take a long s for an s as well.
func lowered(title string) string { return strings.ReplaceAll(strings.ToLower(title), "ſ", "s") }

var compiledTopics = sync.OnceValue(func() []compiledRule {
	out := make([]compiledRule, len(topicRules))
	for i, r := range topicRules {
		out[i] = compiledRule{label: r.Label, has: regexp.MustCompile(`(?is)` + r.has)}
		if tree, err := syntax.Parse(`(?is)`+r.has, syntax.Perl); err == nil {
			out[i].words = literalsOf(tree)
		}
		if r.not != "" {
			out[i].not = regexp.MustCompile(`(?is)` + r.not)
		}
	}
	return out
})

// speech begins the titles that are a page of the record rather than a title: they name other items too and decide nothing.
var speech = regexp.MustCompile(`(?i)^ ?\| ?(the )?(acting |temporary )?(president|chair|agenda item|mr\.|ms\.|mrs\.)`)

// parts finds what a page of the record puts to the vote where it is not the whole.
var (
	aParagraph  = regexp.MustCompile(`(?i)(preambular|operative) ?paragraphs?|paragraph \d`)
	anAmendment = regexp.MustCompile(`(?i)\bamendment`)
)

// spoken marks roll calls whose title is a page of the record by what is put to the vote there; the source leaves its own
// marks of paragraphs and amendments empty for them.
func spoken(title string) Flag {
	switch {
	case !speech.MatchString(title):
		return 0
	case anAmendment.MatchString(title):
		return Amendment
	case aParagraph.MatchString(title):
		return Paragraph
	}
	return 0
}

// topic labels a roll call by the words of its title ("short | long"), or gives an empty label.
func topic(title string) string {
	if speech.MatchString(title) {
		return ""
	}
	lower := lowered(title)
	for _, r := range compiledTopics() {
		if r.may(lower) && r.has.MatchString(title) && (r.not == nil || !r.not.MatchString(title)) {
			return r.label
		}
	}
	return ""
}

// topicsOf reads the topics of a title; a page of the record has none.
func topicsOf(title string) topics.Set {
	if speech.MatchString(title) {
		return 0
	}
	return topics.Of(title)
}

// Topics gives comity's labels of General Assembly topics, in the order of their rules.
func Topics() []string {
	var out []string
	for _, r := range topicRules {
		out = append(out, r.Label)
	}
	return out
}
