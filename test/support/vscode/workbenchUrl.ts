/** What a test run needs to know, in the words of VS Code's own test drivers: pairs of option and value. */
export type Payload = readonly (readonly [option: string, value: string])[];

/** The address of a window on `folder` (an absolute path). */
export function workbenchUrl(serverUrl: string, folder: string, payload?: Payload): string {
  const url = new URL(serverUrl);
  url.searchParams.set("folder", folder);
  if (payload !== undefined) {
    url.searchParams.set("payload", JSON.stringify(payload));
  }
  return url.href;
}

/** A path on the server as the window in the browser names it. */
export function remoteUri(serverUrl: string, path: string): string {
  return `vscode-remote://${new URL(serverUrl).host}${path}`;
}
