import { beforeEach, describe, expect, it, vi } from "vitest";
import { accompany, sumUp } from "../../../../src/editor/transfers/batchNotice.ts";
import type { Transfers } from "../../../../src/editor/transfers/transfers.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import type { TransferJob } from "../../../../src/transfer/queue/transfer.ts";
import { settle } from "../../../support/fakeClock.ts";
import { downloadJob, QueueBench, uploadJob } from "../../transfer/queue/support.ts";

const shown = vi.hoisted(() => ({
  /** Notifications with progress: their titles, and what was reported last. */
  progress: [] as { title: string; message: string; percent: number; cancel: () => void }[],
  messages: [] as string[],
  /** The button that the user presses on the next message. */
  press: undefined as string | undefined,
}));

vi.mock("vscode", () => {
  const show = (text: string, ...buttons: string[]): Promise<string | undefined> => {
    shown.messages.push([text, ...buttons].join(" | "));
    const pressed = buttons.find((button) => button === shown.press);
    shown.press = undefined;
    return Promise.resolve(pressed);
  };
  const uriOf = (path: string): object => ({ scheme: "file", fsPath: path });
  return {
    l10n: {
      t: (text: string, ...values: readonly unknown[]) =>
        text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
    },
    ProgressLocation: { Notification: 15 },
    Uri: { file: uriOf, joinPath: () => uriOf("/downloads") },
    commands: { executeCommand: () => Promise.resolve() },
    window: {
      showInformationMessage: show,
      showErrorMessage: show,
      withProgress: (
        { title }: { title: string },
        work: (progress: object, token: object) => Promise<unknown>,
      ) => {
        const entry = { title, message: "", percent: 0, cancel: (): void => undefined };
        shown.progress.push(entry);
        return work(
          {
            report: ({ message, increment = 0 }: { message: string; increment?: number }) => {
              entry.message = message;
              entry.percent += increment;
            },
          },
          {
            isCancellationRequested: false,
            onCancellationRequested: (listener: () => void) => {
              entry.cancel = listener;
              return { dispose: () => undefined };
            },
          },
        );
      },
    },
  };
});

beforeEach(() => {
  shown.progress = [];
  shown.messages = [];
  shown.press = undefined;
});

function scene(files: number) {
  const bench = new QueueBench({ concurrency: 8 });
  const parts = {
    transfers: { queue: bench.queue } as Partial<Transfers> as Transfers,
    formats: makeFormats("en", "UTC"),
    describeFailure: () => ({ message: "The network failed.", remedy: "Try again." }),
    mayGoOn: () => Promise.resolve(true),
  };
  const ids = Array.from({ length: files }, (_, index) => bench.queue.add(downloadJob(String(index + 1))));
  return { bench, parts, ids };
}

describe("many transfers that were asked for together", () => {
  it("have one notification with their common progress, and one summary", async () => {
    const { bench, parts, ids } = scene(4);
    const end = accompany(parts, ids, "Downloading 4 files");
    await bench.running.get("t1")!.finish();
    bench.running.get("t2")!.control.onProgress({ phase: "receiving", transferred: 50, total: 100 });
    await bench.clock.advance(250);
    expect(shown.progress).toMatchObject([{ title: "Downloading 4 files", message: "1 of 4" }]);
    expect(shown.progress[0]!.percent).toBeCloseTo(37.5);
    for (const id of ["t2", "t3", "t4"]) {
      await bench.running.get(id)!.finish();
    }
    await sumUp(parts, (await end)!);
    expect(shown.progress).toHaveLength(1);
    expect(shown.messages).toEqual(["Downloaded 4 files to /downloads. | Reveal"]);
  });

  it("are all cancelled by the notification's button, and then say nothing more", async () => {
    const { bench, parts, ids } = scene(3);
    const end = accompany(parts, ids, "Downloading 3 files");
    await bench.running.get("t1")!.finish();
    shown.progress[0]!.cancel();
    await settle();
    expect(ids.map((id) => bench.stateOf(id))).toEqual(["done", "cancelled", "cancelled"]);
    const summary = (await end)!;
    expect([summary.done.length, summary.cancelled.length]).toEqual([1, 2]);
    expect(shown.messages).toEqual([]);
  });

  it("offer to retry what failed, and sum that up as well", async () => {
    const { bench, parts, ids } = scene(3);
    const end = accompany(parts, ids, "Downloading 3 files");
    await bench.running.get("t1")!.finish();
    await bench.running.get("t2")!.fail(new Error("no network"));
    await bench.running.get("t3")!.fail(new Error("no network"));
    shown.press = "Retry Failed";
    const summing = sumUp(parts, (await end)!);
    await settle();
    expect(bench.started).toEqual(["t1", "t2", "t3", "t2", "t3"]);
    await bench.running.get("t2")!.finish();
    await bench.running.get("t3")!.finish();
    await summing;
    expect(shown.messages).toEqual([
      "2 transfers failed, 1 succeeded. The Transfers view says why. | Retry Failed | Show Transfers",
      "Downloaded 2 files to /downloads. | Reveal",
    ]);
  });

  it("are not retried where the user does not want to pay for them again", async () => {
    const { bench, parts, ids } = scene(2);
    const end = accompany(parts, ids, "Downloading 2 files");
    await bench.running.get("t1")!.fail(new Error("no network"));
    await bench.running.get("t2")!.fail(new Error("no network"));
    shown.press = "Retry Failed";
    const asked: (readonly TransferJob[])[] = [];
    const mayGoOn = (jobs: readonly TransferJob[]): Promise<boolean> => {
      asked.push(jobs);
      return Promise.resolve(false);
    };
    await sumUp({ ...parts, mayGoOn }, (await end)!);
    expect(asked).toEqual([bench.queue.transfers.map(({ job }) => job)]);
    expect(bench.started).toEqual(["t1", "t2"]);
  });

  it("are neither asked about nor retried once they are off the list", async () => {
    const { bench, parts, ids } = scene(2);
    const end = accompany(parts, ids, "Downloading 2 files");
    await bench.running.get("t1")!.fail(new Error("no network"));
    await bench.running.get("t2")!.fail(new Error("no network"));
    const summary = (await end)!;
    bench.queue.remove("t1");
    shown.press = "Retry Failed";
    const asked: (readonly TransferJob[])[] = [];
    const mayGoOn = (jobs: readonly TransferJob[]): Promise<boolean> => {
      asked.push(jobs);
      return Promise.resolve(true);
    };
    const summing = sumUp({ ...parts, mayGoOn }, summary);
    await settle();
    expect(asked).toEqual([bench.queue.transfers.map(({ job }) => job)]);
    await bench.running.get("t2")!.finish();
    await summing;
    expect(shown.messages.at(-1)).toBe("Downloaded 2.mp4 to /downloads. | Open | Reveal");
  });

  it("lose their notification when all that is left of them is paused", async () => {
    const { bench, parts, ids } = scene(2);
    const end = accompany(parts, ids, "Downloading 2 files");
    await bench.running.get("t1")!.finish();
    bench.queue.pause("t2");
    await bench.clock.advance(250);
    expect(await end).toBeUndefined();
  });
});

describe("a single transfer", () => {
  it("says why it failed and what to do", async () => {
    const { bench, parts, ids } = scene(1);
    const end = accompany(parts, ids, "Downloading 1.mp4");
    await bench.running.get("t1")!.fail(new Error("no network"));
    await sumUp(parts, (await end)!);
    expect(shown.messages).toEqual(["1.mp4: The network failed. Try again. | Retry Failed | Show Transfers"]);
  });

  it("can be opened or shown where it is when it is done", async () => {
    const { bench, parts, ids } = scene(1);
    const end = accompany(parts, ids, "Downloading 1.mp4");
    await bench.running.get("t1")!.finish();
    await sumUp(parts, (await end)!);
    expect(shown.messages).toEqual(["Downloaded 1.mp4 to /downloads. | Open | Reveal"]);
  });

  it("offers no link that a file's name makes: a click would run its command", async () => {
    const { bench, parts } = scene(0);
    const id = bench.queue.add(uploadJob("[voice.mp3](command:workbench.action.quit)"));
    const end = accompany(parts, [id], "Uploading");
    await bench.running.get(id)!.finish();
    await sumUp(parts, (await end)!);
    expect(shown.messages).toEqual(["Uploaded [voice.mp3] (command:workbench.action.quit)."]);
  });
});
