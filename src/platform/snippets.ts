import { safeLocalName } from "../shared/localName.ts";
import { apiUrl } from "./apiRequest.ts";
import type { FileId } from "./fileRecord.ts";
import type { Provider } from "./provider.ts";

/** What a snippet does: retrieve a file's fresh link and download the file. */
export interface SnippetSubject {
  readonly provider: Provider;
  readonly origin: string;
  readonly id: FileId;
  /** As the platform has it: untrusted. */
  readonly filename: string;
  /** The environment variable that holds the key; the provider's convention where absent. */
  readonly keyVariable?: string;
}

export type SnippetLanguage = "curl" | "python" | "typescript";

/**
 * A script that works when pasted, with nothing but the key's variable set. It holds no secret. The link may lack its
 * scheme (api.md 2).
 */
export function snippet(language: SnippetLanguage, subject: SnippetSubject): string {
  switch (language) {
    case "curl":
      return curl(subject);
    case "python":
      return python(subject);
    case "typescript":
      return typescript(subject);
  }
}

/** For POSIX shells, with curl and jq. */
function curl(subject: SnippetSubject): string {
  return `url=$(curl --silent --show-error --fail \\
  --header "Authorization: Bearer $${keyVariableOf(subject)}" \\
  ${shellQuote(retrieveUrl(subject))} \\
  | jq --raw-output '.file.download_url // error(.base_resp.status_msg)') \\
  && [ -n "$url" ] && curl --fail --location --globoff --proto-default https \\
  --output ${shellQuote(`./${localName(subject)}`)} --url "$url"
`;
}

/** For Python 3, with its standard library alone. */
function python(subject: SnippetSubject): string {
  return `import json
import os
import shutil
import urllib.request

request = urllib.request.Request(
    ${literal(retrieveUrl(subject))},
    headers={"Authorization": "Bearer " + os.environ[${literal(keyVariableOf(subject))}]},
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
if answer.get("base_resp", {}).get("status_code", 0) != 0:
    raise SystemExit(answer["base_resp"]["status_msg"])

url = answer["file"]["download_url"]
if "://" not in url:
    url = "https://" + url
with urllib.request.urlopen(url) as source, open(${literal(localName(subject))}, "wb") as target:
    shutil.copyfileobj(source, target)
`;
}

/** For Node 20 and later, as a module, with nothing to install. */
function typescript(subject: SnippetSubject): string {
  return `import { writeFile } from "node:fs/promises";

interface Answer {
  file?: { download_url: string };
  base_resp?: { status_code: number; status_msg: string };
}

const response = await fetch(${literal(retrieveUrl(subject))}, {
  headers: { Authorization: \`Bearer \${process.env[${literal(keyVariableOf(subject))}]}\` },
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
await writeFile(${literal(localName(subject))}, download.body);
`;
}

/** One word for a POSIX shell, whatever it contains. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A string literal that means the same in Python and in TypeScript. */
function literal(text: string): string {
  return JSON.stringify(text);
}

function retrieveUrl({ provider, origin, id }: SnippetSubject): string {
  return apiUrl(origin, "/v1/files/retrieve", { ...provider.query.retrieve, file_id: id }).href;
}

function keyVariableOf({ keyVariable, provider }: SnippetSubject): string {
  const name = keyVariable ?? provider.keyVariable ?? "MINIMAX_API_KEY";
  if (!/^[a-z_]\w*$/i.test(name)) {
    throw new RangeError("An environment variable has a name of letters, digits and underscores");
  }
  return name;
}

/** A name in the current folder: a server must not choose another place. */
function localName({ filename, id }: SnippetSubject): string {
  return safeLocalName(filename, id);
}
