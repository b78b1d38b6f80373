import type * as vscode from "vscode";
import { findIds, type FoundId } from "../../catalog/ids/idMatcher.ts";
import { eventLoopPacer } from "../../shared/eventLoopPacer.ts";
import { runInSlices } from "../../shared/steps.ts";
import { withSignal } from "../cancellation.ts";
import type { KnownFiles } from "./knownFiles.ts";

/**
 * The ids in open documents, read once for each version: links, lenses and hovers ask for the same ones. Reading is
 * sliced, so that a large document does not hold up the host.
 */
export class DocumentIds {
  readonly #known: KnownFiles;
  readonly #cache = new WeakMap<vscode.TextDocument, Reading>();
  #generation = 0;

  constructor(known: KnownFiles) {
    this.#known = known;
  }

  /** Reads documents anew from now on: other files are known. */
  invalidate(): void {
    this.#generation += 1;
  }

  async of(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<readonly FoundId[]> {
    const { version } = document;
    const cached = this.#cache.get(document);
    if (cached?.version === version && cached.generation === this.#generation) {
      return cached.ids;
    }
    const generation = this.#generation;
    const steps = findIds(document.getText(), this.#known.ids);
    const ids = await withSignal(token, (signal) => runInSlices(steps, eventLoopPacer, signal));
    this.#cache.set(document, { version, generation, ids });
    return ids;
  }
}

interface Reading {
  readonly version: number;
  readonly generation: number;
  readonly ids: readonly FoundId[];
}
