import { darkPalette, lightPalette, type Palette } from "./theme.js";

/** The page's style sheet: no font, picture or file from elsewhere. */
export function pageStyle(): string {
  return `:root{color-scheme:light;${properties(lightPalette)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${properties(darkPalette)}}}
:root[data-theme=dark]{color-scheme:dark;${properties(darkPalette)}}
${rules}
@media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${properties(lightPalette)}}}`;
}

function properties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

const rules = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--background);color:var(--ink);font:15px/1.5 "Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums;counter-reset:figure table}
.page{max-width:1120px;margin:0 auto;padding:0 24px 64px}
a{color:var(--accent)}
a:focus-visible,button:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-9999px;top:0;background:var(--background);padding:8px 12px;z-index:10}
.skip:focus{left:12px;top:12px}
header.top{padding:28px 0 20px;border-bottom:2px solid var(--ink)}
.kicker{display:flex;justify-content:space-between;align-items:center;gap:16px;color:var(--muted);font-size:13px}
h1{font-size:26px;line-height:1.25;font-weight:600;letter-spacing:-.01em;margin:14px 0 18px;overflow-wrap:anywhere;max-width:42em}
h2{font-size:19px;line-height:1.3;font-weight:600;margin:0 0 14px}
h3{font-size:14px;line-height:1.4;font-weight:600;margin:0}
section{padding-top:36px}
main>section:first-child{padding-top:24px}
main>section:first-child>h2{border-top:0;padding-top:0}
.geometry{margin:0 0 30px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
section>h2{padding-top:12px;border-top:1px solid var(--rule)}
p{margin:0 0 12px;max-width:84ch}
.muted,.note{color:var(--muted)}
.note{font-size:13px;line-height:1.45;margin-top:8px}
button{font:inherit;font-size:13px;line-height:1.3;color:var(--ink);background:transparent;border:1px solid var(--rule);border-radius:3px;padding:5px 10px;cursor:pointer}
button:hover{border-color:var(--muted)}
nav.contents{padding:12px 0;border-bottom:1px solid var(--rule);font-size:13.5px}
nav.contents ol{list-style:none;display:flex;flex-wrap:wrap;gap:4px 22px;margin:0;padding:0}
nav.contents a{color:var(--muted);text-decoration:none}
nav.contents a:hover{color:var(--ink);text-decoration:underline}
dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:12px 28px;margin:0}
dl.facts dt{color:var(--muted);font-size:12.5px}
dl.facts dd{margin:0;overflow-wrap:anywhere;font-size:14px;line-height:1.45}
.tiles{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));margin:0 0 28px;border:1px solid var(--rule);border-width:1px 0 0 1px}
.tile{padding:14px 18px 13px;border:1px solid var(--rule);border-width:0 1px 1px 0}
.tile dt{color:var(--muted);font-size:13px;line-height:1.35}
.tile dd{margin:0}
.tile .value{font-size:27px;line-height:1.3;font-weight:500;letter-spacing:-.015em;white-space:nowrap}
.tile .unit{font-size:14px;font-weight:400;letter-spacing:0;color:var(--muted)}
.tile .interval{font-size:12.5px;line-height:1.4;color:var(--muted)}
.columns{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:28px 40px;align-items:start}
.columns>*{min-width:0}
.warnings{border-left:3px solid var(--caution);padding:2px 0 2px 16px;margin:24px 0 0}
.warnings h3{color:var(--caution)}
.warnings ul{margin:6px 0 0;padding-left:18px}
.warnings li{margin:0 0 4px;overflow-wrap:anywhere;max-width:90ch}
table{border-collapse:collapse;width:100%;font-size:13.5px;line-height:1.4}
caption{text-align:left;font-size:13.5px;font-weight:600;padding:0 0 8px;caption-side:top}
caption::before,.figure-title::before{font-weight:400;color:var(--muted)}
caption.numbered::before{counter-increment:table;content:"Table " counter(table) "  "}
.figure-title::before{counter-increment:figure;content:"Figure " counter(figure) "  "}
th,td{text-align:left;vertical-align:baseline;padding:5px 12px 5px 0;border-bottom:1px solid var(--grid);font-weight:400;overflow-wrap:anywhere}
thead th{color:var(--muted);font-size:12.5px;border-bottom:1px solid var(--rule);vertical-align:bottom}
tbody:last-child tr:last-child>*{border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
.number{text-align:right;white-space:nowrap;overflow-wrap:normal}
.nowrap{white-space:nowrap;overflow-wrap:normal}
tr.part th{padding-left:16px;color:var(--muted)}
tr.result>*{font-weight:600}
tr.result .origin{font-weight:400}
tr.group th{padding-top:18px;font-weight:600;color:var(--ink);font-size:13.5px;border-bottom-color:var(--rule)}
.sign{width:1.4em;color:var(--muted);padding-right:4px;text-align:center}
.origin{display:block;color:var(--muted);font-size:12.5px}
figure{margin:0 0 30px;min-width:0}
figcaption{margin:0 0 6px}
.figure-caption{color:var(--muted);font-size:13px;line-height:1.45;margin:2px 0 0;max-width:130ch}
.plot{width:100%;overflow:hidden}
.plot .hoverlayer .legend .bg{opacity:.96}
.tools{position:relative;margin-top:2px;min-height:26px}
.acts{position:absolute;right:0;top:0;display:flex;gap:4px}
.acts button{border-color:transparent;color:var(--muted);padding:2px 7px}
.acts button:hover{color:var(--ink);border-color:var(--rule)}
summary{cursor:pointer;color:var(--muted);font-size:13px;line-height:26px;width:fit-content}
summary:hover{color:var(--ink)}
.scroll{max-width:100%;max-height:420px;overflow:auto;margin-top:8px;border:1px solid var(--rule)}
.scroll table{font-size:12.5px}
.scroll th,.scroll td{padding:4px 12px;white-space:nowrap;overflow-wrap:normal}
.scroll thead th{position:sticky;top:0;background:var(--panel)}
.scroll th:last-child,.scroll td:last-child{padding-right:12px}
pre{margin:8px 0 0;padding:14px 16px;background:var(--panel);border:1px solid var(--rule);font:12.5px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:2}
code{font:12.5px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
footer{margin-top:48px;padding-top:12px;border-top:1px solid var(--rule);color:var(--muted);font-size:12.5px}
@media (max-width:860px){.columns{grid-template-columns:minmax(0,1fr)}.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media (max-width:480px){.page{padding:0 14px 48px}h1{font-size:21px}.tile{padding:11px 12px}.tile .value{font-size:21px}.range,thead .number{white-space:normal}th,td{padding-right:8px}}
@media print{
@page{size:A4;margin:14mm 12mm}
body{font-size:10pt}
.page{max-width:none;padding:0}
nav.contents,.tools,.skip,details,button{display:none!important}
header.top{padding-top:0}
figure{margin-bottom:20px}
.plots.columns{display:block}
section{padding-top:22px}
h2,h3,caption,figcaption{break-after:avoid}
figure,.tile,tr,.warnings{break-inside:avoid}
.plot{overflow:visible;min-height:0!important}
a{color:inherit;text-decoration:none}
}
`;
