import { describe, expect, it } from "vitest";
import { RampPolicy } from "../../../../src/transfer/download/rampPolicy.ts";

const MB = 1_000_000;

/** Connections over time, where `rateOf` tells the bytes per second that so many connections bring. */
function course(policy: RampPolicy, size: number, rateOf: (connections: number) => number): number[] {
  const seen: number[] = [];
  let received = 0;
  for (let now = 0; received < size && seen.length < 40; now += 250) {
    policy.observe({ now, received, remaining: size - received });
    seen.push(policy.connections);
    received += rateOf(policy.connections) / 4;
  }
  return seen;
}

describe("RampPolicy", () => {
  it("goes up to the limit where each connection has its own speed", () => {
    const counts = course(new RampPolicy(8, 150 * MB), 500 * MB, (connections) => connections * 5 * MB);
    expect([...new Set(counts)]).toEqual([1, 4, 8]);
  });

  it("loses no more than a quarter of a second to finding out", () => {
    const counts = course(new RampPolicy(4, 150 * MB), 128 * MB, (connections) => connections * 20 * MB);
    expect(counts.slice(0, 2)).toEqual([1, 4]);
  });

  it("does not judge the first connection by its first moments", () => {
    const policy = new RampPolicy(4, 150 * MB);
    policy.observe({ now: 0, received: 0, remaining: 2000 * MB });
    policy.observe({ now: 10, received: 0.1 * MB, remaining: 2000 * MB });
    expect(policy.connections).toBe(1);
  });

  it("never exceeds the limit", () => {
    const counts = course(new RampPolicy(3, 150 * MB), 500 * MB, (connections) => connections * 5 * MB);
    expect(Math.max(...counts)).toBe(3);
  });

  it("never exceeds eight, whatever number stands in a settings file", () => {
    const counts = course(new RampPolicy(500, 150 * MB), 5000 * MB, (connections) => connections * MB);
    expect(Math.max(...counts)).toBe(8);
  });

  it("stops where the link is full", () => {
    expect(Math.max(...course(new RampPolicy(8, 150 * MB), 500 * MB, () => 20 * MB))).toBe(4);
  });

  it("stays with one connection that is fast enough", () => {
    expect(Math.max(...course(new RampPolicy(8, 150 * MB), 2000 * MB, () => 200 * MB))).toBe(1);
  });

  it("stays with one connection when little is left", () => {
    expect(Math.max(...course(new RampPolicy(8, 150 * MB), 4 * MB, () => 8 * MB))).toBe(1);
  });

  it("still goes up after the clock was set back", () => {
    const policy = new RampPolicy(4, 150 * MB);
    policy.observe({ now: 3_600_000, received: 0, remaining: 500 * MB });
    policy.observe({ now: 0, received: MB, remaining: 499 * MB });
    policy.observe({ now: 250, received: 2 * MB, remaining: 498 * MB });
    expect(policy.connections).toBe(4);
  });

  it("waits while nothing has arrived", () => {
    expect(Math.max(...course(new RampPolicy(8, 150 * MB), 500 * MB, () => 0))).toBe(1);
  });

  it("keeps to a limit that the server has shown", () => {
    const policy = new RampPolicy(8, 150 * MB);
    const rateOf = (connections: number): number => connections * 5 * MB;
    course(policy, 40 * MB, rateOf);
    policy.limit(2);
    expect(Math.max(...course(policy, 500 * MB, rateOf))).toBe(2);
  });
});
