import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { makeTempFolder } from "../../support/folders.ts";
import { findLeaks } from "../../support/leaks.ts";

const folder = makeTempFolder("leaks");
afterAll(folder.remove);
mkdirSync(join(folder.path, "logs/deep"), { recursive: true });
const file = join(folder.path, "logs/deep/host.log");
const secret = "sk-api-kanarienvogel+/=";

function leaksIn(content: string | Buffer): string[] {
  writeFileSync(file, content);
  return findLeaks([folder.path], { key: secret }).map(({ what }) => what);
}

it.each([
  ["as it is", `key ${secret}.`],
  ["percent-encoded", encodeURIComponent(secret)],
  ["in hexadecimal", Buffer.from(secret).toString("hex")],
  ["with two bytes per character", Buffer.from(secret, "utf16le")],
])("a secret is found %s, in any file below a folder", (_how, content) => {
  expect(leaksIn(content)).toHaveLength(1);
});

it("a secret is found in Base64, whatever stands around it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 7 }), fc.uint8Array({ maxLength: 7 }), (before, after) => {
      const bytes = Buffer.concat([before, Buffer.from(secret), after]);
      for (const alphabet of ["base64", "base64url"] as const) {
        expect(new Set(leaksIn(bytes.toString(alphabet)))).toEqual(new Set(["key, in Base64"]));
      }
    }),
  );
});

it.each([
  "https://host/a.mp4?Expires=1&OSSAccessKeyId=ID&Signature=9lng%2B0aXk2Qd8%3D",
  '{"url":"https://host/a.mp4?Signature\\u003d9lng0aXk2Qd8zz"}',
  "https%3A%2F%2Fhost%2Fa.mp4%3FSignature%3D9lng0aXk2Qd8zz",
])("a link's signature is found: %s", (text) => {
  expect(leaksIn(text)).toEqual(["a link's signature"]);
});

it.each(["", "nothing of the kind", "https://host/a.mp4?Expires=1&Signature=…", "Signature=<redacted>"])(
  "nothing is found in what has no secret: %j",
  (text) => {
    expect(leaksIn(text)).toEqual([]);
  },
);
