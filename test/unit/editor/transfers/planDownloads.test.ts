import { beforeEach, describe, expect, it, vi } from "vitest";
import { ConflictQuestions } from "../../../../src/editor/transfers/conflicts.ts";
import type { Transfer } from "../../../../src/transfer/queue/transfer.ts";
import { planDownloads, type DownloadWish } from "../../../../src/editor/transfers/planDownloads.ts";

const asked = vi.hoisted(() => ({
  /** What the user answers, question for question; `undefined` goes away. */
  answers: [] as (string | undefined)[],
  questions: [] as string[],
  choices: [] as string[][],
}));

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  window: {
    showWarningMessage: (text: string, _options: unknown, ...items: { title: string }[]) => {
      asked.questions.push(text);
      asked.choices.push(items.map(({ title }) => title));
      const answer = asked.answers.shift();
      return Promise.resolve(items.find(({ title }) => title === answer));
    },
  },
}));

beforeEach(() => {
  asked.answers = [];
  asked.questions = [];
  asked.choices = [];
});

function wish(id: string, filename = "output.mp4"): DownloadWish {
  const purpose = "video_generation";
  return { connectionId: "c1", file: { id, filename, purpose, size: 3, createdAt: undefined, extra: {} } };
}

/** What is planned, as `name conflict`, or `undefined` if the user went away. */
async function plan(
  wishes: readonly DownloadWish[],
  {
    taken = [],
    pattern = "{filename}",
    transfers = [],
  }: { taken?: readonly string[]; pattern?: string; transfers?: readonly Transfer[] } = {},
): Promise<string[] | undefined> {
  const place = {
    name: "project",
    taken,
    placeOf: (name: string) => ({ target: `/project/${name}` }),
    awaits: ({ target }: { target: string }) => target.startsWith("/project/"),
  };
  const jobs = await planDownloads(wishes, place, pattern, new ConflictQuestions(), { transfers });
  return jobs?.map(({ target, conflict }) => `${target.slice("/project/".length)} ${conflict}`);
}

/** A download that was asked for before, of `output.mp4` in this folder unless another is named. */
function earlier(fileId: string, kind: Transfer["state"]["kind"], folder = "/project"): Transfer {
  const job = { kind: "download", connectionId: "c1", fileId, target: `${folder}/output.mp4` };
  return { id: fileId, job, addedAt: 0, state: { kind } } as unknown as Transfer;
}

describe("the plan of a download", () => {
  it("gives two files of one name two names, without a question", async () => {
    expect(await plan([wish("1"), wish("2")])).toEqual(["output.mp4 fail", "output (1).mp4 fail"]);
    expect(asked.questions).toEqual([]);
  });

  it.each(["queued", "running", "paused", "failed"] as const)(
    "leaves the name to a file that another command was to bring, and is not whole yet: %s",
    async (kind) => {
      const transfers = [earlier("9", kind)];
      expect(await plan([wish("1")], { transfers })).toEqual(["output (1).mp4 fail"]);
      asked.answers = ["Keep Both"];
      expect(await plan([wish("1")], { transfers, taken: ["output (1).mp4"] })).toEqual([
        "output (2).mp4 fail",
      ]);
    },
  );

  it("takes a name that nobody waits for any more, elsewhere, or the very same file", async () => {
    const transfers = [
      earlier("7", "done"),
      earlier("8", "cancelled"),
      earlier("9", "running", "/elsewhere"),
      earlier("1", "paused"),
    ];
    expect(await plan([wish("1")], { transfers })).toEqual(["output.mp4 fail"]);
  });

  it("lets no file be written twice at once in one place", async () => {
    expect(await plan([wish("1")], { transfers: [earlier("1", "running")] })).toEqual([
      "output (1).mp4 fail",
    ]);
  });

  it("names files as the setting says", async () => {
    expect(await plan([wish("1"), wish("2")], { pattern: "{purpose}-{id}{ext}" })).toEqual([
      "video_generation-1.mp4 fail",
      "video_generation-2.mp4 fail",
    ]);
  });

  it("asks about a name that is taken, whatever its case", async () => {
    asked.answers = [undefined];
    expect(await plan([wish("1")], { taken: ["OUTPUT.mp4"] })).toBeUndefined();
    expect(asked.questions).toEqual(["A file named output.mp4 already exists in project."]);
    expect(asked.choices).toEqual([["Replace", "Keep Both"]]);
  });

  it.each([
    ["Replace", ["output.mp4 replace", "b.mp4 fail"]],
    ["Keep Both", ["output (1).mp4 fail", "b.mp4 fail"]],
    ["Skip", ["b.mp4 fail"]],
  ])("does with one file what is answered: %s", async (answer, expected) => {
    asked.answers = [answer, "Keep Both"];
    const planned = await plan([wish("1"), wish("2", "b.mp4"), wish("3", "c.mp4")], {
      taken: ["output.mp4", "c.mp4"],
    });
    expect(planned).toEqual([...expected, "c (1).mp4 fail"]);
    expect(asked.questions).toHaveLength(2);
  });

  it.each([
    ["Replace All", ["a.mp4 replace", "b.mp4 replace", "c.mp4 fail"]],
    ["Keep Both for All", ["a (1).mp4 fail", "b (1).mp4 fail", "c.mp4 fail"]],
    ["Skip All", ["c.mp4 fail"]],
  ])("asks no more after an answer for all: %s", async (answer, expected) => {
    asked.answers = [answer];
    const planned = await plan([wish("1", "a.mp4"), wish("2", "b.mp4"), wish("3", "c.mp4")], {
      taken: ["a.mp4", "b.mp4"],
    });
    expect(planned).toEqual(expected);
    expect(asked.questions).toHaveLength(1);
  });

  it("plans nothing at all when the user goes away in the middle", async () => {
    asked.answers = ["Replace", undefined];
    const taken = ["a.mp4", "b.mp4"];
    expect(await plan([wish("1", "a.mp4"), wish("2", "b.mp4")], { taken })).toBeUndefined();
  });
});
