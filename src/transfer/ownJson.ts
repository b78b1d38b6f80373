import type { Guard } from "../shared/guard.ts";

/** What a file under a name of ours holds. `damaged`: ours, but unreadable. `foreign`: somebody's own. */
export type OwnJson<T> =
  | { readonly kind: "intact"; readonly value: T }
  | { readonly kind: "damaged" }
  | { readonly kind: "foreign" };

/**
 * Reads JSON that we have written, or are writing. A crash of the machine can cut it off, or leave zeros in its place.
 *
 * @param beginning the characters with which we begin every such file, in every version
 */
export function readOwnJson<T>(text: string, guard: Guard<T>, beginning: string): OwnJson<T> {
  const value = parsed(text);
  if (guard(value)) {
    return { kind: "intact", value };
  }
  // The lookbehind keeps this linear: somebody's own file may hold any number of zeros in a row.
  const written = text.replace(/(?<!\0)\0+$/, "");
  const isOurs = written.startsWith(beginning) || beginning.startsWith(written);
  return { kind: isOurs ? "damaged" : "foreign" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
