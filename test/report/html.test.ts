import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml, Html, html, jsonForScript, plotText, programForScript } from "../../src/report/html.js";

describe("HTML", () => {
  it("escapes what is inserted, and only that", () => {
    expect(html`<p title="${'"><b>'}">${"a & b"}</p>`.text).toBe('<p title="&quot;&gt;&lt;b&gt;">a &amp; b</p>');
    expect(html`<ul>${["a", "<"].map((text) => html`<li>${text}</li>`)}${undefined}${3}</ul>`.text).toBe(
      "<ul><li>a</li><li>&lt;</li>3</ul>",
    );
    expect(html`${new Html("<hr>")}`.text).toBe("<hr>");
  });

  it("never lets a text open a tag or leave an attribute", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[<>"']/.test(escapeHtml(text))));
  });
});

describe("data in a script element", () => {
  it("cannot end the element, and reads back as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        const data = { value, text: `</script><!--<script>${text}\u2028` };
        const written = jsonForScript(data).text;
        expect(written).not.toMatch(/[<>&\u2028\u2029]/);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  it("holds a program whose strings speak of script elements", () => {
    const source = 'const a = "</script><!-- </SCRIPT>"; const b = /<\\/script>/.test("</script>"); [a, b].join()';
    const safe = programForScript(source).text;
    expect(safe).not.toMatch(/<\/script|<!--/i);
    expect(new Function(`return ${JSON.stringify(safe)}`)()).toContain("<\\/script>");
  });
});

describe("text in a plot", () => {
  it("shows markup as it is written", () => {
    expect(plotText("<b>&lt;</b>")).toBe("&lt;b&gt;&amp;lt;&lt;/b&gt;");
  });
});
