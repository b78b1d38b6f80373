import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { compete } from "../support/compete.ts";

await compete(() => async ({ url, file }) => {
  const form = new FormData();
  form.append("purpose", "video_understanding");
  form.append("file", await openAsBlob(file), basename(file));
  const response = await fetch(url, { method: "POST", body: form });
  if (!response.ok) {
    throw new Error(`Status ${response.status}`);
  }
  await response.arrayBuffer();
});
