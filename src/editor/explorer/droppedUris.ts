import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { safeLocalName } from "../../shared/localName.ts";

/**
 * What was dropped, as URIs. A desktop tells places; a browser hands over bytes, which are written to `folder`, each
 * file in a folder of its own.
 */
export async function droppedUris(
  transfer: vscode.DataTransfer,
  folder: vscode.Uri,
): Promise<readonly vscode.Uri[]> {
  const list = await transfer.get("text/uri-list")?.asString();
  const listed = parseUriList(list ?? "");
  if (listed.length > 0) {
    return listed;
  }
  const uris: vscode.Uri[] = [];
  for (const [, item] of transfer) {
    const file = item.asFile();
    if (file !== undefined) {
      uris.push(file.uri ?? (await keep(file, folder)));
    }
  }
  return uris;
}

/** RFC 2483: one URI a line, comments begin with #. */
function parseUriList(text: string): readonly vscode.Uri[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#") && URL.canParse(line))
    .map((line) => vscode.Uri.parse(line, true));
}

async function keep(file: vscode.DataTransferFile, folder: vscode.Uri): Promise<vscode.Uri> {
  const place = vscode.Uri.joinPath(folder, randomUUID(), safeLocalName(file.name, "file"));
  await vscode.workspace.fs.writeFile(place, await file.data());
  return place;
}
