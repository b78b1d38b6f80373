import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { rootFolder } from "../../support/folders.ts";

it("the public API's types can be copied as they are: the file imports vscode alone", () => {
  const text = readFileSync(join(rootFolder, "src/editor/publicApi.ts"), "utf8");
  expect(ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName)).toEqual(["vscode"]);
});
