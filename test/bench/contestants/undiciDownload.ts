import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { request } from "undici";
import { compete } from "../support/compete.ts";

await compete(() => async ({ url, file }) => {
  const { body, statusCode } = await request(url);
  if (statusCode !== 200) {
    throw new Error(`Status ${statusCode}`);
  }
  await pipeline(body, createWriteStream(file));
});
