import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { toolIds } from "../../src/editor/ids.ts";
import { activated, callSandbox, workspaceFolder } from "./support.ts";

async function invoke(tool: string, input: object): Promise<Record<string, unknown>> {
  const { content } = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
  const text = content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
    .join("");
  return JSON.parse(text) as Record<string, unknown>;
}

async function narratorId(): Promise<string> {
  const { files } = await invoke(toolIds.listFiles, { name: "NARRATOR" });
  const [file] = files as readonly { readonly file_id: string }[];
  assert.ok(file);
  return file.file_id;
}

describe("the tools for agents", () => {
  before(activated);

  it("are the ones of package.json, each with a schema, and none deletes", () => {
    const ours = vscode.lm.tools.filter(({ tags }) => tags.includes("minimax"));
    assert.deepEqual(ours.map(({ name }) => name).sort(), Object.values(toolIds).sort());
    assert.ok(ours.every(({ inputSchema }) => inputSchema !== undefined));
    assert.ok(ours.every(({ description }) => description.includes("Do not")));
  });

  it("list with exact ids as text, shortly", async () => {
    const { files, more } = await invoke(toolIds.listFiles, { limit: 2 });
    assert.equal((files as unknown[]).length, 2);
    assert.ok(Number(more) > 0);
    assert.match(await narratorId(), /^\d+$/);
  });

  it("retrieve without the link, unless it is asked for", async () => {
    const file_id = await narratorId();
    const answer = await invoke(toolIds.retrieveFile, { file_id });
    assert.equal(answer["file_id"], file_id);
    assert.doesNotMatch(JSON.stringify(answer), /Signature|https?:/);
    const withLink = await invoke(toolIds.retrieveFile, { file_id, include_link: true });
    assert.match(String(withLink["download_url"]), /Signature=/);
  });

  it("download into the workspace, and nowhere else", async () => {
    const file_id = await narratorId();
    const { path, bytes } = await invoke(toolIds.downloadFile, { file_id, folder: "by-agent" });
    const content = await vscode.workspace.fs.readFile(vscode.Uri.file(String(path)));
    assert.equal(content.byteLength, bytes);
    await assert.rejects(invoke(toolIds.downloadFile, { file_id, folder: "../outside" }), /outside/);
    assert.equal(existsSync(vscode.Uri.joinPath(workspaceFolder(), "../outside").fsPath), false);
  });

  it("upload a file of the workspace, and nothing else", async () => {
    const file = vscode.Uri.joinPath(workspaceFolder(), "speech.txt");
    await vscode.workspace.fs.writeFile(file, Buffer.from("A text to be read aloud."));
    const { file_id } = await invoke(toolIds.uploadFile, { path: "speech.txt", purpose: "t2a_async_input" });
    assert.match(String(file_id), /^\d+$/);
    await assert.rejects(
      invoke(toolIds.uploadFile, { path: "/etc/hostname", purpose: "t2a_async_input" }),
      /outside/,
    );
  });

  it("tell how a task stands", async () => {
    const { task_id } = await callSandbox("/v1/video_generation", { prompt: "a cat", model: "m" });
    const answer = await invoke(toolIds.watchTask, { task_id, kind: "video" });
    assert.equal(answer["task_id"], task_id);
    assert.equal(answer["watched"], true);
    assert.equal(answer["file_id"], null);
    await assert.rejects(invoke(toolIds.watchTask, { task_id: "999999999999999", kind: "video" }));
  });
});
