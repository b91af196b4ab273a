package report

// This file prints a document as one self-contained HTML page: no script, no font, no network; it prints well.

import (
	"html/template"
	"io"
	"strings"
)

// HTML prints a document as one page.
func HTML(w io.Writer, d Document) error { return page.Execute(w, d) }

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"svg":  func(b []byte) template.HTML { return template.HTML(b) }, // chart escapes its own text
	"word": func(s string) string { w, _, _ := strings.Cut(s, ": "); return w },
	"rest": func(s string) string { _, r, _ := strings.Cut(s, ": "); return r },
	"class": func(s string) string {
		w, _, _ := strings.Cut(s, ": ")
		return strings.ReplaceAll(strings.ToLower(w), " ", "-")
	},
	"alignOf": func(t *Table, i int) string { return map[bool]string{true: "r", false: ""}[t.right(i)] },
}).Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{.Title}}</title>
<style>
:root{--ink:#1b1f24;--soft:#5b6470;--line:#d9dde3;--paper:#fff;--tint:#f5f6f8}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#9aa3af;--line:#343a43;--paper:#14171b;--tint:#1c2026}}
body{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--paper);max-width:54rem;margin:2rem auto;padding:0 1.2rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .6rem}h2{font-size:1.15rem;margin:2rem 0 .4rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
p{margin:.5rem 0}blockquote{margin:1.4rem 0 .3rem;padding-left:.8rem;border-left:3px solid var(--line);font-family:Georgia,serif;font-size:1.05rem}
table{border-collapse:collapse;margin:.6rem 0;font-size:.92rem;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.22rem .7rem .22rem 0;border-bottom:1px solid var(--line)}th{color:var(--soft);font-weight:600}.r{text-align:right}
.v{padding:.4rem .7rem;background:var(--tint);border-left:4px solid #8a94a3;margin:.3rem 0}.v b{text-transform:capitalize}
.v.supported{border-color:#0072b2}.v.mostly-supported{border-color:#56b4e9}.v.not-supported{border-color:#d55e00}.v.depends-on-the-measure{border-color:#e69f00}.v.not-checkable{border-color:#cc79a7}
details{margin:.2rem 0 .8rem}summary{color:var(--soft);cursor:pointer;font-size:.9rem}footer{margin-top:2.5rem;color:var(--soft);font-size:.85rem;border-top:1px solid var(--line);padding-top:.6rem}
figure{margin:1rem 0}svg{max-width:100%;height:auto}.spark{font-family:ui-monospace,Menlo,monospace}
@media print{body{margin:0;max-width:none;font-size:11pt}details>*{display:block}h2{break-after:avoid}figure,tr{break-inside:avoid}}
</style></head><body><main>
<h1>{{.Title}}</h1>
{{template "blocks" .Blocks}}
</main><footer>{{range .Notes}}<p>{{.}}</p>{{end}}</footer></body></html>
{{define "blocks"}}{{range .}}
{{- if .Heading}}<h2>{{.Heading}}</h2>
{{else if .Verdict}}<p class="v {{class .Verdict}}"><b>{{word .Verdict}}</b>: {{rest .Verdict}}</p>
{{else if .Paragraph}}<p>{{.Paragraph}}</p>
{{else if .Quote}}<blockquote>{{.Quote}}</blockquote>
{{else if .Table}}{{template "table" .Table}}
{{else if .Chart}}<figure>{{svg .Chart.SVG}}</figure>
{{else if .Spark}}<p>{{.Spark.Label}} <span class="spark">{{.Spark.Marks}}</span> {{.Spark.Note}}</p>
{{else if .Fold}}<details><summary>{{.Fold.Label}}</summary>{{template "blocks" .Fold.Blocks}}</details>
{{end}}{{end}}{{end}}
{{define "table"}}{{$t := .}}<table><thead><tr>{{range $i, $h := .Header}}<th class="{{alignOf $t $i}}">{{$h}}</th>{{end}}</tr></thead>
<tbody>{{range .Rows}}<tr>{{range $i, $c := .}}<td class="{{alignOf $t $i}}">{{$c}}</td>{{end}}</tr>
{{end}}</tbody></table>{{end}}`))
