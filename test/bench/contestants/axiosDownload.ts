import { createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import axios from "axios";
import { compete } from "../support/compete.ts";

await compete(() => async ({ url, file }) => {
  const { data } = await axios.get<Readable>(url, { responseType: "stream" });
  await pipeline(data, createWriteStream(file));
});
