// Package treaties holds comity's own list of what states have agreed and done to one another in form: treaties and
// alliances by obligation, diplomatic relations, vetoes, interstate wars. Each is a table of plain text, one fact a line,
// compiled in, with the place it was read ("seen") or the admission that it was not ("recalled").
//
// A treaty has a life: signed, in force, perhaps extended or suspended, ended somehow. Its parties come and go. What it
// promises is told by obligation (defence, offence, neutrality, non-aggression, consultation), because "allied" alone
// hides whether anyone promised to fight. The list is chosen, not complete; Coverage says in words what its silence
// means, and Complete says for which pairs, obligations and days silence means "none".
package treaties
