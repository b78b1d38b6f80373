import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor, redactShapes } from "../../../src/shared/redact.ts";

/** A secret that occurs nowhere by accident. */
const canary = fc
  .string({
    unit: fc.constantFrom(..."ABCDEFGHJKLMNPQRSTUVWXYZ0123456789".split("")),
    minLength: 16,
    maxLength: 40,
  })
  .map((text) => `Zq${text}`);

/** Text before and after: punctuation of logs, JSON, shells and URLs included. */
const noise = fc.string({ unit: fc.constantFrom(..." abc123\"'{}[]()<>,;:=&?/\\\n\t%_-.@#é漢".split("")) });

/** Before a shape that begins with a letter there must be an end of a word, or it is another word. */
const boundary = fc.constantFrom("", " ", '"', "'", "=", ":", ",", "(", "\n", "%20", "\t");

describe("redactShapes", () => {
  test.each([
    ["Authorization: Bearer eyJhbGciOiJI.eyJzdWIi.c2ln", "Authorization: [redacted]"],
    ['{"authorization":"Bearer abcdef"}', '{"authorization":"[redacted]"}'],
    ["sent Bearer abcdef to the host", "sent Bearer [redacted] to the host"],
    ["key sk-api-Abc_123-xyz refused", "key [redacted] refused"],
    ["jwt eyJhbGciOiJI.eyJzdWIi.c2ln!", "jwt [redacted]!"],
    ["proxy http://user:pa:ss@host:8080/", "proxy http://[redacted]@host:8080/"],
    ["proxy http://user:pa@ss@host:8080/", "proxy http://[redacted]@host:8080/"],
    [
      "GET https://a.example/b%2Fc.mp4?Expires=1763571243&OSSAccessKeyId=ID&Signature=9lng%2B0%3D",
      "GET https://a.example/b%2Fc.mp4?Expires=[redacted]&OSSAccessKeyId=[redacted]&Signature=[redacted]",
    ],
    [
      "a.example/b?X-Amz-Signature=abc&x-oss-credential=def",
      "a.example/b?X-Amz-Signature=[redacted]&x-oss-credential=[redacted]",
    ],
    ["%3FSignature%3Dabc%26x", "%3FSignature%3D[redacted]"],
    ["https://a.example/?secret", "https://a.example/?[redacted]"],
  ])("%s", (text, redacted) => {
    expect(redactShapes(text)).toBe(redacted);
  });

  test.each([
    "GET https://api.minimax.io/v1/files/retrieve?model=minimax-files-retrieve&file_id=335811572470048",
    "the task-something-long went on",
    "invalid params, file not found",
  ])("keeps what is needed to understand a log: %s", (text) => {
    expect(redactShapes(text)).toBe(text);
  });

  test("lets no key survive, whatever stands around it", () => {
    const shapes = [
      (secret: string) => `Bearer ${secret}`,
      (secret: string) => `bearer  ${secret}`,
      (secret: string) => `sk-${secret}`,
      (secret: string) => `sk-api-${secret}`,
      (secret: string) => `eyJ${secret}.${secret}.${secret}`,
      (secret: string) => `Authorization: ${secret}`,
      (secret: string) => `"proxy-authorization": "Basic ${secret}"`,
      (secret: string) => `https://user:${secret}@host/`,
    ];
    fc.assert(
      fc.property(
        canary,
        fc.constantFrom(...shapes),
        noise,
        boundary,
        noise,
        (secret, shape, before, edge, after) => {
          fc.pre(!/\w$/.test(before + edge) || edge === "%20");
          expect(redactShapes(`${before}${edge}${shape(secret)}\n${after}`)).not.toContain(secret);
        },
      ),
    );
  });

  test("lets no parameter of a signed link survive, plain or encoded", () => {
    const names = ["Signature", "OSSAccessKeyId", "X-Amz-Credential", "X-Amz-Signature", "x-oss-signature"];
    const encodings = [
      (link: string) => link,
      (link: string) => encodeURIComponent(link),
      (link: string) => JSON.stringify({ link }),
      (link: string) => link.replaceAll("&", String.raw`\u0026`),
      (link: string) => link.replaceAll("&", "&amp;"),
      (link: string) => link.replace("https://", ""),
    ];
    fc.assert(
      fc.property(
        canary,
        fc.constantFrom(...names),
        fc.constantFrom(...encodings),
        fc.constantFrom(" ", '"', "\n", "("),
        noise,
        (secret, name, encode, edge, noisy) => {
          const link = `https://a.example/b%2Fc.mp4?a=1&${name}=${secret}&b=2`;
          expect(redactShapes(`${noisy}${edge}${encode(link)} ${noisy}`)).not.toContain(secret);
        },
      ),
    );
  });

  test("lets no parameter of a URL survive, whatever its name", () => {
    const name = fc
      .stringMatching(/^[a-z][\w-]{0,20}$/)
      .filter((text) => !/^(?:file_id|task_id|purpose|model)$/.test(text));
    fc.assert(
      fc.property(canary, name, noise, (secret, parameter, before) => {
        const text = `${before} https://a.example/b?a=1&${parameter}=${secret}&b=2 and more`;
        expect(redactShapes(text)).not.toContain(secret);
      }),
    );
  });

  test("changes nothing that it has redacted already", () => {
    fc.assert(
      fc.property(canary, noise, (secret, text) => {
        const once = redactShapes(`${text} Bearer ${secret} https://a/?Signature=${secret} ${text}`);
        expect(redactShapes(once)).toBe(once);
      }),
    );
  });

  test.each([
    ["Bearer", "Bearer "],
    ["white space after Bearer", " "],
    ["https://", "https://"],
    ["://", "://"],
    ["@", "//a"],
    ["x-amz-", "x-amz-"],
    ["sk-", "sk-"],
    ["eyJ", "eyJ."],
    ["authorization", "authorization "],
    ["letters", "a"],
    ["&Signature", "&Signature"],
    ["?", "https://a?"],
  ])("ends on a megabyte of %s, where a backtracking pattern would take hours", (_name, piece) => {
    const text = `Bearer${piece.repeat(Math.ceil(1_000_000 / piece.length))}`;
    expect(redactShapes(text)).toBeDefined();
  });
});

describe("createRedactor", () => {
  test("removes a registered secret of any shape, plain and percent-encoded", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 60 }), noise, (secret, text) => {
        fc.pre(
          secret.trim().length >= 4 && !"[redacted]".includes(secret.trim()) && !text.includes(secret.trim()),
        );
        const redactor = createRedactor();
        redactor.register(secret);
        const encoded = encodeURIComponent(secret.trim());
        expect(redactor.redact(`a ${secret} b`)).not.toContain(` ${secret.trim()} `);
        expect(redactor.redact(`${text}|${encoded}|`)).not.toContain(`|${encoded}|`);
      }),
    );
  });

  test("leaves no tail of a secret that contains another", () => {
    const redactor = createRedactor();
    redactor.register("abcd");
    redactor.register("abcdefgh");
    expect(redactor.redact("x abcdefgh y abcd z")).toBe("x [redacted] y [redacted] z");
  });

  test("keeps a secret that two owners registered until both let go", () => {
    const redactor = createRedactor();
    const first = redactor.register("plain-canary");
    const second = redactor.register("plain-canary");
    first.dispose();
    first.dispose();
    expect(redactor.redact("plain-canary")).toBe("[redacted]");
    second.dispose();
    expect(redactor.redact("plain-canary")).toBe("plain-canary");
  });

  test("ignores an empty secret, which would be everywhere", () => {
    const redactor = createRedactor();
    redactor.register("");
    redactor.register("  \n");
    expect(redactor.redact("some words")).toBe("some words");
  });

  test("does not read a secret as a pattern or a replacement", () => {
    const redactor = createRedactor();
    redactor.register("a.*$&(b");
    expect(redactor.redact("x a.*$&(b y aXXXb")).toBe("x [redacted] y aXXXb");
  });
});
