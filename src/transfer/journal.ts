import { constants } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { Clock } from "../shared/clock.ts";
import type { Guard } from "../shared/guard.ts";
import {
  isArrayOf,
  isBoolean,
  isFiniteNumber,
  isObject,
  isOneOf,
  isOptional,
  isString,
} from "../shared/guard.ts";
import type { Span } from "./download/byteRanges.ts";
import { isValidator } from "./download/validator.ts";
import type { Validator } from "./download/validator.ts";
import { codeOf } from "./fileError.ts";
import { noFollow } from "./noFollow.ts";
import { readOwnJson, type OwnJson } from "./ownJson.ts";
import { patiently } from "./patiently.ts";

const family = "minimax-files download ";
const format = `${family}1`;

/** What lies beside a partial file and says which of its bytes can be trusted. Holds no URL and no key. */
export interface Journal {
  readonly format: typeof format;
  /** The remote file that the bytes belong to; see `DownloadJob.identity`. */
  readonly identity: string;
  /** Bytes; absent as long as nobody has told. */
  readonly total?: number | undefined;
  /** Absent until the first answer. */
  readonly validator?: Validator | undefined;
  readonly done: readonly Span[];
  /** Set while the file is whole and about to take the place of an empty one that holds its final name. */
  readonly placeholder?: boolean | undefined;
}

const isSpan = isObject<Span>({ start: isFiniteNumber, end: isFiniteNumber });

const isJournal: Guard<Journal> = isObject<Journal>({
  format: isOneOf([format]),
  identity: isString,
  total: isOptional(isFiniteNumber),
  validator: isOptional(isValidator),
  done: isArrayOf(isSpan),
  placeholder: isOptional(isBoolean),
});

/** `absent`: there is no file. A journal of another version counts as damaged. */
export type JournalState = { readonly kind: "absent" } | OwnJson<Journal>;

/** What the journal at `path` says. */
export async function readJournal(path: string): Promise<JournalState> {
  try {
    const file = await open(path, constants.O_RDONLY | noFollow);
    try {
      return readOwnJson(await file.readFile("utf8"), isJournal, `{"format":"${family}`);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return { kind: "absent" };
    }
    if (codeOf(error) === "ELOOP") {
      return { kind: "damaged" };
    }
    throw error;
  }
}

/** The journal of one partial file, in a file of its own that is only ever replaced as a whole. */
export class JournalFile {
  readonly #path: string;
  readonly #clock: Clock;

  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
  }

  get #draft(): string {
    return `${this.#path}~`;
  }

  /** Replaces the journal in one step: after a crash there is the old one or the new one. */
  async write(content: Omit<Journal, "format">): Promise<void> {
    const draft = this.#draft;
    // The lock makes us the only writer: a draft that is there was left by a crash, or planted.
    await rm(draft, { force: true });
    try {
      const file = await open(draft, "wx");
      try {
        await file.writeFile(JSON.stringify({ format, ...content } satisfies Journal));
      } finally {
        await file.close();
      }
      await patiently(() => rename(draft, this.#path), this.#clock);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async remove(): Promise<void> {
    await rm(this.#draft, { force: true });
    await patiently(() => rm(this.#path, { force: true }), this.#clock);
  }
}
