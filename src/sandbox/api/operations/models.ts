import type { Operation } from "../operation.ts";
import { fields } from "../outcome.ts";

/** The gateway's list of models: costs nothing, so that it serves to check a key. */
export const models: Operation = () =>
  fields({
    object: "list",
    success: true,
    data: ["minimax-files-retrieve", "minimax-hailuo-02", "speech-02-hd"].map((id) => ({
      id,
      object: "model",
      created: 1_626_777_600,
      owned_by: "minimax",
    })),
  });
