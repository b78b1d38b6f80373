import type { Platform } from "./platform.ts";
import { PlatformError, type PlatformReason } from "./platformError.ts";
import type { Operation } from "./provider.ts";

/** Told how a call ended where the answer says something about the operation. */
export type Learn = (operation: Operation, outcome: "success" | PlatformReason) => void;

/** The same platform, which tells from each answer whether the operation is offered (`learnCapability`). */
export function learningPlatform(platform: Platform, learn: Learn): Platform {
  const watched = async <T>(operation: Operation, call: Promise<T>): Promise<T> => {
    try {
      const result = await call;
      learn(operation, "success");
      return result;
    } catch (error) {
      if (PlatformError.is(error)) {
        learn(operation, error.reason);
      }
      throw error;
    }
  };
  return {
    list: (options) => watched("list", platform.list(options)),
    retrieve: (id, options) => watched("retrieve", platform.retrieve(id, options)),
    contentRequest: (id) => platform.contentRequest(id),
    upload: (upload, options) => watched("upload", platform.upload(upload, options)),
    delete: (id, purpose, options) => watched("delete", platform.delete(id, purpose, options)),
    queryTask: (kind, taskId, options) =>
      watched(kind === "video" ? "videoTask" : "speechTask", platform.queryTask(kind, taskId, options)),
    validate: (options) => platform.validate(options),
  };
}
