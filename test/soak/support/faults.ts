import type { FaultRule } from "../../../src/sandbox/main.ts";
import type { Dice } from "./dice.ts";

/**
 * What goes wrong for a moment: calls, links, and above all downloads that break off in the middle, since most of
 * what a link host can do wrong shows only when a client asks for the rest. Of every kind but those that take longer
 * than a short run has (stalls, silence), and those after which no client could know what the file is (content that is
 * changed or resized).
 */
export function faultsOfAMoment(dice: Dice): FaultRule[] {
  const where = (): Pick<FaultRule, "times" | "skip"> => ({
    times: dice.between(1, 3),
    skip: dice.between(0, 2),
  });
  const some = <T extends object>(most: number, kinds: () => readonly T[]): T[] =>
    Array.from({ length: dice.between(0, most) }, () => ({ ...dice.pick(kinds()), ...where() }));
  return [
    ...some<FaultRule>(1, () => apiFaults(dice)),
    ...some<FaultRule>(1, () => signingFaults(dice)),
    ...some<FaultRule>(1, () => interruptions(dice)),
    ...some<FaultRule>(2, () => linkFaults(dice)),
  ];
}

/** The next call of this kind goes wrong. */
export function badDelete(dice: Dice): FaultRule {
  return { ...dice.pick(apiFaults(dice)), at: "api", operation: "delete", times: 1 };
}

function apiFaults(dice: Dice): Extract<FaultRule, { at: "api" }>[] {
  return [
    { at: "api", kind: "latency", milliseconds: dice.between(50, 1500) },
    { at: "api", kind: "code", code: dice.pick([1000, 1001, 1002, 1013, 1039]) },
    { at: "api", kind: "status", status: dice.pick([429, 500, 502, 503]), retryAfter: 1 },
    { at: "api", kind: "html" },
    { at: "api", kind: "empty" },
    { at: "api", kind: "truncatedJson" },
    { at: "api", kind: "endless" },
    { at: "api", kind: "redirect", to: "http://127.0.0.1:9/elsewhere" },
    { at: "api", kind: "dead" },
    { at: "api", kind: "deadAfterWork" },
  ];
}

function signingFaults(dice: Dice): FaultRule[] {
  return [
    { at: "signing", kind: "lifetime", seconds: dice.between(1, 3) },
    { at: "signing", kind: "withBackup" },
    { at: "signing", kind: "absent" },
    { at: "signing", kind: "withoutScheme" },
  ];
}

function interruptions(dice: Dice): FaultRule[] {
  const afterBytes = dice.pick([1, 70_000, 1_500_000]);
  return [
    { at: "link", kind: "reset", afterBytes, host: anyHost(dice) },
    { at: "link", kind: "finish", afterBytes, host: anyHost(dice) },
  ];
}

function linkFaults(dice: Dice): FaultRule[] {
  const host = anyHost(dice);
  return [
    { at: "link", kind: "latency", milliseconds: dice.between(50, 1500), host },
    { at: "link", kind: "throttle", bytesPerSecond: dice.pick([2_000_000, 8_000_000]), host },
    { at: "link", kind: "expired", host },
    { at: "link", kind: "drip", bytes: 65_536, milliseconds: 25, host },
    { at: "link", kind: "ignoreRange", host },
    { at: "link", kind: "brokenIfRange", host },
    { at: "link", kind: "wrongContentRange", by: dice.pick([1, 4096]), host },
    { at: "link", kind: "etag", etag: dice.pick(["weak", "none"]), host },
    { at: "link", kind: "gzip", host },
    { at: "link", kind: "status", status: dice.pick([403, 429, 500, 503]), retryAfter: 1, host },
    { at: "link", kind: "html", host },
  ];
}

function anyHost(dice: Dice): "primary" | "both" {
  return dice.pick(["primary", "both"]);
}
