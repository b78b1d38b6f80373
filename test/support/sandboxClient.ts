import type { Sandbox } from "../../src/sandbox/sandbox.ts";

/** An answer, whole. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed; ids of 16 and more digits are to be looked for in `text`. */
  readonly json: Record<string, unknown>;
}

/** Asks a sandbox as a script would: an independent client, none of the extension's own. */
export class SandboxClient {
  readonly #origin: string;
  readonly #headers: Record<string, string>;

  /** `key: undefined` sends none. */
  constructor(sandbox: Pick<Sandbox, "origin" | "key">, key: string | undefined = sandbox.key) {
    this.#origin = sandbox.origin;
    this.#headers = key === "" ? {} : { authorization: `Bearer ${key}` };
  }

  get(target: string): Promise<Reply> {
    return this.#ask(target, {});
  }

  post(target: string, body: unknown): Promise<Reply> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return this.#ask(target, {
      method: "POST",
      body: text,
      headers: { "content-type": "application/json" },
    });
  }

  delete(target: string): Promise<Reply> {
    return this.#ask(target, { method: "DELETE" });
  }

  /** Uploads in the order `file`, `purpose`, unless `purposeFirst`. */
  upload(
    file: { readonly filename: string; readonly content: Uint8Array<ArrayBuffer> | string },
    purpose: string | undefined,
    options: { readonly purposeFirst?: boolean } = {},
  ): Promise<Reply> {
    const form = new FormData();
    if (purpose !== undefined && options.purposeFirst === true) {
      form.append("purpose", purpose);
    }
    form.append("file", new Blob([file.content]), file.filename);
    if (purpose !== undefined && options.purposeFirst !== true) {
      form.append("purpose", purpose);
    }
    return this.#ask("/v1/files/upload", { method: "POST", body: form });
  }

  /** The link that `retrieve` tells for a file. */
  async link(id: string, field: "download_url" | "backup_download_url" = "download_url"): Promise<string> {
    const { json } = await this.get(`/v1/files/retrieve?file_id=${id}`);
    return String((json["file"] as Record<string, unknown>)[field]);
  }

  async #ask(target: string, init: RequestInit): Promise<Reply> {
    const headers = { ...this.#headers, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(this.#origin + target, { ...init, headers, redirect: "manual" });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
