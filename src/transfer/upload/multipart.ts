/**
 * A multipart/form-data body written by hand: with FormData the whole file would pass through Blobs and fetch,
 * at five to ten times the cost in time and memory (engineering.md 2).
 */

/** What stands around a file's bytes in the body. The body is `head`, the file, `tail`. */
export interface MultipartFraming {
  /** Value of the Content-Type header, boundary included. */
  readonly contentType: string;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

export interface MultipartForm {
  /** Must not occur in the content: see `createBoundary`. */
  readonly boundary: string;
  /** Text fields, sent before the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly field: string; readonly filename: string };
}

/**
 * A boundary of 192 random bits, too many for it to occur in a file or to be guessed by whoever made the file
 * (CVE-2025-22150, CVE-2025-7783).
 */
export function createBoundary(randomBytes: (size: number) => Uint8Array): string {
  return `minimax-files-${Buffer.from(randomBytes(24)).toString("hex")}`;
}

/** The bytes before and after the file. Text is UTF-8, as browsers send it. */
export function frameMultipart(form: MultipartForm): MultipartFraming {
  const { boundary, file } = form;
  const fields = Object.entries(form.fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escapeParameter(name)}"\r\n\r\n${value}\r\n`,
  );
  const fileHead =
    `--${boundary}\r\nContent-Disposition: form-data; name="${escapeParameter(file.field)}"; ` +
    `filename="${escapeParameter(file.filename)}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: Buffer.from(fields.join("") + fileHead),
    tail: Buffer.from(`\r\n--${boundary}--\r\n`),
  };
}

/** The escaping of the WHATWG's "multipart/form-data encoding algorithm": no name can end its header early. */
export function escapeParameter(text: string): string {
  return text.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}
