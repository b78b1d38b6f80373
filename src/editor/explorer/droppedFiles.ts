import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Clock } from "../../shared/clock.ts";
import { safeLocalName } from "../../shared/localName.ts";

/** Milliseconds after which nobody tries a failed upload again. */
const keptFor = 7 * 24 * 3600 * 1000;

/**
 * Files that are dropped, as URIs. A desktop tells places; a browser hands over bytes, which are written to a folder of
 * ours, each file in a folder of its own, and stay for as long as an upload may need them.
 */
export class DroppedFiles {
  readonly #folder: vscode.Uri;
  readonly #isWaiting: (path: string) => boolean;
  readonly #clock: Clock;
  /** Those that we wrote: a path alone proves nothing, and what is released is deleted. */
  readonly #own = new WeakSet<vscode.Uri>();

  constructor(parts: {
    folder: vscode.Uri;
    /** Whether an upload of this file is under way, or failed and may be tried again. */
    isWaiting: (path: string) => boolean;
    clock: Clock;
  }) {
    this.#folder = parts.folder;
    this.#isWaiting = parts.isWaiting;
    this.#clock = parts.clock;
  }

  async of(transfer: vscode.DataTransfer): Promise<readonly vscode.Uri[]> {
    const list = await transfer.get("text/uri-list")?.asString();
    const listed = parseUriList(list ?? "");
    if (listed.length > 0) {
      return listed;
    }
    const uris: vscode.Uri[] = [];
    for (const [, item] of transfer) {
      const file = item.asFile();
      if (file !== undefined) {
        uris.push(file.uri ?? (await this.#keep(file)));
      }
    }
    return uris;
  }

  /** Removes those of ours that no upload needs any more, and what an earlier drop has left for long. */
  async release(uris: readonly vscode.Uri[]): Promise<void> {
    const own = uris.filter((uri) => this.#own.has(uri));
    if (own.length === 0) {
      return;
    }
    for (const uri of own.filter(({ fsPath }) => !this.#isWaiting(fsPath))) {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, ".."), { recursive: true });
    }
    for (const [name] of await vscode.workspace.fs.readDirectory(this.#folder)) {
      const left = vscode.Uri.joinPath(this.#folder, name);
      const { mtime } = await vscode.workspace.fs.stat(left);
      if (this.#clock.now() - mtime > keptFor) {
        await vscode.workspace.fs.delete(left, { recursive: true });
      }
    }
  }

  async #keep(file: vscode.DataTransferFile): Promise<vscode.Uri> {
    const place = vscode.Uri.joinPath(this.#folder, randomUUID(), safeLocalName(file.name, "file"));
    this.#own.add(place);
    await vscode.workspace.fs.writeFile(place, await file.data());
    return place;
  }
}

/** RFC 2483: one URI a line, comments begin with #. What is no URI, or none that VS Code takes, is left out. */
function parseUriList(text: string): readonly vscode.Uri[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#"))
    .flatMap((line) => {
      try {
        return [vscode.Uri.parse(line, true)];
      } catch {
        return [];
      }
    });
}
