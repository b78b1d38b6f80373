import type { Pacer } from "./steps.ts";

/** Paces long work by the real clock and the real event loop (of Node: a web page has no `setImmediate`). */
export const eventLoopPacer: Pacer = {
  now: () => performance.now(),
  turn: () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    }),
};
