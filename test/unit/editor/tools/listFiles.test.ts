import { expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { listFilesTool } from "../../../../src/editor/tools/listFiles.ts";
import type { ToolWorld } from "../../../../src/editor/tools/tool.ts";

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  LanguageModelToolResult: Array,
  LanguageModelTextPart: String,
}));

const connection: Connection = { id: "c", provider: "custom", name: "Mine", origin: "https://x" };
const token = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

/** What the tool answers over 300 files, of which every third is a voice. */
async function list(input: object): Promise<{ ids: readonly string[]; more: number }> {
  const all = Array.from({ length: 300 }, (_, index) => ({
    id: String(index),
    ...(index % 3 === 0
      ? { filename: `Voice ${index}.WAV`, purpose: "voice_clone" }
      : { filename: `text ${index}.txt`, purpose: "retrieval" }),
  }));
  const files = { connection: () => connection, list: () => Promise.resolve(all) };
  const tool = listFilesTool({ files } as unknown as ToolWorld);
  const call = { input, toolInvocationToken: undefined };
  const result = await tool.invoke(call, token);
  const [text] = result as unknown as readonly string[];
  const answer = JSON.parse(String(text)) as { files: { file_id: string }[]; more: number };
  return { ids: answer.files.map(({ file_id }) => file_id), more: answer.more };
}

it("an agent gets the files of that name and that purpose, in any case of the letters", async () => {
  expect(await list({ name: "VOICE 1", purpose: "voice_clone", limit: 3 })).toEqual({
    ids: ["12", "15", "18"],
    more: 33,
  });
  expect(await list({ name: "1", purpose: "retrieval", limit: 2 })).toMatchObject({ ids: ["1", "10"] });
  expect(await list({ name: "voice", purpose: "retrieval" })).toEqual({ ids: [], more: 0 });
});

it.each([
  [undefined, 50],
  [1, 1],
  [2.9, 2],
  [0, 1],
  [-5, 1],
  [1e9, 200],
])("an agent that asks for %d files gets %d, and is told how many more there are", async (limit, count) => {
  const { ids, more } = await list(limit === undefined ? {} : { limit });
  expect([ids.length, more]).toEqual([count, 300 - count]);
});
