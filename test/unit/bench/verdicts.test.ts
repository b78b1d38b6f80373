import { expect, test } from "vitest";
import { figuresOf, type Figures } from "../../bench/support/figures.ts";
import { ours } from "../../bench/support/lanes.ts";
import { median } from "../../bench/support/statistics.ts";
import { judge } from "../../bench/support/targets.ts";

const MiB = 1024 ** 2;

test("a median is the middle value, and of an even number the mean of the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 3])).toBe(4);
  expect(median([])).toBeNaN();
});

test("a ratio is taken within each round, so that a slow minute of the machine weighs on both sides", () => {
  const runs = (...walls: number[]): { wall: number; cpu: number }[] =>
    walls.map((wall) => ({ wall, cpu: wall / 2 }));
  const [yardstick, other] = figuresOf(
    new Map([
      ["curl", runs(100, 1000, 100)],
      ["other", runs(150, 1200, 200)],
    ]),
  );
  expect(yardstick).toMatchObject({ time: 1, best: 1, cpu: 1, memory: undefined, block: undefined });
  expect(other).toMatchObject({ time: 1.5, best: 1.5, wall: 200, cpu: 1.5 });
});

test("a target is missed by the least excess, and one whose lane was not run is not judged", () => {
  const download = figures({ time: 1.4001, memory: 80 * MiB, mostMemory: 90 * MiB, block: 30 });
  const verdicts = (large: number): Record<string, boolean> =>
    Object.fromEntries(
      judge(
        new Map([
          ["download", [figures({ name: "curl", time: 1 }), download]],
          ["memory", [figures({ memory: large * MiB })]],
        ]),
      ).map(({ promise, isMet }) => [promise, isMet]),
    );
  expect(verdicts(90)).toEqual({
    "Download, time beside curl": false,
    "Download, growth of memory": true,
    "Download of four times the size, growth of memory": true,
    "Download, longest block of the event loop": true,
  });
  expect(verdicts(90.1)).toMatchObject({ "Download of four times the size, growth of memory": false });
});

function figures(known: Partial<Figures>): Figures {
  return {
    name: ours,
    time: NaN,
    best: NaN,
    wall: NaN,
    cpu: NaN,
    memory: undefined,
    mostMemory: undefined,
    block: undefined,
    worstBlock: undefined,
    firstBlock: undefined,
    ...known,
  };
}
