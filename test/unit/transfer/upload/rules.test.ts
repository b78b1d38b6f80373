import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knownPurposes } from "../../../../src/platform/purposes.ts";
import { isObjection } from "../../../../src/transfer/upload/problem.ts";
import {
  checkCharacters,
  checkDuration,
  checkFile,
  extensionOf,
  type FileFacts,
} from "../../../../src/transfer/upload/rules.ts";

const mebibyte = 1024 * 1024;
const voice: FileFacts = { filename: "a.mp3", purpose: "voice_clone", size: 1000, content: "mp3" };

test.each([
  ["voice.MP3", "mp3"],
  ["archive.tar.gz", "gz"],
  ["name", ""],
  [".hidden", ""],
  ["dot.", ""],
])("the extension of %s is %o", (filename, extension) => {
  expect(extensionOf(filename)).toBe(extension);
});

describe("a file as a whole", () => {
  test("one that fits its purpose meets no objection", () => {
    expect(checkFile(voice)).toEqual([]);
  });

  test("a wrong format is told with those that are right", () => {
    expect(checkFile({ ...voice, filename: "a.ogg", content: undefined })).toEqual([
      { severity: "error", kind: "wrongFormat", extension: "ogg", allowed: ["mp3", "m4a", "wav"] },
    ]);
  });

  test("the size limit is that of the purpose and format, and is allowed itself", () => {
    const image = { ...voice, purpose: "video_generation_input", filename: "a.png", content: "png" } as const;
    const limit = 30 * mebibyte;
    expect(checkFile({ ...image, size: limit })).toEqual([]);
    expect(checkFile({ ...image, size: limit + 1 })).toEqual([
      { severity: "error", kind: "tooLarge", size: limit + 1, limit },
    ]);
  });

  test("an unknown purpose takes any format, up to the limit of all files", () => {
    const odd = { ...voice, purpose: "fine-tune", filename: "a.xyz", content: undefined };
    expect(checkFile(odd)).toEqual([]);
    expect(checkFile({ ...odd, size: 512 * mebibyte + 1 })).toMatchObject([{ kind: "tooLarge" }]);
  });

  test("a wrong format does not hide that the file is too large for any", () => {
    const kinds = checkFile({ ...voice, filename: "a.ogg", content: undefined, size: 513 * mebibyte });
    expect(kinds.map(({ kind }) => kind)).toEqual(["wrongFormat", "tooLarge"]);
  });

  test("an empty file is refused, and nothing is said about its content", () => {
    expect(checkFile({ ...voice, size: 0, content: undefined })).toEqual([
      { severity: "error", kind: "empty" },
    ]);
  });

  test("a lying extension is a warning, not an objection", () => {
    expect(checkFile({ ...voice, content: "png" })).toEqual([
      { severity: "warning", kind: "contentMismatch", extension: "mp3", content: "png" },
    ]);
  });

  test("what only the platform makes cannot be uploaded", () => {
    expect(checkFile({ ...voice, purpose: "video_generation" })).toEqual([
      { severity: "error", kind: "notUploadable", purpose: "video_generation" },
    ]);
  });

  test("every format that a purpose documents passes, of any size within its limit", () => {
    const documented = knownPurposes.flatMap(({ id, formats }) =>
      formats.flatMap(({ extensions, maximumBytes }) =>
        extensions.map((extension) => ({ purpose: id, extension, maximumBytes })),
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...documented),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (format, part) => {
          const size = Math.max(1, Math.floor(part * format.maximumBytes));
          const filename = `a.${format.extension.toUpperCase()}`;
          const problems = checkFile({ filename, purpose: format.purpose, size, content: undefined });
          expect(problems.filter(isObjection)).toEqual([]);
        },
      ),
    );
  });
});

describe("characters", () => {
  const bounds = { below: 1000 };

  test("the first count that is too many is told with the count", () => {
    expect(checkCharacters(999, bounds)).toEqual([]);
    expect(checkCharacters(1000, bounds)).toEqual([
      { severity: "error", kind: "tooManyCharacters", characters: 1000, limit: 1000 },
    ]);
  });

  test("a text that is not UTF-8 is a warning: the platform may read another encoding", () => {
    expect(checkCharacters(undefined, bounds)).toEqual([{ severity: "warning", kind: "notUtf8" }]);
  });
});

describe("duration", () => {
  const bounds = { atLeast: 10, atMost: 300 };

  test.each([10, 9.95, 150, 300, 300.05])(
    "%d s is within 10 to 300 s, give or take what encoders pad",
    (seconds) => {
      expect(checkDuration(seconds, bounds)).toEqual([]);
    },
  );

  test("too short and too long are told with what was measured", () => {
    expect(checkDuration(9.5, bounds)).toEqual([
      { severity: "error", kind: "tooShort", seconds: 9.5, limit: 10 },
    ]);
    expect(checkDuration(301, bounds)).toEqual([
      { severity: "error", kind: "tooLong", seconds: 301, limit: 300 },
    ]);
    expect(checkDuration(9, { below: 8 })).toMatchObject([{ kind: "tooLong", limit: 8 }]);
  });

  test("an unknown length is a warning", () => {
    expect(checkDuration(undefined, bounds)).toEqual([{ severity: "warning", kind: "durationUnknown" }]);
  });
});
