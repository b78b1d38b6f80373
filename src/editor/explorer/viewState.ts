import { NetworkError } from "../../http/http.ts";
import { PlatformError } from "../../platform/platformError.ts";
import { KeyMissingError } from "../connections/keyMissingError.ts";
import { sandboxFaceOf } from "../sandbox/sandboxFaces.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";

/**
 * Why the files view, or one connection in it, has no rows. Each has a welcome text in `package.json` under the
 * same name, except `loading`, for which VS Code shows its progress bar.
 */
export type FilesViewState =
  | "noConnection"
  | "loading"
  | "keyMissing"
  | "unauthorized"
  | "offline"
  | "proxy"
  | "notThePlatform"
  | "failed"
  | "sandboxStopped"
  | "cannotList"
  | "empty"
  | "noMatches"
  | "files";

/** The state of one connection. `shown`: how many files pass the filter. */
export function connectionViewState(files: ConnectionFiles, shown: number): FilesViewState {
  if (shown > 0) {
    return "files";
  }
  const { listingState, catalog } = files;
  switch (listingState.kind) {
    case "unlisted":
    case "listing":
      return "loading";
    case "failed":
      return failureState(listingState.error, files);
    case "listed":
      return catalog.size > 0 ? "noMatches" : "empty";
    case "cannotList":
      return catalog.size > 0 ? "noMatches" : "cannotList";
  }
}

function failureState(error: unknown, { connection }: ConnectionFiles): FilesViewState {
  if (KeyMissingError.is(error)) {
    return "keyMissing";
  }
  if (PlatformError.is(error)) {
    switch (error.reason) {
      case "unauthorized":
        return "unauthorized";
      case "notThePlatform":
      case "redirected":
        return "notThePlatform";
      default:
        return "failed";
    }
  }
  if (NetworkError.is(error)) {
    if (error.reason === "proxy" || error.reason === "proxyAuthentication") {
      return "proxy";
    }
    return error.reason === "refused" && sandboxFaceOf(connection) !== undefined
      ? "sandboxStopped"
      : "offline";
  }
  return "failed";
}
