import type { IncomingMessage } from "node:http";
import type { Answer } from "../exchange/answer.ts";
import type { FaultBook } from "../faults/faultBook.ts";
import { linkEffect } from "../faults/linkEffect.ts";
import { seconds } from "../api/fileObject.ts";
import type { SandboxSettings } from "../options.ts";
import type { FileStore } from "../store/fileStore.ts";
import type { LinkMaker } from "./linkMaker.ts";
import type { LinkRequest } from "./linkRequest.ts";
import { serveFile } from "./serveFile.ts";
import { badSignatureAnswer, expiredAnswer, methodNotAllowedAnswer, noSuchKeyAnswer } from "./xmlErrors.ts";

/** The object store behind the links. Knows no keys; one instance serves the primary host, one the mirror. */
export class LinkHost {
  readonly #host: "primary" | "backup";
  readonly #settings: SandboxSettings;
  readonly #store: FileStore;
  readonly #links: LinkMaker;
  readonly #faults: FaultBook;

  constructor(
    host: "primary" | "backup",
    settings: SandboxSettings,
    collaborators: { readonly store: FileStore; readonly links: LinkMaker; readonly faults: FaultBook },
  ) {
    this.#host = host;
    this.#settings = settings;
    this.#store = collaborators.store;
    this.#links = collaborators.links;
    this.#faults = collaborators.faults;
  }

  answer({ method, url = "", headers }: IncomingMessage): Answer {
    if (method !== "GET" && method !== "HEAD") {
      return methodNotAllowedAnswer();
    }
    const now = this.#settings.clock.now();
    const verdict = this.#links.check(url, now);
    switch (verdict.kind) {
      case "forged":
        return badSignatureAnswer();
      case "expired":
        return expiredAnswer();
      case "valid": {
        const file = this.#store.get(verdict.fileId, seconds(now));
        return file === undefined
          ? noSuchKeyAnswer()
          : this.#serve({
              file,
              range: headers.range,
              ifRange: headers["if-range"]?.toString(),
              etag: this.#settings.etag,
              changed: "no",
              resizedBy: 0,
            });
      }
    }
  }

  #serve(asked: LinkRequest): Answer {
    let request = asked;
    const changes: ((plain: Answer) => Answer)[] = [];
    for (const fault of this.#faults.forLink(this.#host, asked.file.id)) {
      const effect = linkEffect(fault);
      if ("instead" in effect) {
        return changed(effect.instead, changes);
      }
      if ("ask" in effect) {
        request = effect.ask(request);
      } else {
        changes.push(effect.change);
      }
    }
    return changed(serveFile(request, this.#store), changes);
  }
}

function changed(plain: Answer, changes: readonly ((plain: Answer) => Answer)[]): Answer {
  return changes.reduce((result, change) => change(result), plain);
}
