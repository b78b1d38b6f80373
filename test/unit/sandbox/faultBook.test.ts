import { describe, expect, test } from "vitest";
import { FaultBook } from "../../../src/sandbox/faults/faultBook.ts";
import type { FaultRule } from "../../../src/sandbox/faults/fault.ts";

function book(...rules: FaultRule[]): FaultBook {
  const faults = new FaultBook();
  faults.add(rules);
  return faults;
}

function kinds(faults: Iterable<{ readonly kind: string }>): string[] {
  return Array.from(faults, ({ kind }) => kind);
}

describe("FaultBook", () => {
  test("a counted fault hits that many requests, a standing one all", () => {
    const faults = book({ at: "link", kind: "gzip", times: 2 }, { at: "link", kind: "ignoreRange" });
    expect([1, 2, 3].map(() => kinds(faults.forLink("primary", "1")))).toEqual([
      ["gzip", "ignoreRange"],
      ["gzip", "ignoreRange"],
      ["ignoreRange"],
    ]);
  });

  test("a fault for no request hits none", () => {
    const faults = book({ at: "link", kind: "gzip", times: 0 });
    expect([faults.rules, kinds(faults.forLink("primary", "1"))]).toEqual([[], []]);
  });

  test("tells when other faults are in force than before: set, used up or cleared, and not when one is taken", () => {
    let told = 0;
    const faults = new FaultBook(() => {
      told += 1;
    });
    faults.add([{ at: "link", kind: "gzip", times: 2 }]);
    expect(told).toBe(1);
    kinds(faults.forLink("primary", "1"));
    expect(told).toBe(1);
    kinds(faults.forLink("primary", "1"));
    expect([told, faults.rules]).toEqual([2, []]);
    faults.clear();
    expect(told).toBe(3);
  });

  test("a fault that is not taken stays for the next request", () => {
    const faults = book(
      { at: "api", kind: "code", code: 1002, times: 1 },
      { at: "api", kind: "code", code: 1008, times: 1 },
    );
    for (const fault of faults.forApi("list")) {
      expect(fault).toMatchObject({ code: 1002 });
      break;
    }
    expect(faults.rules).toMatchObject([{ code: 1008, times: 1 }]);
  });

  test("skip lets requests pass before the count begins", () => {
    const faults = book({ at: "link", kind: "expired", skip: 1, times: 1 });
    expect([1, 2, 3].map(() => kinds(faults.forLink("primary", "1")))).toEqual([[], ["expired"], []]);
  });

  test("a fault hits only the operation, file and host that it names", () => {
    const faults = book(
      { at: "api", kind: "dead", operation: "upload" },
      { at: "signing", kind: "absent", fileId: "1" },
      { at: "link", kind: "expired", fileId: "1" },
      { at: "link", kind: "html", host: "backup" },
    );
    expect(kinds(faults.forApi("list"))).toEqual([]);
    expect(kinds(faults.forApi("upload"))).toEqual(["dead"]);
    expect(kinds(faults.forSigning("2"))).toEqual([]);
    expect(kinds(faults.forSigning("1"))).toEqual(["absent"]);
    expect(kinds(faults.forLink("primary", "1"))).toEqual(["expired"]);
    expect(kinds(faults.forLink("backup", "1"))).toEqual(["html"]);
  });

  test("a host is down only while a fault says so", () => {
    const faults = book({ at: "link", kind: "down" });
    expect([faults.isDown("primary"), faults.isDown("backup")]).toEqual([true, false]);
    faults.clear();
    expect(faults.isDown("primary")).toBe(false);
  });
});
