import { describe, expect, it } from "vitest";
import { panelDocument, type DocumentParts } from "../../../../src/editor/metadata/html.ts";

const parts: DocumentParts = {
  script: "https://host/panel.js",
  styleSheet: "https://host/panel.css",
  source: "https://host",
  language: "en",
};

function nonceOf(document: string): string {
  return /<script nonce="([^"]+)"/.exec(document)?.[1] ?? "";
}

describe("the panel's document", () => {
  it("is exactly this: everything is forbidden but one script and one style sheet", () => {
    const document = panelDocument(parts);
    expect(document.replaceAll(nonceOf(document), "NONCE")).toMatchInlineSnapshot(`
      "<!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src https://host; script-src 'nonce-NONCE'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="https://host/panel.css">
      <title>MiniMax Files</title>
      </head>
      <body>
      <main id="main"></main>
      <div id="status" role="status" class="visually-hidden"></div>
      <script nonce="NONCE" src="https://host/panel.js"></script>
      </body>
      </html>
      "
    `);
  });

  it("has a nonce of 144 random bits, another one every time", () => {
    const nonces = Array.from({ length: 500 }, () => nonceOf(panelDocument(parts)));
    expect(nonces.every((nonce) => /^[\w-]{24}$/.test(nonce))).toBe(true);
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it("lets nothing that it is given leave its attribute", () => {
    const hostile = `"><script>alert(1)</script>`;
    const document = panelDocument({
      script: hostile,
      styleSheet: hostile,
      source: hostile,
      language: hostile,
    });
    expect(document.match(/<script/g)).toHaveLength(1);
  });
});
