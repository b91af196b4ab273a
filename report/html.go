package report

// This file prints a document as one self-contained HTML page: no script, no font, no network. It reads well on a wide
// and a narrow screen, by day and by night, on paper, and aloud.

import (
	"html/template"
	"io"
	"regexp"
	"strings"
)

// HTML prints a document as one page.
func HTML(w io.Writer, d Document) error { return page.Execute(w, d) }

// unverified is how answers mark a fact nobody has read in a source.
const unverified = "(unverified)"

// whole are days, names of tables and figures with their scale, which are not broken over two lines.
var whole = regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b|\b(comity|non)-[a-z]+|\d (%|[bm]n|trn)`)

// command is what one may type, between backquotes.
var command = regexp.MustCompile("`([^`]+)`")

// say escapes a text, sets its marks of doubt and its commands apart and keeps its days whole.
func say(s string) template.HTML {
	parts := strings.Split(s, unverified)
	for i, p := range parts {
		p = command.ReplaceAllString(template.HTMLEscapeString(p), "<code>$1</code>")
		parts[i] = whole.ReplaceAllString(p, `<span class="day">$0</span>`)
	}
	return template.HTML(strings.Join(parts, `<span class="doubt">unverified</span>`))
}

var dated = regexp.MustCompile(`^\d{4}(-\d\d){0,2}( to .{1,14})?$`)

// classOf says how a cell is set: numbers right, days on one line, sources small.
func classOf(t *Table, i int, cell string) string {
	switch {
	case t.right(i):
		return "r"
	case i < len(t.Header) && t.Header[i] == "source":
		return "source"
	case cell == "–":
		return "none"
	case dated.MatchString(cell):
		return "day"
	}
	return ""
}

// keyOf cuts a note of provenance into its key in brackets, if it has one, and the rest.
func keyOf(note string) [2]string {
	if key, rest, ok := strings.Cut(note, "] "); ok && strings.HasPrefix(key, "[") {
		return [2]string{key[1:], rest}
	}
	return [2]string{"", note}
}

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"svg":  func(b []byte) template.HTML { return template.HTML(b) }, // chart escapes its own text
	"word": func(s string) string { w, _, _ := strings.Cut(s, ": "); return w },
	"rest": func(s string) string { _, r, _ := strings.Cut(s, ": "); return r },
	"kind": func(s string) string {
		w, _, _ := strings.Cut(s, ": ")
		return strings.ReplaceAll(strings.ToLower(w), " ", "-")
	},
	"say": say, "classOf": classOf, "keyOf": keyOf,
	"bare": (*Table).bare, "words": func(t *Table) bool { return len(t.Right) == 0 && !t.bare() },
}).Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="generator" content="comity">
<title>{{or .Title "comity"}}</title>
<style>` + pageStyle + `</style></head><body><main>
{{with .Title}}<h1>{{.}}</h1>
{{end}}{{template "blocks" .Blocks}}
</main>{{with .Notes}}<footer aria-label="Record and sources">{{range .}}{{with keyOf .}}<p>{{with index . 0}}<b>{{.}}</b> {{end}}{{say (index . 1)}}</p>
{{end}}{{end}}</footer>{{end}}</body></html>
{{define "blocks"}}{{range .}}
{{- if .Heading}}<h2>{{say .Heading}}</h2>
{{else if .Lead}}<p class="lead">{{say .Lead}}</p>
{{else if .Verdict}}<p class="v {{kind .Verdict}}"><b>{{word .Verdict}}</b>: {{say (rest .Verdict)}}</p>
{{else if .Paragraph}}<p>{{say .Paragraph}}</p>
{{else if .Quote}}<blockquote>{{.Quote}}</blockquote>
{{else if .Table}}{{template "table" .Table}}
{{else if .Chart}}<figure tabindex="0">{{svg .Chart.SVG}}</figure>
{{else if .Code}}<pre tabindex="0"><code>{{.Code}}</code></pre>
{{else if .Fold}}<details><summary>{{say .Fold.Label}}</summary>{{template "blocks" .Fold.Blocks}}</details>
{{end}}{{end}}{{end}}
{{define "table"}}{{$t := .}}{{$bare := bare .}}<div class="scroll" tabindex="0"><table{{if words $t}} class="stack"{{end}}>
{{- with .Caption}}<caption>{{say .}}</caption>{{end}}
{{- if not $bare}}<thead><tr>{{range $i, $h := .Header}}{{if $h}}<th scope="col" class="{{classOf $t $i ""}}">{{$h}}</th>{{else}}<td></td>{{end}}{{end}}</tr></thead>{{end}}
<tbody>{{range .Rows}}<tr>{{range $i, $c := .}}{{if and (eq $i 0) (not (index $t.Header 0))}}<th scope="row">{{say $c}}</th>{{else}}<td class="{{classOf $t $i $c}}"{{with index $t.Header $i}} data-head="{{.}}"{{end}}>{{say $c}}</td>{{end}}{{end}}</tr>
{{end}}</tbody></table></div>{{end}}`))

// pageStyle holds for every page. Every text stands out from its ground by 4.5 to 1 or more, by day and by night.
const pageStyle = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#59616c;--line:#dde1e6;--paper:#fff;--tint:#f4f5f7;--doubt:#8a4b00;
--yes:#0072b2;--mostly:#3a94c9;--no:#c44f00;--depends:#b07a00;--open:#7b8492;--none:#a3457d}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#a0a8b3;--line:#33383f;--paper:#16181b;--tint:#1f2328;--doubt:#f0b45c;
--yes:#56b4e9;--mostly:#9fd3f2;--no:#ff8a3d;--depends:#e6c229;--open:#8a94a3;--none:#e39ac5}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:var(--ink);background:var(--paper);max-width:56rem;margin:2.2rem auto;padding:0 1.2rem;overflow-wrap:break-word}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 .7rem}
h2{font-size:1.2rem;line-height:1.3;margin:2.4rem 0 .6rem;padding-bottom:.25rem;border-bottom:2px solid var(--line)}
p{margin:.6rem 0}.lead{font-size:1.12rem;margin:0 0 1.2rem}
blockquote{margin:1.8rem 0 .4rem;padding-left:.9rem;border-left:3px solid var(--line);font-family:ui-serif,Cambria,"DejaVu Serif",serif;font-size:1.06rem}
.v{padding:.5rem .8rem;margin:.4rem 0;background:var(--tint);border-left:5px solid var(--open)}.v b{display:inline-block}.v b::first-letter{text-transform:uppercase}
.v.supported{border-color:var(--yes)}.v.mostly-supported{border-color:var(--mostly)}.v.not-supported{border-color:var(--no)}
.v.depends-on-the-measure{border-color:var(--depends)}.v.not-checkable{border-color:var(--none)}
.scroll{overflow-x:auto;margin:.7rem 0 1.1rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.32rem 1rem .32rem 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th,thead td{color:var(--soft);font-weight:600;vertical-align:bottom}tbody th{font-weight:600;white-space:nowrap}
.r{text-align:right}td.r{white-space:nowrap}.day{white-space:nowrap}td.day{width:1%}td.source{width:1%;min-width:9rem;color:var(--soft);font-size:.8rem}
.doubt{color:var(--doubt);font-size:.8em;border:1px solid;border-radius:.6em;padding:0 .4em;white-space:nowrap}
code{font-family:ui-monospace,Menlo,"DejaVu Sans Mono",monospace;font-size:.88em}
pre{overflow-x:auto;padding:.6rem .8rem;background:var(--tint)}
details{margin:.4rem 0 .9rem}summary{color:var(--soft);cursor:pointer;font-size:.92rem}details[open]>summary{margin-bottom:.3rem}
details>:not(summary){margin-left:1.1rem}
figure{margin:1rem 0 1.6rem;overflow-x:auto}figure svg{display:block;width:100%;height:auto}
:focus-visible{outline:2px solid var(--yes);outline-offset:2px}
footer{margin-top:3rem;padding-top:.7rem;border-top:2px solid var(--line);color:var(--soft);font-size:.83rem}footer p{margin:.35rem 0}footer b{color:var(--ink)}
@media screen and (max-width:40rem){body{margin:1.2rem auto;padding:0 .9rem}h1{font-size:1.5rem}table:not(.stack){min-width:34rem}figure svg{min-width:35rem}details>:not(summary){margin-left:.3rem}}
@media screen and (max-width:40rem){.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}.stack td,.stack tbody th{display:block;border:0;padding:.05rem 0;width:auto}
.stack td.none{display:none}.stack td:first-child{font-weight:600}.stack td:not(:first-child)::before{content:attr(data-head) ": ";color:var(--soft)}}
@page{margin:16mm 15mm}
@media print{body{margin:0;padding:0;max-width:none;font-size:10pt}h1{font-size:17pt}h2{break-after:avoid}
.scroll,figure{overflow:visible}figure,tr,blockquote,.v{break-inside:avoid}blockquote{break-after:avoid}thead{display:table-header-group}thead,caption{break-after:avoid}
figure svg{max-width:150mm}details::details-content{content-visibility:visible;display:block;block-size:auto}summary{list-style:none}.v{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`
