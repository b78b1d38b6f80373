import type { FileId, FileRecord, RetrievedFile } from "../platform/fileRecord.ts";
import { isLoopbackHost } from "../shared/loopback.ts";

export type CheckOutcome = "pass" | "fail" | "unknown" | "notApplicable";

/** One check of a file, with what speaks for its outcome. Sizes are in bytes, times in Unix seconds. */
export type VerificationItem =
  | Item<"statusZero", { readonly reason: "zero" | "otherStatus" | "notTold"; readonly found?: string }>
  | Item<
      "idEchoed",
      { readonly reason: "exact" | "differs"; readonly expected: FileId; readonly found: FileId }
    >
  | Item<
      "purposeAsListed",
      { readonly reason: "same" | "differs" | "notListed"; readonly listed?: string; readonly found: string }
    >
  | Item<"sizeAgrees", { readonly reason: "same" | "differs" | "tooFewKnown"; readonly sizes: KnownSizes }>
  | Item<"linkPresent", { readonly reason: "present" | "absent" | "refused" }>
  | Item<"linkHttps", { readonly reason: "https" | "plain" | "loopback" | "noLink" }>
  | Item<
      "linkAlive",
      {
        readonly reason: "answered" | "refused" | "unreachable" | "expired" | "notProbed" | "noLink";
        readonly status?: number;
        readonly expiredAt?: number;
      }
    >;

type Item<Check extends string, Details> = {
  readonly check: Check;
  readonly outcome: CheckOutcome;
} & Details;

/** What each source says about the size, where it says anything. */
export interface KnownSizes {
  readonly listed: number | undefined;
  readonly retrieved: number | undefined;
  readonly link: number | undefined;
}

/** What a request for one byte of the link found. */
export type LinkProbe =
  /** `size` is the whole file's, from Content-Range or Content-Length. */
  | { readonly kind: "answered"; readonly status: number; readonly size: number | undefined }
  | { readonly kind: "unreachable" };

export interface VerificationInput {
  readonly requestedId: FileId;
  readonly retrieved: RetrievedFile;
  /** `base_resp.status_code` of the answer; `undefined` where a gateway leaves it out. */
  readonly statusCode: number | string | undefined;
  /** The last listing's record of the file. */
  readonly listed: FileRecord | undefined;
  /** `undefined` as long as nobody asked the link. */
  readonly probe: LinkProbe | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Checks one retrieved file against everything else that is known of it; makes no call. */
export function verify(input: VerificationInput): readonly VerificationItem[] {
  return [
    statusZero(input),
    idEchoed(input),
    purposeAsListed(input),
    sizeAgrees(input),
    linkPresent(input),
    linkHttps(input),
    linkAlive(input),
  ];
}

function statusZero({ statusCode }: VerificationInput): VerificationItem {
  if (statusCode === undefined) {
    return { check: "statusZero", outcome: "unknown", reason: "notTold" };
  }
  const found = String(statusCode);
  return found === "0"
    ? { check: "statusZero", outcome: "pass", reason: "zero", found }
    : { check: "statusZero", outcome: "fail", reason: "otherStatus", found };
}

function idEchoed({ requestedId, retrieved }: VerificationInput): VerificationItem {
  const isExact = retrieved.file.id === requestedId;
  return {
    check: "idEchoed",
    outcome: isExact ? "pass" : "fail",
    reason: isExact ? "exact" : "differs",
    expected: requestedId,
    found: retrieved.file.id,
  };
}

function purposeAsListed({ listed, retrieved }: VerificationInput): VerificationItem {
  const found = retrieved.file.purpose;
  if (listed === undefined) {
    return { check: "purposeAsListed", outcome: "notApplicable", reason: "notListed", found };
  }
  const isSame = listed.purpose === found;
  return {
    check: "purposeAsListed",
    outcome: isSame ? "pass" : "fail",
    reason: isSame ? "same" : "differs",
    listed: listed.purpose,
    found,
  };
}

function sizeAgrees({ listed, retrieved, probe }: VerificationInput): VerificationItem {
  const sizes: KnownSizes = {
    listed: listed?.size,
    retrieved: retrieved.file.size,
    link: probe?.kind === "answered" && isSuccess(probe.status) ? probe.size : undefined,
  };
  const known = [sizes.listed, sizes.retrieved, sizes.link].filter((size) => size !== undefined);
  if (known.length < 2) {
    return { check: "sizeAgrees", outcome: "unknown", reason: "tooFewKnown", sizes };
  }
  const isSame = new Set(known).size === 1;
  return {
    check: "sizeAgrees",
    outcome: isSame ? "pass" : "fail",
    reason: isSame ? "same" : "differs",
    sizes,
  };
}

function linkPresent({ retrieved }: VerificationInput): VerificationItem {
  if (retrieved.link !== undefined) {
    return { check: "linkPresent", outcome: "pass", reason: "present" };
  }
  const reason = retrieved.linkRefused === undefined ? "absent" : "refused";
  return { check: "linkPresent", outcome: "fail", reason };
}

function linkHttps({ retrieved: { link } }: VerificationInput): VerificationItem {
  if (link === undefined) {
    return { check: "linkHttps", outcome: "notApplicable", reason: "noLink" };
  }
  if (link.url.protocol === "https:") {
    return { check: "linkHttps", outcome: "pass", reason: "https" };
  }
  return isLoopbackHost(link.url.hostname)
    ? { check: "linkHttps", outcome: "notApplicable", reason: "loopback" }
    : { check: "linkHttps", outcome: "fail", reason: "plain" };
}

function linkAlive({ retrieved: { link }, probe, now }: VerificationInput): VerificationItem {
  if (link === undefined) {
    return { check: "linkAlive", outcome: "notApplicable", reason: "noLink" };
  }
  if (probe?.kind === "unreachable") {
    return { check: "linkAlive", outcome: "fail", reason: "unreachable" };
  }
  if (probe !== undefined) {
    const { status } = probe;
    return isSuccess(status)
      ? { check: "linkAlive", outcome: "pass", reason: "answered", status }
      : { check: "linkAlive", outcome: "fail", reason: "refused", status };
  }
  if (link.expiresAt !== undefined && link.expiresAt * 1000 <= now) {
    return { check: "linkAlive", outcome: "fail", reason: "expired", expiredAt: link.expiresAt };
  }
  return { check: "linkAlive", outcome: "unknown", reason: "notProbed" };
}

function isSuccess(status: number): boolean {
  return status === 200 || status === 206;
}
