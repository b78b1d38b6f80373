import { createHmac, timingSafeEqual } from "node:crypto";
import { seconds } from "../api/fileObject.ts";
import type { FaultBook } from "../faults/faultBook.ts";
import type { SigningFault } from "../faults/fault.ts";
import type { SandboxSettings } from "../options.ts";
import type { LinkShape, StoredFile } from "../store/storedFile.ts";

/** Where the link hosts are: `http://127.0.0.1:1234`. */
export interface LinkOrigins {
  readonly primary: string;
  readonly backup: string;
}

export type LinkVerdict =
  { readonly kind: "valid"; readonly fileId: string } | { readonly kind: "expired" | "forged" };

/** Everything that decides what a link looks like. */
interface Plan extends LinkShape {
  readonly lifetime: number;
  readonly literal: string | undefined;
}

/** Makes download links as Alibaba OSS and the global CDN make them (api.md 5), and checks them. */
export class LinkMaker {
  readonly #settings: Pick<SandboxSettings, "links" | "linkLifetime">;
  readonly #secret: string;
  readonly #faults: FaultBook;
  readonly #origins: () => LinkOrigins;
  #series: number;

  constructor(
    settings: Pick<SandboxSettings, "links" | "linkLifetime">,
    { secret, series }: { readonly secret: string; readonly series: number },
    faults: FaultBook,
    origins: () => LinkOrigins,
  ) {
    this.#settings = settings;
    this.#secret = secret;
    this.#series = series;
    this.#faults = faults;
    this.#origins = origins;
  }

  /** How often all links were made to expire. */
  get series(): number {
    return this.#series;
  }

  /** The link fields of a `retrieve` answer, freshly signed. `now`: milliseconds. */
  fieldsFor(file: StoredFile, now: number): Record<string, string> {
    const plan = this.#plan(file);
    if (plan.literal !== undefined) {
      return { download_url: plan.literal };
    }
    if (plan.url === "absent") {
      return {};
    }
    const path = this.#path(file, seconds(now) + plan.lifetime);
    const { primary, backup } = this.#origins();
    return {
      download_url: shaped(plan.url, primary) + path,
      ...(plan.backup ? { backup_download_url: backup + path } : {}),
    };
  }

  /** Makes every signed link given out so far an expired one. */
  expireAll(): void {
    this.#series++;
  }

  /** Judges the target of a request to a link host. */
  check(target: string, now: number): LinkVerdict {
    const [path = "", query = ""] = target.split("?", 2);
    const parameters = new URLSearchParams(query);
    const fileId = fileIdOf(path);
    if (fileId === undefined) {
      return { kind: "forged" };
    }
    if (this.#settings.links === "unsigned") {
      return { kind: "valid", fileId };
    }
    const expires = parameters.get("Expires") ?? "";
    const accessKey = parameters.get("OSSAccessKeyId") ?? "";
    if (!sameText(parameters.get("Signature") ?? "", this.#signature(path, expires, accessKey))) {
      return { kind: "forged" };
    }
    return Number(expires) <= seconds(now) || accessKey !== this.#accessKey
      ? { kind: "expired" }
      : { kind: "valid", fileId };
  }

  get #accessKey(): string {
    return `LTAI5tSandbox${String(this.#series).padStart(11, "0")}`;
  }

  #plan(file: StoredFile): Plan {
    let plan: Plan = { ...file.link, lifetime: this.#settings.linkLifetime, literal: undefined };
    for (const fault of this.#faults.forSigning(file.id)) {
      plan = applied(fault, plan);
    }
    return plan;
  }

  #path(file: StoredFile, expires: number): string {
    const day = new Date(file.createdAt * 1000).toISOString().slice(0, 10);
    const key = ["inference_output", file.purpose, day, file.id, file.filename];
    if (this.#settings.links === "unsigned") {
      return `/${key.map(encodeURIComponent).join("/")}`;
    }
    // The store keeps the key's own slashes encoded, and so must whoever follows the link.
    const path = `/${encodeURIComponent(key.join("/"))}`;
    const signature = this.#signature(path, String(expires), this.#accessKey);
    return `${path}?Expires=${expires}&OSSAccessKeyId=${this.#accessKey}&Signature=${encodeURIComponent(signature)}`;
  }

  #signature(path: string, expires: string, accessKey: string): string {
    return createHmac("sha1", this.#secret)
      .update(`GET\n\n\n${expires}\n${accessKey}${path}`)
      .digest("base64");
  }
}

function applied(fault: SigningFault, plan: Plan): Plan {
  switch (fault.kind) {
    case "lifetime":
      return { ...plan, lifetime: fault.seconds };
    case "absent":
    case "withoutScheme":
    case "insecure":
      return { ...plan, url: fault.kind };
    case "withBackup":
      return { ...plan, backup: true };
    case "literal":
      return { ...plan, literal: fault.url };
  }
}

function shaped(url: Exclude<LinkShape["url"], "absent">, origin: string): string {
  switch (url) {
    case "whole":
      return origin;
    case "withoutScheme":
      return origin.replace(/^https?:\/\//, "");
    case "insecure":
      return origin.replace(/^https:/, "http:");
  }
}

/** `…/<day>/<id>/<name>`, however its slashes are encoded; the name may have some of its own. */
function fileIdOf(path: string): string | undefined {
  try {
    return /\/\d{4}-\d\d-\d\d\/(\d+)\//.exec(decodeURIComponent(path))?.[1];
  } catch {
    return undefined; // not percent-encoding
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
