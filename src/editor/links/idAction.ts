import { isOneOf, isObject, type Guard } from "../../shared/guard.ts";
import { isFileId } from "../../platform/fileId.ts";
import { commandIds } from "../ids.ts";

/** What can be done with an id that stands in text. */
export const idVerbs = ["show", "download", "open", "reveal", "watch"] as const;
export type IdVerb = (typeof idVerbs)[number];

/** The argument of the command behind every link, lens and hover. */
export interface IdAction {
  readonly verb: IdVerb;
  readonly id: string;
}

/** Command links can be written by anybody: only this shape is obeyed. */
export const isIdAction: Guard<IdAction> = isObject<IdAction>({
  verb: isOneOf(idVerbs),
  id: (value): value is string => typeof value === "string" && isFileId(value),
});

/** A link that runs the command, for Markdown and document links. */
export function commandLink(action: IdAction): string {
  return `command:${commandIds.followId}?${encodeURIComponent(JSON.stringify([action]))}`;
}
