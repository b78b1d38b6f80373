import type * as vscode from "vscode";
import { findIds, type FoundId } from "../../catalog/ids/idMatcher.ts";
import { eventLoopPacer } from "../../shared/eventLoopPacer.ts";
import { SharedWork } from "../../shared/sharedWork.ts";
import { runInSlices } from "../../shared/steps.ts";
import { withSignal } from "../cancellation.ts";
import type { KnownFiles } from "./knownFiles.ts";

/**
 * The ids in open documents, read once for each version: links, lenses and hovers ask for the same ones, often at the
 * same time. Reading is sliced, so that a large document does not hold up the host.
 */
export class DocumentIds {
  readonly #known: Pick<KnownFiles, "ids">;
  readonly #cache = new WeakMap<vscode.TextDocument, Reading>();
  readonly #work = new SharedWork<readonly FoundId[], never>();
  #generation = 0;

  constructor(known: Pick<KnownFiles, "ids">) {
    this.#known = known;
  }

  /** Reads documents anew from now on: other files are known. */
  invalidate(): void {
    this.#generation += 1;
  }

  /** Rejects with a `CancelledError` as soon as `token` is cancelled. */
  async of(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<readonly FoundId[]> {
    const { version } = document;
    const generation = this.#generation;
    const cached = this.#cache.get(document);
    if (cached?.version === version && cached.generation === generation) {
      return cached.ids;
    }
    const key = `${generation} ${version} ${document.uri.toString()}`;
    return withSignal(token, (signal) =>
      this.#work.run(
        key,
        signal,
        () => undefined,
        async (unwanted) => {
          const steps = findIds(document.getText(), this.#known.ids);
          const ids = await runInSlices(steps, eventLoopPacer, unwanted);
          this.#cache.set(document, { version, generation, ids });
          return ids;
        },
      ),
    );
  }
}

interface Reading {
  readonly version: number;
  readonly generation: number;
  readonly ids: readonly FoundId[];
}
