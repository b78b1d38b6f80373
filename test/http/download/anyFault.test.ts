import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cleanup } from "../../support/cleanup.ts";
import { DownloadLab, onlyLink, randomContent, sha256 } from "../../support/downloadLab.ts";
import type { Twist } from "../../support/faultServer.ts";
import { transports } from "../../support/transports.ts";

const size = 600_000;
const versions = [randomContent(size), randomContent(size), randomContent(size - 1)];
const validators = [{ etag: '"strong"' }, { etag: 'W/"weak"' }, { lastModified: "yesterday" }, {}];

/** What may be wrong with one answer, drawn at random. */
const twist: fc.Arbitrary<Twist> = fc.record(
  {
    cut: fc.record({ after: fc.nat(size), by: fc.constantFrom("fin", "reset") }),
    ignoresRange: fc.boolean(),
    breaksIfRange: fc.boolean(),
    pace: fc.constant({ bytes: 40_000, every: 2 }),
    answer: fc.constantFrom({ status: 503 }, { status: 500 }, { status: 416 }, { status: 429 }),
  },
  { requiredKeys: [] },
);

describe.each(transports)("a download over %s", (transport) => {
  it("ends in the exact bytes of one version or in an error, whatever goes wrong in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(twist, { maxLength: 6 }),
        fc.nat(validators.length - 1),
        fc.array(fc.nat(versions.length - 1), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 8 }),
        async (twists, validator, order, maxConnections) => {
          const cleanup = new Cleanup();
          const lab = new DownloadLab(transport, cleanup);
          const server = await lab.serve({ bytes: versions[0]! }, ({ index }) => {
            const version = order[Math.min(index, order.length - 1)]!;
            const { etag, lastModified } = {
              etag: undefined,
              lastModified: undefined,
              ...validators[validator],
            };
            return {
              ...twists[index],
              content: {
                bytes: versions[version]!,
                ...(etag === undefined ? {} : { etag: etag.replace(/"$/, `${version}"`) }),
                ...(lastModified === undefined ? {} : { lastModified }),
              },
            };
          });
          const outcome = lab.download(onlyLink(server.url), {
            job: { maxConnections },
            limits: { splittable: 100_000, pulse: 20 },
          });
          try {
            await outcome.then(
              () => {
                expect(versions.map((bytes) => sha256(bytes))).toContain(lab.hash());
                expect(lab.files()).toEqual(["output.mp4"]);
              },
              (error: unknown) => {
                expect(error).toMatchObject({ name: "DownloadError" });
                expect(lab.files()).not.toContain("output.mp4");
              },
            );
          } finally {
            await cleanup.run();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
