import { describe, expect, it } from "vitest";
import { verify, type VerificationInput } from "../../../src/catalog/verification.ts";
import {
  overallOutcome,
  writeVerification,
  type VerifiedFile,
} from "../../../src/catalog/verificationTable.ts";
import type { RetrievedFile } from "../../../src/platform/fileRecord.ts";
import { fileRecord, noon } from "../../support/catalog.ts";

const link = { url: new URL("https://store.example/a"), expiresAt: noon / 1000 + 60 };

function retrieved(parts: Partial<RetrievedFile> = {}): RetrievedFile {
  return {
    file: fileRecord({ id: "9007199254740993" }),
    link,
    backupLink: undefined,
    linkRefused: undefined,
    raw: "",
    requestId: undefined,
    receivedAt: noon,
    ...parts,
  };
}

function outcomes(parts: Partial<VerificationInput>): Record<string, [string, string]> {
  const items = verify({
    requestedId: "9007199254740993",
    retrieved: retrieved(),
    statusCode: 0,
    listed: undefined,
    probe: undefined,
    now: noon,
    ...parts,
  });
  return Object.fromEntries(items.map(({ check, outcome, reason }) => [check, [outcome, reason]]));
}

describe("verification", () => {
  it("passes a file about which everything agrees", () => {
    const probe = { kind: "answered", status: 206, size: 1000 } as const;
    expect(outcomes({ listed: fileRecord(), probe })).toEqual({
      statusZero: ["pass", "zero"],
      idEchoed: ["pass", "exact"],
      purposeAsListed: ["pass", "same"],
      sizeAgrees: ["pass", "same"],
      linkPresent: ["pass", "present"],
      linkHttps: ["pass", "https"],
      linkAlive: ["pass", "answered"],
    });
  });

  it("says unknown where nothing speaks for either", () => {
    expect(outcomes({ statusCode: undefined })).toMatchObject({
      statusZero: ["unknown", "notTold"],
      purposeAsListed: ["notApplicable", "notListed"],
      sizeAgrees: ["unknown", "tooFewKnown"],
      linkAlive: ["unknown", "notProbed"],
    });
  });

  it("sees an id that differs only beyond 2^53", () => {
    expect(outcomes({ requestedId: "9007199254740992" })["idEchoed"]).toEqual(["fail", "differs"]);
  });

  it("fails where answers contradict each other", () => {
    const listed = fileRecord({ purpose: "prompt_audio", size: 999 });
    expect(outcomes({ statusCode: 2013, listed })).toMatchObject({
      statusZero: ["fail", "otherStatus"],
      purposeAsListed: ["fail", "differs"],
      sizeAgrees: ["fail", "differs"],
    });
  });

  it("compares the size with the link's own, but not with that of an error page", () => {
    const answered = (status: number) => ({ kind: "answered", status, size: 312 }) as const;
    expect(outcomes({ probe: answered(200) })["sizeAgrees"]).toEqual(["fail", "differs"]);
    expect(outcomes({ probe: answered(403) })).toMatchObject({
      sizeAgrees: ["unknown", "tooFewKnown"],
      linkAlive: ["fail", "refused"],
    });
  });

  it("judges the link by what it is and by what was found", () => {
    const withLink = (url: string, expiresAt?: number) =>
      outcomes({ retrieved: retrieved({ link: { url: new URL(url), expiresAt } }) });
    expect(withLink("http://127.0.0.1:1/a")["linkHttps"]).toEqual(["notApplicable", "loopback"]);
    expect(withLink("http://store.example/a")["linkHttps"]).toEqual(["fail", "plain"]);
    expect(withLink("https://store.example/a", noon / 1000)["linkAlive"]).toEqual(["fail", "expired"]);
    expect(outcomes({ probe: { kind: "unreachable" } })["linkAlive"]).toEqual(["fail", "unreachable"]);
  });

  it("tells a refused link from one that is not there", () => {
    expect(outcomes({ retrieved: retrieved({ link: undefined }) })).toMatchObject({
      linkPresent: ["fail", "absent"],
      linkHttps: ["notApplicable", "noLink"],
      linkAlive: ["notApplicable", "noLink"],
    });
    const refused = retrieved({ link: undefined, linkRefused: "credentials in the URL" });
    expect(outcomes({ retrieved: refused })["linkPresent"]).toEqual(["fail", "refused"]);
  });
});

describe("the table of verified files", () => {
  const named = { id: "9007199254740993", filename: "=cmd()", purpose: "voice_clone" };
  const items = verify({
    requestedId: named.id,
    retrieved: retrieved(),
    statusCode: 0,
    listed: undefined,
    probe: { kind: "answered", status: 206, size: 1000 },
    now: noon,
  });
  const verified: VerifiedFile = { kind: "verified", ...named, items };
  const failed: VerifiedFile = { kind: "failed", ...named, reason: "notFound" };

  it("has one line for each file, the worst check as its outcome", () => {
    expect([...writeVerification([verified, failed])]).toEqual([
      "file_id,filename,purpose,outcome,statusZero,idEchoed,purposeAsListed,sizeAgrees,linkPresent,linkHttps,linkAlive,error\r\n",
      "9007199254740993,'=cmd(),voice_clone,pass,pass: zero,pass: exact,notApplicable: notListed,pass: same,pass: present,pass: https,pass: answered,\r\n",
      "9007199254740993,'=cmd(),voice_clone,fail,,,,,,,,notFound\r\n",
    ]);
    const doubtful = items.map((item) =>
      item.check === "linkAlive" ? { ...item, outcome: "unknown" as const } : item,
    );
    expect(overallOutcome({ ...verified, items: doubtful })).toBe("unknown");
  });

  it("holds no link", () => {
    expect([...writeVerification([verified])].join("")).not.toContain("store.example");
  });
});
