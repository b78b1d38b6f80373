import { purposeFacts } from "../platform/purposes.ts";
import type { PurposeRules } from "./merge.ts";

/** What the documentation says of purposes, for merging (api.md 3). */
export const purposeRules: PurposeRules = {
  isListed: (purpose) => purposeFacts(purpose)?.list === "yes",
  lifetime: (purpose) => purposeFacts(purpose)?.lifetime,
};
