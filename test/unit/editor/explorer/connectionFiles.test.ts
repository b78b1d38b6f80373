import { describe, expect, it, vi } from "vitest";
import { ConnectionFiles } from "../../../../src/editor/explorer/connectionFiles.ts";
import type { FileRecord } from "../../../../src/platform/fileRecord.ts";
import type { Platform } from "../../../../src/platform/platform.ts";
import { fileRecord, noon, rememberedFile } from "../../../support/catalog.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { FakeMemento } from "../../../support/host/fakeState.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const [one, two] = [fileRecord({ id: "1" }), fileRecord({ id: "2" })];

/** The files of a connection whose platform answers each list call when the test says so. */
function scene() {
  const clock = new FakeClock(noon);
  const state = new FakeMemento();
  const answers: ((files: readonly FileRecord[]) => void)[] = [];
  const list = (): Promise<readonly FileRecord[]> =>
    new Promise((resolve) => {
      answers.push(resolve);
    });
  const files = new ConnectionFiles({
    connection: { id: "c1", provider: "minimax-global", name: "Mine", origin: "https://x.example" },
    platform: { list } as Partial<Platform> as Platform,
    mayList: () => true,
    newSince: () => undefined,
    state,
    clock,
  });
  return { files, clock, state, answers };
}

describe("a list call that is under way", () => {
  it("brings no file back that is deleted meanwhile: it is asked again", async () => {
    const { files, answers } = scene();
    const refreshed = files.refresh();
    await files.drop(new Set([one.id]));
    answers[0]?.([one, two]);
    await vi.waitUntil(() => answers.length > 1);
    answers[1]?.([two]);
    await refreshed;
    expect([...files.catalog.keys()]).toEqual([two.id]);
    expect(answers).toHaveLength(2);
  });

  it("does not miss a file that is uploaded meanwhile", async () => {
    const { files, clock, answers } = scene();
    const refreshed = files.refresh();
    await clock.advance(100);
    await files.remember(rememberedFile(two, { source: "upload", rememberedAt: clock.now() }));
    await clock.advance(100);
    answers[0]?.([one]);
    await refreshed;
    expect(files.catalog.get(two.id)).toMatchObject({ origin: "remembered", missing: false });
  });

  it("leaves nothing behind where its connection is removed meanwhile", async () => {
    const { files, state, answers } = scene();
    const refreshed = files.refresh();
    files.dispose();
    answers[0]?.([{ ...one, purpose: "video_generation_input" }]);
    const timers = vi.spyOn(globalThis, "setTimeout");
    await refreshed;
    expect(timers).not.toHaveBeenCalled();
    timers.mockRestore();
    await files.remember(rememberedFile(two));
    expect(state.keys()).toEqual([]);
  });
});
