/** A multipart/form-data body, read as it arrives and in bounded memory (RFC 7578, RFC 2046 5.1). */
export interface Part {
  readonly name: string | undefined;
  readonly filename: string | undefined;
  /** The part's bytes, once. What is left unread is skipped when the next part is asked for. */
  readonly chunks: AsyncIterable<Buffer>;
}

/** The body is not what its content type says. */
export class MultipartError extends Error {
  override readonly name = "MultipartError";
}

const mostHeaderBytes = 16 * 1024;
const crlf = "\r\n";

/** The boundary that a content type names; `undefined` if it is not multipart/form-data. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const [type = "", ...parameters] = (contentType ?? "").split(";");
  if (type.trim().toLowerCase() !== "multipart/form-data") {
    return undefined;
  }
  for (const parameter of parameters) {
    // A boundary may hold the sign that it follows: `----=_Part_1`.
    const equals = parameter.indexOf("=");
    if (parameter.slice(0, equals).trim().toLowerCase() === "boundary") {
      return unquoted(parameter.slice(equals + 1).trim()) || undefined;
    }
  }
  return undefined;
}

/** Yields the parts in the order in which they come. */
export async function* readParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`${crlf}--${boundary}`);
  // The first delimiter may begin the body, without a line break before it.
  const scanner = new Scanner(body, Buffer.from(crlf));
  await skip(scanner.until(delimiter));
  while ((await scanner.peek(2)) === crlf) {
    const headers = await partHeaders(scanner);
    const chunks = scanner.until(delimiter);
    yield { ...headers, chunks: keepOpen(chunks) };
    await skip(chunks);
  }
  if ((await scanner.peek(2)) !== "--") {
    throw new MultipartError("A boundary is followed by neither a line break nor the end");
  }
  await scanner.skipRest();
}

/** Hands an iterator out without letting its user's `break` end it. */
function keepOpen(chunks: AsyncGenerator<Buffer>): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) };
}

async function skip(chunks: AsyncGenerator<Buffer>): Promise<void> {
  while (!(await chunks.next()).done);
}

async function partHeaders(scanner: Scanner): Promise<Pick<Part, "name" | "filename">> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of scanner.until(Buffer.from(crlf + crlf))) {
    parts.push(chunk);
    length += chunk.length;
    if (length > mostHeaderBytes) {
      throw new MultipartError("A part's headers are too long");
    }
  }
  const lines = Buffer.concat(parts).toString("utf8").split(crlf);
  const disposition = lines.find((line) => line.toLowerCase().startsWith("content-disposition:")) ?? "";
  const named = parameters(disposition);
  return { name: named.get("name"), filename: extended(named.get("filename*")) ?? named.get("filename") };
}

/** A parameter's name, and its value in quotes or, as .NET writes it, without. */
const parameter = /;\s*([^\s=;"]+)\s*=\s*(?:"([^"]*)"|([^\s;"]*))/g;

/** The parameters of a content-disposition by their names in lower case, with the escapes of HTML forms undone. */
function parameters(disposition: string): ReadonlyMap<string, string> {
  return new Map(
    [...disposition.matchAll(parameter)].map(([, name = "", quoted, plain = ""]) => [
      name.toLowerCase(),
      quoted === undefined ? plain : quoted.replace(/%(22|0D|0A)/gi, decodeURIComponent),
    ]),
  );
}

/** A name that is not ASCII in the form of RFC 5987: `utf-8''%E6%98%A5.txt`. */
function extended(value: string | undefined): string | undefined {
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(value ?? "")?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined; // not percent-encoding
  }
}

function unquoted(value: string): string {
  return value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

/** Finds delimiters in a stream, holding back no more than could be the beginning of one. */
class Scanner {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Buffer;

  constructor(body: AsyncIterable<Uint8Array>, before: Buffer) {
    this.#chunks = body[Symbol.asyncIterator]();
    this.#buffer = before;
  }

  /** Yields everything up to the delimiter and steps over it; an error if it never comes. */
  async *until(delimiter: Buffer): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      const safe = at < 0 ? this.#buffer.length - delimiter.length + 1 : at;
      const chunk = this.#buffer.subarray(0, Math.max(0, safe));
      this.#buffer = this.#buffer.subarray(chunk.length + (at < 0 ? 0 : delimiter.length));
      if (chunk.length > 0) {
        yield chunk;
      }
      if (at >= 0) {
        return;
      }
      await this.#more();
    }
  }

  async peek(length: number): Promise<string> {
    while (this.#buffer.length < length) {
      await this.#more();
    }
    return this.#buffer.toString("latin1", 0, length);
  }

  async skipRest(): Promise<void> {
    this.#buffer = Buffer.alloc(0);
    while (!(await this.#chunks.next()).done);
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done) {
      throw new MultipartError("The body ends before its last boundary");
    }
    this.#buffer = Buffer.concat([this.#buffer, next.value]);
  }
}
