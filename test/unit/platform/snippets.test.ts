import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { providers } from "../../../src/platform/providers.ts";
import { shellQuote, snippet, type SnippetSubject } from "../../../src/platform/snippets.ts";

const comet: SnippetSubject = {
  provider: providers.cometapi,
  origin: "https://api.cometapi.com",
  id: "9223372036854775807",
  filename: "output.mp4",
};

/** Names that a server may send to run a command or to write elsewhere. */
const hostileNames = [
  'it\'s; $(touch pwned) `id` "x" & | > y.mp4',
  "../../etc/passwd",
  String.raw`C:\Windows\x.exe`,
  "-rf.mp4",
  "~root",
  "a\nb\u0000c.mp4",
  "gnp.\u202Eexe",
  "'''\"\"\"${process.env}\\.mp4",
  "",
  "..",
  "\uD800.mp4",
  "漢字 é.mp4",
];

describe("snippets", () => {
  test("cURL", () => {
    expect(snippet("curl", comet)).toMatchInlineSnapshot(`
      "url=$(curl --silent --show-error --fail \\
        --header "Authorization: Bearer $COMETAPI_KEY" \\
        'https://api.cometapi.com/v1/files/retrieve?model=minimax-files-retrieve&file_id=9223372036854775807' \\
        | jq --raw-output '.file.download_url // error(.base_resp.status_msg)') \\
        && [ -n "$url" ] && curl --fail --location --globoff --proto-default https \\
        --output './output.mp4' --url "$url"
      "
    `);
  });

  test("Python", () => {
    expect(snippet("python", comet)).toMatchInlineSnapshot(`
      "import json
      import os
      import shutil
      import urllib.request

      request = urllib.request.Request(
          "https://api.cometapi.com/v1/files/retrieve?model=minimax-files-retrieve&file_id=9223372036854775807",
          headers={"Authorization": "Bearer " + os.environ["COMETAPI_KEY"]},
      )
      with urllib.request.urlopen(request) as response:
          answer = json.load(response)
      if answer.get("base_resp", {}).get("status_code", 0) != 0:
          raise SystemExit(answer["base_resp"]["status_msg"])

      url = answer["file"]["download_url"]
      if "://" not in url:
          url = "https://" + url
      with urllib.request.urlopen(url) as source, open("output.mp4", "wb") as target:
          shutil.copyfileobj(source, target)
      "
    `);
  });

  test("TypeScript", () => {
    expect(snippet("typescript", comet)).toMatchInlineSnapshot(`
      "import { writeFile } from "node:fs/promises";

      interface Answer {
        file?: { download_url: string };
        base_resp?: { status_code: number; status_msg: string };
      }

      const response = await fetch("https://api.cometapi.com/v1/files/retrieve?model=minimax-files-retrieve&file_id=9223372036854775807", {
        headers: { Authorization: \`Bearer \${process.env["COMETAPI_KEY"]}\` },
      });
      const answer = (await response.json()) as Answer;
      if (answer.file === undefined) {
        throw new Error(answer.base_resp?.status_msg ?? \`HTTP \${response.status}\`);
      }

      const url = answer.file.download_url;
      const download = await fetch(url.includes("://") ? url : \`https://\${url}\`);
      if (!download.ok || download.body === null) {
        throw new Error(\`HTTP \${download.status}\`);
      }
      await writeFile("output.mp4", download.body);
      "
    `);
  });

  test("name the provider's variable, or the one that the connection uses", () => {
    const global: SnippetSubject = { ...comet, provider: providers["minimax-global"] };
    expect(snippet("curl", global)).toContain("$MINIMAX_API_KEY");
    expect(snippet("python", { ...global, keyVariable: "MY_KEY" })).toContain('os.environ["MY_KEY"]');
    expect(() => snippet("curl", { ...comet, keyVariable: "X; rm" })).toThrow(RangeError);
  });

  test.each(hostileNames)("the name %j stays a name in every language", (filename) => {
    const subject: SnippetSubject = { ...comet, filename };
    const curl = snippet("curl", subject);
    const name = /--output (?<word>'(?:[^']|'\\'')*') --url/.exec(curl)?.groups?.["word"] ?? "";
    const meant = execFileSync("sh", ["-c", `printf %s ${name}`], { encoding: "utf8" });
    expect(meant).toMatch(/^\.\/[^/\\\p{Cc}\u202E]+$/u);
    execFileSync("sh", ["-n", "-c", curl]);

    const literals = [
      /open\((?<literal>"(?:[^"\\]|\\.)*"), "wb"\)/.exec(snippet("python", subject)),
      /writeFile\((?<literal>"(?:[^"\\]|\\.)*"), download\.body\)/.exec(snippet("typescript", subject)),
    ];
    for (const literal of literals) {
      expect(`./${String(JSON.parse(literal?.groups?.["literal"] ?? ""))}`).toBe(meant);
    }
  });

  test("a quoted word means itself to the shell, whatever it holds", () => {
    const words = ["", "'", "''", "a'b'c", "$HOME", "`id`", "\\", "a\nb", "!x", "*", "--", '"\'"', "é漢😀"];
    const output = execFileSync("sh", ["-c", `printf '%s\\0' ${words.map(shellQuote).join(" ")}`], {
      encoding: "utf8",
    });
    expect(output.split("\0").slice(0, -1)).toEqual(words);
  });
});
