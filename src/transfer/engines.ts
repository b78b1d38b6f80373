/** The transfer engines: the entry of a bundle that is loaded with the first transfer. */
export { download } from "./download/download.ts";
export { discardPartial, readPartial } from "./download/partialFile.ts";
export { checkUpload } from "./upload/checkUpload.ts";
export { upload } from "./upload/upload.ts";
