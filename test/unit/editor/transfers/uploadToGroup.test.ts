import { expect, it, vi } from "vitest";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import type { FilesTree } from "../../../../src/editor/explorer/filesTree.ts";
import { OwnNodes, type FilesNode } from "../../../../src/editor/explorer/treeNodes.ts";
import { commandIds } from "../../../../src/editor/ids.ts";
import type { Platforms } from "../../../../src/editor/platforms.ts";
import { uploadCommands } from "../../../../src/editor/transfers/uploadCommands.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const uploaded = vi.hoisted((): unknown[] => []);
vi.mock("../../../../src/editor/transfers/uploadCommand.ts", () => ({
  askFiles: () => Promise.resolve([]),
  uploadFiles: (_context: unknown, _connection: unknown, _uris: unknown, purpose: unknown) => {
    uploaded.push(purpose);
    return Promise.resolve();
  },
}));

it("files are uploaded with the purpose of the group that was clicked, whatever else is selected", async () => {
  const own = new OwnNodes();
  const [voice, prompt] = ["voice_clone", "prompt_audio"].map((key) =>
    own.mark<FilesNode>({ kind: "group", id: key, connectionId: "c1", key }),
  );
  const commands = uploadCommands({
    store: { find: () => ({ id: "c1" }) } as unknown as ConnectionStore,
    platforms: { offers: () => true } as Partial<Platforms> as Platforms,
    tree: { tree: () => ({ group: (key: string) => ({ groupBy: "purpose", key }) }) } as unknown as FilesTree,
    own,
  } as Partial<Parameters<typeof uploadCommands>[0]> as Parameters<typeof uploadCommands>[0]);
  await commands[commandIds.uploadToGroup](prompt, [voice, prompt]);
  expect(uploaded).toEqual(["prompt_audio"]);
});
