import { extname } from "node:path";
import type { Refusal } from "./outcome.ts";
import { invalid } from "./outcome.ts";

/** What is checked about an upload. */
export interface UploadFacts {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  /** UTF-8 characters of a text. */
  readonly characters: number;
}

interface Rule {
  /** Extensions with the largest size of each, bytes. */
  readonly formats: Readonly<Record<string, number>>;
  readonly mostCharacters?: number;
  /** The platform's exception to "errors come as HTTP 200". */
  readonly status?: number;
}

const mb = 1024 * 1024;
const any = Infinity;

/** The documented limits (api.md 3). */
const rules: Readonly<Record<string, Rule>> = {
  voice_clone: { formats: sized(20 * mb, ".mp3", ".m4a", ".wav") },
  prompt_audio: { formats: sized(20 * mb, ".mp3", ".m4a", ".wav") },
  t2a_async_input: { formats: sized(any, ".txt", ".zip"), mostCharacters: 1_000_000 },
  video_understanding: { formats: sized(any, ".mp4", ".avi", ".mov", ".mkv") },
  video_generation_input: {
    formats: {
      ...sized(30 * mb, ".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"),
      ...sized(50 * mb, ".mp4", ".mov"),
      ...sized(15 * mb, ".wav", ".mp3"),
    },
    status: 400,
  },
};

/** Undocumented ones that occur, and take anything (api.md 3). */
const lenient = new Set(["retrieval", "assistants", "fine-tune", "vision"]);

/** Why the platform would not take a file for a purpose; `undefined` if it would. */
export function refuseUpload(purpose: string, facts: UploadFacts): Refusal | undefined {
  if (lenient.has(purpose)) {
    return undefined;
  }
  const rule = Object.hasOwn(rules, purpose) ? rules[purpose] : undefined;
  if (rule === undefined) {
    return invalid("purpose is not supported");
  }
  const reason = broken(rule, facts);
  if (reason === undefined) {
    return undefined;
  }
  return rule.status === undefined ? invalid(reason) : { ...invalid(reason), status: rule.status };
}

function broken({ formats, mostCharacters = any }: Rule, facts: UploadFacts): string | undefined {
  const extension = extname(facts.filename).toLowerCase();
  const most = formats[extension];
  if (most === undefined) {
    return `file format ${extension || "(none)"} is not supported for this purpose`;
  }
  if (facts.size > most) {
    return `file is larger than ${most / mb} MB`;
  }
  return facts.characters >= mostCharacters ? "text is too long" : undefined;
}

function sized(most: number, ...extensions: string[]): Record<string, number> {
  return Object.fromEntries(extensions.map((extension) => [extension, most]));
}
