import { describe, expect, test } from "vitest";
import { LastSeen } from "../../../../src/editor/explorer/lastSeen.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

function session(values: Map<string, number>, clock: FakeClock): LastSeen {
  return new LastSeen(
    {
      get: (key) => values.get(key),
      update: (key, value) => {
        values.set(key, value);
        return Promise.resolve();
      },
    },
    clock,
  );
}

describe("which files are new", () => {
  test("nothing is on the first look, nor while it lasts", async () => {
    const lastSeen = session(new Map(), new FakeClock(1000));
    expect(lastSeen.newSince).toBeUndefined();
    await lastSeen.look();
    expect(lastSeen.newSince).toBeUndefined();
  });

  test("what came since the view was left is, until it is left again", async () => {
    const values = new Map<string, number>();
    const clock = new FakeClock(1000);
    const lastSeen = session(values, clock);
    await lastSeen.leave();
    expect(lastSeen.newSince).toBe(1000);
    await lastSeen.look();
    expect(lastSeen.newSince).toBe(1000);
  });

  test("what was seen in another window is not, while nobody looks in this one", async () => {
    const values = new Map<string, number>();
    const clock = new FakeClock(1000);
    const [here, there] = [session(values, clock), session(values, clock)];
    await here.leave();
    await clock.advance(4000);
    await there.look();
    expect([here.newSince, there.newSince]).toEqual([5000, 1000]);
  });

  test("a window that closes without leaving the view counts as a look", async () => {
    const values = new Map<string, number>();
    await session(values, new FakeClock(1000)).look();
    expect(session(values, new FakeClock(5000)).newSince).toBe(1000);
  });
});
