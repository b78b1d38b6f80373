import { verify } from "../../catalog/verification.ts";
import type { VerifiedFile } from "../../catalog/verificationTable.ts";
import { answerFields } from "../../platform/answerFields.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { Clock } from "../../shared/clock.ts";
import { describeError } from "../errorText.ts";
import type { ChosenFile } from "../explorer/chosenFiles.ts";
import { probeLink } from "../metadata/probeLink.ts";
import type { Network } from "../network.ts";
import type { Retriever } from "../retrieve/retriever.ts";

/** What verifying needs of its surroundings. */
export interface VerifyWorld {
  readonly retriever: Retriever;
  /** A link is never asked about over the connection that knows no bounds. */
  readonly network: Pick<Network, "linksOf">;
  readonly clock: Clock;
}

/**
 * Retrieves each file, one after the other, asks its link for one byte, and holds the answers against what was
 * listed. A file that cannot be retrieved is a finding like any other. Rejects only when it is cancelled.
 */
export async function* verifyFiles(
  files: readonly ChosenFile[],
  world: VerifyWorld,
  signal: AbortSignal,
): AsyncGenerator<VerifiedFile> {
  for (const file of files) {
    const { id, record } = file.entry;
    const about = { id, filename: record.filename, purpose: record.purpose };
    try {
      yield { kind: "verified", ...about, items: await verifyOne(file, world, signal) };
    } catch (error) {
      if (isCancellation(error)) {
        throw error;
      }
      yield { kind: "failed", ...about, reason: describeError(error, file.connection).message };
    }
  }
}

async function verifyOne(
  { connection, entry }: ChosenFile,
  { retriever, network, clock }: VerifyWorld,
  signal: AbortSignal,
): Promise<ReturnType<typeof verify>> {
  const retrieved = await retriever.retrieve(connection, entry.id, { signal });
  const { link } = retrieved;
  const probe = link && (await probeLink(network.linksOf(connection.origin), link, signal));
  return verify({
    requestedId: entry.id,
    retrieved,
    statusCode: answerFields(retrieved.raw).statusCode,
    listed: entry.listed,
    probe,
    now: clock.now(),
  });
}
