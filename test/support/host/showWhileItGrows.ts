import { closeSync, fstatSync, openSync, readSync, writeFileSync } from "node:fs";

/** Creates the file and copies what another process appends to it to our own output, until told to stop. */
export function showWhileItGrows(file: string): () => void {
  writeFileSync(file, "");
  const descriptor = openSync(file, "r");
  const buffer = Buffer.alloc(64 * 1024);
  let position = 0;
  const showNew = (): void => {
    while (position < fstatSync(descriptor).size) {
      const length = readSync(descriptor, buffer, 0, buffer.length, position);
      process.stdout.write(Buffer.from(buffer.subarray(0, length)));
      position += length;
    }
  };
  const timer = setInterval(showNew, 100);
  let open = true;
  return () => {
    if (open) {
      open = false;
      clearInterval(timer);
      showNew();
      closeSync(descriptor);
    }
  };
}
