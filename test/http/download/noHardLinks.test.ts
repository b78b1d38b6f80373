import { cpSync, rmSync, statSync } from "node:fs";
import * as fs from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { Cleanup } from "../../support/cleanup.ts";
import { DownloadLab, onlyLink, randomContent, sha256 } from "../../support/downloadLab.ts";
import { makeTempFolder } from "../../support/folders.ts";

vi.mock("node:fs/promises", { spy: true });

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

it("a crash while a file gets its name where there are no hard links leaves nothing that a later start takes for it", async () => {
  const content = { bytes: randomContent(100_000), etag: '"v1"' };
  const { rename } = await vi.importActual<typeof fs>("node:fs/promises");
  const lab = new DownloadLab("undici", cleanup);
  const crashed = makeTempFolder("crashed");
  cleanup.add(() => {
    crashed.remove();
  });
  vi.mocked(fs.link).mockRejectedValue(Object.assign(new Error("EPERM"), { code: "EPERM" }));
  vi.mocked(fs.rename).mockImplementation(async (from, to) => {
    if (from === `${lab.target}.part`) {
      // What is on the disk between the two steps; the owner of the lock is gone.
      cpSync(lab.folder, crashed.path, { recursive: true });
      rmSync(join(crashed.path, "output.mp4.part.lock"));
    }
    await rename(from, to);
  });
  const server = await lab.serve(content);
  await lab.download(onlyLink(server.url));
  expect(lab.hash()).toBe(sha256(content.bytes));
  expect(lab.files()).toEqual(["output.mp4"]);

  const later = new DownloadLab("undici", cleanup, crashed.path);
  expect(statSync(later.target).size).toBe(0);
  await later.download(onlyLink(server.url));
  expect(later.hash()).toBe(sha256(content.bytes));
  expect(later.files()).toEqual(["output.mp4"]);
  expect(server.requests).toHaveLength(1);
});
