import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { Watchdog } from "../../../src/http/timeouts.ts";

function keepBusy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe("Watchdog", () => {
  it("calls once when nothing moves", async () => {
    const silence = vi.fn();
    const dog = new Watchdog(silence);
    dog.watch(5);
    await expect.poll(() => silence.mock.calls.length).toBe(1);
    await delay(20);
    expect(silence).toHaveBeenCalledTimes(1);
  });

  it("hears what arrived while the process was too busy to listen", async () => {
    const silence = vi.fn();
    const dog = new Watchdog(silence);
    dog.watch(50);
    setImmediate(() => {
      dog.touch();
    });
    keepBusy(100);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    dog.stop();
    await delay(100);
    expect(silence).not.toHaveBeenCalled();
  });

  it("is quiet once stopped, even in its last moment", async () => {
    const silence = vi.fn();
    const dog = new Watchdog(silence);
    dog.watch(5);
    setImmediate(() => {
      dog.stop();
    });
    keepBusy(20);
    await delay(30);
    expect(silence).not.toHaveBeenCalled();
  });
});
