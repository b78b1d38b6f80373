import type { CallOptions } from "../../platform/platform.ts";
import type { FileId, RetrievedFile } from "../../platform/fileRecord.ts";
import { linkState } from "../../platform/downloadLink.ts";
import type { Clock } from "../../shared/clock.ts";
import { SharedWork } from "../../shared/sharedWork.ts";
import type { Connection } from "../connections/connection.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import type { Platforms } from "../platforms.ts";
import { retrievePrice } from "../usage/prices.ts";

/** How many answers are kept in memory, beside those whose link was paid for and still works. */
const keptAnswers = 50;

interface Answer {
  readonly retrieved: RetrievedFile;
  readonly isPaid: boolean;
}

/**
 * Retrieves files on the user's word, remembers them, and keeps the latest answers in memory: a download that
 * follows need not pay for another link. Nothing of a link is stored.
 */
export class Retriever {
  readonly #platforms: Platforms;
  readonly #library: FileLibrary;
  readonly #clock: Clock;
  readonly #answers = new Map<string, Answer>();
  readonly #calls = new SharedWork<RetrievedFile, never>();

  constructor(parts: { platforms: Platforms; library: FileLibrary; clock: Clock }) {
    this.#platforms = parts.platforms;
    this.#library = parts.library;
    this.#clock = parts.clock;
  }

  /**
   * One call, paid where the provider charges: whoever asks for a file that is being retrieved shares the call. Rejects
   * as `Platform.retrieve` does.
   */
  retrieve(connection: Connection, id: FileId, { signal }: CallOptions = {}): Promise<RetrievedFile> {
    return this.#calls.run(
      answerKey(connection, id),
      signal ?? new AbortController().signal,
      () => undefined,
      (shared) => this.#call(connection, id, shared),
    );
  }

  /** The last answer of this session whose link may still work; no call. */
  lastLive(connection: Connection, id: FileId): RetrievedFile | undefined {
    const answer = this.#answers.get(answerKey(connection, id));
    return answer !== undefined && this.#isLive(answer) ? answer.retrieved : undefined;
  }

  /** Where the last link that this session got from a connection leads: its origin, nothing of what is signed. */
  lastLinkOrigin(connection: Connection): URL | undefined {
    const newest = [...this.#answers].findLast(
      ([key, { retrieved }]) => key.startsWith(`${connection.id}/`) && retrieved.link !== undefined,
    );
    const url = newest?.[1].retrieved.link?.url;
    return url && new URL(url.origin);
  }

  async #call(connection: Connection, id: FileId, signal: AbortSignal): Promise<RetrievedFile> {
    const retrieved = await this.#platforms.of(connection).retrieve(id, { signal });
    this.#keep(answerKey(connection, id), { retrieved, isPaid: retrievePrice(connection) > 0 });
    await this.#library.of(connection).remember({
      record: retrieved.file,
      source: "retrieve",
      rememberedAt: this.#clock.now(),
      link: retrieved.link && { expiresAt: retrieved.link.expiresAt },
      wasListed: false,
    });
    return retrieved;
  }

  #isLive({ retrieved: { link } }: Answer): boolean {
    return link !== undefined && linkState(link, this.#clock.now()).kind !== "expired";
  }

  #keep(key: string, answer: Answer): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const dispensable = [...this.#answers].filter(([, each]) => !each.isPaid || !this.#isLive(each));
    const [oldest] = dispensable;
    if (dispensable.length > keptAnswers && oldest !== undefined) {
      this.#answers.delete(oldest[0]);
    }
  }
}

function answerKey(connection: Connection, id: FileId): string {
  return `${connection.id}/${id}`;
}
