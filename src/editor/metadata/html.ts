import { randomBytes } from "node:crypto";

/** What the document needs to name. */
export interface DocumentParts {
  /** The page's bundle, as the webview can load it. */
  readonly script: string;
  readonly styleSheet: string;
  /** Where VS Code serves the extension's own files from: `webview.cspSource`. */
  readonly source: string;
  /** BCP 47, for screen readers and for numbers. */
  readonly language: string;
}

/**
 * The panel's document: an empty page that may run our one script and load our one style sheet, and nothing
 * else. No network, no frames, no images, no inline script or style; and no text becomes markup, since nothing may make
 * a Trusted Types policy.
 */
export function panelDocument(parts: DocumentParts): string {
  const nonce = randomBytes(18).toString("base64url");
  const policy = [
    "default-src 'none'",
    `style-src ${parts.source}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${attribute(parts.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attribute(parts.styleSheet)}">
<title>MiniMax Files</title>
</head>
<body>
<main id="main"></main>
<div id="status" role="status" class="visually-hidden"></div>
<script nonce="${nonce}" src="${attribute(parts.script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}
