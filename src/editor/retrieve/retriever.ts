import type { CallOptions } from "../../platform/platform.ts";
import type { FileId, RetrievedFile } from "../../platform/fileRecord.ts";
import { linkState } from "../../platform/downloadLink.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Connection } from "../connections/connection.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import type { Platforms } from "../platforms.ts";

/** How many answers are kept in memory, so that a link that was just paid for is used. */
const keptAnswers = 50;

/**
 * Retrieves files on the user's word, remembers them, and keeps the latest answers in memory: a download that
 * follows need not pay for another link. Nothing of a link is stored.
 */
export class Retriever {
  readonly #platforms: Platforms;
  readonly #library: FileLibrary;
  readonly #clock: Clock;
  readonly #answers = new Map<string, RetrievedFile>();

  constructor(parts: { platforms: Platforms; library: FileLibrary; clock: Clock }) {
    this.#platforms = parts.platforms;
    this.#library = parts.library;
    this.#clock = parts.clock;
  }

  /** One call, paid where the provider charges. Rejects as `Platform.retrieve` does. */
  async retrieve(connection: Connection, id: FileId, options?: CallOptions): Promise<RetrievedFile> {
    const retrieved = await this.#platforms.of(connection).retrieve(id, options);
    this.#keep(`${connection.id}/${id}`, retrieved);
    await this.#library.of(connection).remember({
      record: retrieved.file,
      source: "retrieve",
      rememberedAt: this.#clock.now(),
      link: retrieved.link && { expiresAt: retrieved.link.expiresAt },
      wasListed: false,
    });
    return retrieved;
  }

  /** The last answer of this session whose link may still work; no call. */
  lastLive(connection: Connection, id: FileId): RetrievedFile | undefined {
    const retrieved = this.#answers.get(`${connection.id}/${id}`);
    return retrieved?.link !== undefined && linkState(retrieved.link, this.#clock.now()).kind !== "expired"
      ? retrieved
      : undefined;
  }

  /** Where the last link that this session got from a connection leads: its origin, nothing of what is signed. */
  lastLinkOrigin(connection: Connection): URL | undefined {
    const newest = [...this.#answers].findLast(
      ([key, { link }]) => key.startsWith(`${connection.id}/`) && link !== undefined,
    );
    const url = newest?.[1].link?.url;
    return url && new URL(url.origin);
  }

  #keep(key: string, retrieved: RetrievedFile): void {
    this.#answers.delete(key);
    this.#answers.set(key, retrieved);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > keptAnswers && oldest !== undefined) {
      this.#answers.delete(oldest);
    }
  }
}
