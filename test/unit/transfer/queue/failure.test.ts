import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { failureOf } from "../../../../src/transfer/queue/failure.ts";

class Engine {
  readonly memory = new Uint8Array(1024);

  fail(cause?: unknown): Error {
    return new Error(`${this.memory.length} bytes were not enough`, { cause });
  }
}

test.each([
  ["an error", (engine: Engine) => engine.fail()],
  ["an error that another one has caused", (engine: Engine) => new Error("No", { cause: engine.fail() })],
])(
  "a failure that is kept, of %s, holds on to nothing that the transfer worked with",
  async (_what, make) => {
    const { failure, engine } = fail(make);
    await collectGarbage();
    expect(engine.deref() === undefined).toBe(true);
    expect(failure.error).toBeInstanceOf(Error);
  },
);

/** In a function of its own, so that nothing else holds the engine. */
function fail(make: (engine: Engine) => Error): {
  readonly failure: ReturnType<typeof failureOf>;
  readonly engine: WeakRef<Engine>;
} {
  const engine = new Engine();
  return { failure: failureOf(make(engine)), engine: new WeakRef(engine) };
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // A weak reference holds on until the turn of the event loop ends in which it was made.
  await setImmediate();
  collect();
}
