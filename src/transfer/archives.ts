/** Archives: the entry of a bundle that is loaded with the first one that is opened. */
export { extractTar, listTar, readTarEntry } from "./archive/tarArchive.ts";
