import { expect, it, vi } from "vitest";
import { RedactingLog } from "../../../src/editor/log.ts";

const channel = vi.hoisted(() => ({ lines: [] as string[] }));

vi.mock("vscode", () => {
  const write = (line: string): void => {
    channel.lines.push(line);
  };
  const levels = { trace: write, debug: write, info: write, warn: write, error: write };
  return { window: { createOutputChannel: () => levels } };
});

it.each(["trace", "debug", "info", "warn", "error"] as const)(
  "a line of level %s holds neither a key that the log knows nor the signature of any link",
  (level) => {
    channel.lines = [];
    const log = new RedactingLog();
    log.protect("canary of no known shape");
    log[level]("sent canary of no known shape to https://cdn.example/a.mp4?Signature=canary");
    expect(channel.lines).toEqual(["sent [redacted] to https://cdn.example/a.mp4?Signature=[redacted]"]);
  },
);
