import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import got from "got";
import { compete } from "../support/compete.ts";

await compete(() => async ({ url, file }) => {
  await pipeline(got.stream(url), createWriteStream(file));
});
