import { viewIds } from "../ids.ts";

export const uriList = "text/uri-list";
/** What VS Code calls a drag of a tree's own rows. */
export const ownRows = `application/vnd.code.tree.${viewIds.files.toLowerCase()}`;

/** What the rows of the files view can be dragged as, and what can be dropped on them. */
export const dragMimeTypes = [uriList];
export const dropMimeTypes = [uriList, "files", ownRows];
