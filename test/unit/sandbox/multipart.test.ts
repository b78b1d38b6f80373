import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundaryOf, MultipartError, readParts } from "../../../src/sandbox/api/multipart.ts";

const boundary = "----boundary7MA4YWxk";

interface Sent {
  readonly name: string;
  readonly filename?: string;
  readonly content: Uint8Array;
}

function encode(parts: readonly Sent[], preamble = ""): Buffer {
  const blocks = parts.map(({ name, filename, content }) =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"`),
      Buffer.from(filename === undefined ? "" : `; filename="${filename}"\r\nContent-Type: text/plain`),
      Buffer.from("\r\n\r\n"),
      content,
      Buffer.from("\r\n"),
    ]),
  );
  return Buffer.concat([Buffer.from(preamble), ...blocks, Buffer.from(`--${boundary}--\r\n`)]);
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  await Promise.resolve();
  let position = 0;
  for (const size of sizes) {
    yield bytes.subarray(position, position + size);
    position += size;
  }
  yield bytes.subarray(position);
}

async function decode(body: AsyncIterable<Uint8Array>): Promise<Sent[]> {
  const received: Sent[] = [];
  for await (const { name, filename, chunks } of readParts(body, boundary)) {
    const content: Buffer[] = [];
    for await (const chunk of chunks) {
      content.push(chunk);
    }
    const part = { name: name ?? "", content: Uint8Array.from(Buffer.concat(content)) };
    received.push(filename === undefined ? part : { ...part, filename });
  }
  return received;
}

describe("readParts", () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    // Content that looks like the beginning of a delimiter.
    fc
      .array(fc.constantFrom("\r\n", "--", boundary, `\r\n--${boundary.slice(0, -1)}`, "x"), { maxLength: 8 })
      .map((pieces) => Uint8Array.from(Buffer.from(pieces.join("").replaceAll(`\r\n--${boundary}`, "")))),
  );
  const part = fc.record(
    { name: fc.constantFrom("purpose", "file"), filename: fc.constantFrom("a.txt", "示例.txt"), content },
    { requiredKeys: ["name", "content"] },
  );

  test("gives back every part exactly, however the bytes are cut on their way", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }),
        async (parts, sizes) => {
          fc.pre(parts.every((sent) => !Buffer.from(sent.content).includes(`\r\n--${boundary}`)));
          expect(await decode(cut(encode(parts), sizes))).toEqual(parts);
        },
      ),
    );
  });

  test("skips what is before the first boundary and what its user leaves unread", async () => {
    const body = encode(
      [
        { name: "file", filename: "a.txt", content: Buffer.alloc(1000, "a") },
        { name: "purpose", content: Buffer.from("retrieval") },
      ],
      "preamble\r\n",
    );
    const names: (string | undefined)[] = [];
    for await (const { name, chunks } of readParts(cut(body, [300, 300]), boundary)) {
      names.push(name);
      for await (const chunk of chunks) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
    }
    expect(names).toEqual(["file", "purpose"]);
  });

  test("undoes the escapes of HTML forms in a file name, and only those", async () => {
    const [received] = await decode(
      cut(encode([{ name: "file", filename: "a%22b%0D%0A%41.txt", content: Buffer.from("x") }]), []),
    );
    expect(received?.filename).toBe('a"b\r\n%41.txt');
  });

  test.each([
    ["form-data; name=file; filename=a.txt", "file", "a.txt"],
    ["form-data; name=file; filename=a.txt; filename*=utf-8''%E6%98%A5.txt", "file", "春.txt"],
    ["form-data; filename*=UTF-8''a%20b.txt; name=\"file\"", "file", "a b.txt"],
    ["form-data;name=purpose", "purpose", undefined],
    ['form-data; Name = file ; FileName="a; name=x.txt"', "file", "a; name=x.txt"],
    ['form-data; filename=""; name=file', "file", ""],
    ["form-data; name=file; filename*=utf-8''%ZZ; filename=\"C:\\a.txt\"", "file", "C:\\a.txt"],
  ])("reads the names as .NET and other clients write them, too: %s", async (disposition, name, filename) => {
    const body = `--${boundary}\r\ncontent-disposition: ${disposition}\r\n\r\nx\r\n--${boundary}--\r\n`;
    const [received] = await decode(cut(Buffer.from(body), []));
    expect([received?.name, received?.filename]).toEqual([name, filename]);
  });

  test.each(["", "--wrong--", `--${boundary}\r\n`, `--${boundary}\r\n\r\nnever ends`, `--${boundary}!!`])(
    "refuses a body that is cut off or nonsense: %j",
    async (text) => {
      await expect(decode(cut(Buffer.from(text), []))).rejects.toThrow(MultipartError);
    },
  );

  test("refuses headers without end instead of keeping them", async () => {
    const endless = Buffer.from(`--${boundary}\r\nX: ${"x".repeat(100_000)}`);
    await expect(decode(cut(endless, [5000, 20_000]))).rejects.toThrow("too long");
  });
});

describe("boundaryOf", () => {
  test.each([
    ["multipart/form-data; boundary=abc", "abc"],
    ['Multipart/Form-Data; charset=utf-8; Boundary="a b"', "a b"],
    ['multipart/form-data; boundary="----=_Part_1"', "----=_Part_1"],
    ["multipart/form-data; boundary====1==", "===1=="],
    ["multipart/form-data", undefined],
    ["application/json; boundary=abc", undefined],
    [undefined, undefined],
  ])("of %j is %j", (contentType, expected) => {
    expect(boundaryOf(contentType)).toBe(expected);
  });
});
