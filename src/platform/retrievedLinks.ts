import { isJsonObject, type JsonValue } from "../shared/jsonValue.ts";
import { isLoopbackHost } from "../shared/loopback.ts";
import { parseDownloadLink, type LinkProblem } from "./downloadLink.ts";
import type { RetrievedFile } from "./fileRecord.ts";

type Links = Pick<RetrievedFile, "link" | "backupLink" | "linkRefused">;

const explanations: Readonly<Record<LinkProblem, string>> = {
  notAUrl: "is not a URL",
  scheme: "has a scheme other than https",
  credentials: "contains a user name or password",
  tooLong: "is too long",
};

/**
 * The links of a retrieve answer. If only the mirror can be followed, it is the link.
 * @param origin The API's: links over http are taken only from an API on loopback, and only to loopback.
 */
export function readLinks(file: JsonValue | undefined, origin: string): Links {
  const allowLoopbackHttp = isLoopbackHost(new URL(origin).hostname);
  const problems: string[] = [];
  const links = ["download_url", "backup_download_url"].map((name) => {
    const text = isJsonObject(file) ? file[name] : undefined;
    if (typeof text !== "string" || text.trim() === "") {
      return undefined;
    }
    const parsed = parseDownloadLink(text, { allowLoopbackHttp });
    if ("problem" in parsed) {
      problems.push(`${name} ${explanations[parsed.problem]}`);
      return undefined;
    }
    return parsed;
  });
  const [link, backupLink] = links.filter((parsed) => parsed !== undefined);
  return { link, backupLink, linkRefused: problems.length === 0 ? undefined : problems.join("; ") };
}
