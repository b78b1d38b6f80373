import * as vscode from "vscode";
import { emptyCatalog, mergeCatalog, nextChange, type Catalog, type Listing } from "../../catalog/merge.ts";
import {
  forget,
  noteListed,
  remember,
  type RememberedFile,
  type RememberedFiles,
} from "../../catalog/rememberedFile.ts";
import { rememberedFromJson, rememberedToJson } from "../../catalog/rememberedStorage.ts";
import type { FileId } from "../../platform/fileRecord.ts";
import type { Platform } from "../../platform/platform.ts";
import { PlatformError } from "../../platform/platformError.ts";
import { purposeRules } from "../../catalog/purposeRules.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { eventLoopPacer } from "../../shared/eventLoopPacer.ts";
import { runInSlices } from "../../shared/steps.ts";
import type { Connection } from "../connections/connection.ts";

/** Where the state store keeps the remembered files of a connection. */
export function rememberedKey(connectionId: string): string {
  return `remembered:${connectionId}`;
}

/** How long a list is taken for what the platform has, milliseconds. */
const freshFor = 60_000;

/** How the last listing of a connection went. */
export type ListingState =
  | { readonly kind: "unlisted" }
  | { readonly kind: "listing" }
  | { readonly kind: "listed" }
  /** The provider has no list: what is remembered is all there is. */
  | { readonly kind: "cannotList" }
  | { readonly kind: "failed"; readonly error: unknown };

/**
 * The files of one connection: the last listing merged with what is remembered. Listing is free wherever it is
 * offered; nothing here ever retrieves.
 */
export class ConnectionFiles implements Disposable {
  readonly connection: Connection;
  readonly #platform: Platform;
  readonly #mayList: () => boolean;
  readonly #newSince: () => number | undefined;
  readonly #state: vscode.Memento;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<void>();
  #listing: Listing | undefined;
  #listingState: ListingState = { kind: "unlisted" };
  #catalog: Catalog = emptyCatalog;
  #refreshing: Promise<void> | undefined;
  #askedAt: number | undefined;
  #merging: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  /** How often files were taken out: a list that was asked for before may still show them. */
  #drops = 0;
  #isDisposed = false;

  /** The catalog or the listing's state is another one now. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: {
    connection: Connection;
    platform: Platform;
    /** False once the provider has refused to list. */
    mayList: () => boolean;
    /** See `MergeInput.newSince`. */
    newSince: () => number | undefined;
    state: vscode.Memento;
    clock: Clock;
  }) {
    this.connection = parts.connection;
    this.#platform = parts.platform;
    this.#mayList = parts.mayList;
    this.#newSince = parts.newSince;
    this.#state = parts.state;
    this.#clock = parts.clock;
  }

  get catalog(): Catalog {
    return this.#catalog;
  }

  get listingState(): ListingState {
    return this.#listingState;
  }

  /** True where the last list is no longer news to someone who looks at the files again. */
  get isStale(): boolean {
    const { kind } = this.#listingState;
    const mayAsk = kind === "listed" || kind === "failed";
    return mayAsk && this.#askedAt !== undefined && this.#clock.now() - this.#askedAt > freshFor;
  }

  /**
   * Lists the files anew. Calls while one is under way share it; a failure is told by `listingState`.
   *
   * @param isWished by the user: asks also a provider that has refused to list, since it may have learnt to
   */
  refresh(isWished = false): Promise<void> {
    this.#refreshing ??= this.#refresh(isWished || this.#mayList()).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Resolves when there is a list to go by: lists where none was asked for yet, and waits for one on its way. */
  async ready(): Promise<void> {
    if (this.#refreshing !== undefined || this.#listingState.kind === "unlisted") {
      await this.refresh();
    }
  }

  /** Keeps a file in mind: it stays in the tree although no listing shows it. */
  async remember(file: RememberedFile): Promise<void> {
    await this.#updateRemembered((files) => remember(files, file));
    await this.#merge();
  }

  async forget(ids: Iterable<FileId>): Promise<void> {
    await this.#updateRemembered((files) => forget(files, ids));
    await this.#merge();
  }

  /** Judges anew what time, or the user's looking, has changed. */
  review(): Promise<void> {
    return this.#merge();
  }

  /** Takes files out that the platform has deleted, without listing again. */
  async drop(ids: ReadonlySet<FileId>): Promise<void> {
    this.#drops += 1;
    if (this.#listing !== undefined) {
      this.#listing = { ...this.#listing, files: this.#listing.files.filter(({ id }) => !ids.has(id)) };
    }
    await this.forget(ids);
  }

  /** From now on nothing is stored: the connection is gone, or another object has its files. */
  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }

  get #stateKey(): string {
    return rememberedKey(this.connection.id);
  }

  get #remembered(): RememberedFiles {
    return rememberedFromJson(this.#state.get(this.#stateKey));
  }

  async #refresh(isAsked: boolean): Promise<void> {
    if (!isAsked) {
      this.#listingState = { kind: "cannotList" };
      await this.#merge();
      return;
    }
    this.#listingState = { kind: "listing" };
    this.#askedAt = this.#clock.now();
    this.#changed.fire();
    try {
      this.#listing = await this.#list();
      this.#listingState = { kind: "listed" };
      const ids = this.#listing.files.map(({ id }) => id);
      await this.#updateRemembered((remembered) => noteListed(remembered, ids));
    } catch (error) {
      // What was just learnt from the answer counts, not only its reason (`CapabilityStore.learn`).
      this.#listingState =
        PlatformError.is(error, "notOffered") || (PlatformError.is(error) && !this.#mayList())
          ? { kind: "cannotList" }
          : { kind: "failed", error };
    }
    await this.#merge();
  }

  /** Asks again where files were deleted during the call, whose answer may be older than that. */
  async #list(): Promise<Listing> {
    for (;;) {
      const drops = this.#drops;
      const askedAt = this.#clock.now();
      const files = await this.#platform.list();
      if (drops === this.#drops) {
        return { files, askedAt, purposes: "all" };
      }
    }
  }

  /** Works on what is stored now, which another window may have changed. */
  async #updateRemembered(change: (files: RememberedFiles) => RememberedFiles): Promise<void> {
    const before = this.#remembered;
    const after = change(before);
    if (after !== before && !this.#isDisposed) {
      await this.#state.update(this.#stateKey, rememberedToJson(after));
    }
  }

  /** Merges one after the other, so that an older one never ends last. */
  #merge(): Promise<void> {
    this.#merging = this.#merging.then(async () => {
      const input = {
        listing: this.#listing,
        remembered: this.#remembered,
        purposes: purposeRules,
        now: this.#clock.now(),
        newSince: this.#newSince(),
      };
      this.#catalog = await runInSlices(mergeCatalog(input, this.#catalog), eventLoopPacer);
      this.#scheduleNextChange();
      this.#changed.fire();
    });
    return this.#merging;
  }

  /** Links expire and short-lived files end by themselves: merge again at that moment. */
  #scheduleNextChange(): void {
    clearTimeout(this.#timer);
    const at = nextChange(this.#catalog);
    if (at !== undefined && !this.#isDisposed) {
      const longestTimer = 2 ** 31 - 1;
      const delay = Math.min(Math.max(at - this.#clock.now() + 1, 0), longestTimer);
      this.#timer = setTimeout(() => void this.#merge(), delay);
    }
  }
}
