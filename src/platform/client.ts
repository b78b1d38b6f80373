import type { HttpRequest } from "../http/http.ts";
import type { JsonObject } from "../shared/jsonValue.ts";
import { apiHeaders, apiUrl, checkKey, deleteBody } from "./apiRequest.ts";
import { call, type PlatformParts } from "./caller.ts";
import { decodeFile, decodeFilesInSteps, ShapeError } from "./decode.ts";
import { paced, requestIdOf, valueOf, type Call, type Called } from "./exchange.ts";
import type { FileId, FileRecord, RetrievedFile } from "./fileRecord.ts";
import { listByPurpose } from "./listByPurpose.ts";
import type { CallOptions, Platform, TaskKind, TaskState, UploadRequest } from "./platform.ts";
import { PlatformError } from "./platformError.ts";
import type { Operation } from "./provider.ts";
import { readLinks } from "./retrievedLinks.ts";
import { cleanWords } from "./serverWords.ts";
import { decodeTaskState } from "./taskState.ts";

export type { PaidCall } from "./paidCall.ts";

/** The client of one connection. */
export function createPlatform(parts: PlatformParts): Platform {
  return new PlatformClient(parts);
}

class PlatformClient implements Platform {
  readonly #parts: PlatformParts;
  /** Learnt from a refusal: this platform lists one purpose at a time, as the documentation says. */
  #listsByPurposeOnly = false;

  constructor(parts: PlatformParts) {
    this.#parts = parts;
  }

  async list(options: CallOptions & { readonly purpose?: string } = {}): Promise<readonly FileRecord[]> {
    const { purpose, signal } = options;
    if (purpose !== undefined) {
      return this.#listOnce(purpose, signal);
    }
    if (!this.#listsByPurposeOnly) {
      try {
        return await this.#listOnce(undefined, signal);
      } catch (error) {
        // The documentation demands a purpose where the official client sends none (api.md 2): be ready for both.
        if (!PlatformError.is(error, "invalidParameters")) {
          throw error;
        }
        this.#listsByPurposeOnly = true;
      }
    }
    return listByPurpose((each) => this.#listOnce(each, signal));
  }

  async retrieve(id: FileId, options: CallOptions = {}): Promise<RetrievedFile> {
    const called = await this.#get("retrieve", "/v1/files/retrieve", { file_id: id }, options.signal);
    return understand(called, (body) => {
      const file = body["file"];
      return {
        file: decodeFile(file),
        ...readLinks(file, this.#parts.origin),
        raw: called.raw,
        requestId: requestIdOf(called),
        receivedAt: called.receivedAt,
      };
    });
  }

  async contentRequest(id: FileId): Promise<HttpRequest> {
    return {
      method: "GET",
      url: this.#url("content", "/v1/files/retrieve_content", { file_id: id }),
      headers: apiHeaders(checkKey(await this.#parts.key()), "*/*"),
    };
  }

  async upload({ body }: UploadRequest, options: CallOptions = {}): Promise<FileRecord> {
    const called = await this.#call({
      name: "upload",
      url: this.#url("upload", "/v1/files/upload", {}),
      body,
      idempotent: false,
      signal: options.signal,
    });
    return understand(called, (answer) => decodeFile(answer["file"]));
  }

  async delete(id: FileId, purpose: string | undefined, options: CallOptions = {}): Promise<void> {
    const called = await this.#call({
      name: "delete",
      url: this.#url("delete", "/v1/files/delete", {}),
      body: deleteBody(id, purpose),
      idempotent: false,
      signal: options.signal,
    });
    valueOf(called);
  }

  async queryTask(
    kind: TaskKind,
    taskId: string,
    { signal, once = false }: CallOptions & { readonly once?: boolean } = {},
  ): Promise<TaskState> {
    const query = { task_id: taskId };
    const called = await (kind === "video"
      ? this.#get("videoTask", "/v1/query/video_generation", query, signal, once)
      : this.#get("speechTask", "/v1/query/t2a_async_query_v2", query, signal, once));
    const { envelope } = called;
    // A failed task comes with an error code beside its status. The query itself has succeeded.
    if (!envelope.ok && envelope.body !== undefined) {
      const state = readTaskState(taskId, envelope.body, called);
      if (state?.phase === "failed" || state?.phase === "expired") {
        return state;
      }
    }
    return understand(called, (body) => {
      const state = readTaskState(taskId, body, called);
      if (state === undefined) {
        throw new ShapeError("The answer states no task status");
      }
      return state;
    });
  }

  async validate(options: CallOptions = {}): Promise<void> {
    const { signal } = options;
    if (this.#parts.provider.operations.has("list")) {
      try {
        // One small purpose: the answer itself does not matter.
        await this.#listOnce("prompt_audio", signal);
        return;
      } catch (error) {
        if (PlatformError.is(error, "invalidParameters")) {
          // The parameters are looked at only after the key.
          return;
        }
        if (!PlatformError.is(error, "notOffered")) {
          throw error;
        }
      }
    }
    valueOf(
      await this.#call({
        name: "models",
        url: apiUrl(this.#parts.origin, "/v1/models", {}),
        idempotent: true,
        signal,
      }),
    );
  }

  async #listOnce(
    purpose: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<readonly FileRecord[]> {
    const called = await this.#get("list", "/v1/files/list", { purpose }, signal);
    const body = valueOf(called);
    try {
      return await paced(decodeFilesInSteps(body), this.#parts.pacer, signal);
    } catch (error) {
      throw notUnderstood(called, error);
    }
  }

  #get(
    operation: "list" | "retrieve" | "videoTask" | "speechTask",
    path: `/v1/${string}`,
    query: Readonly<Record<string, string | undefined>>,
    signal: AbortSignal | undefined,
    once = false,
  ): Promise<Called> {
    const url = this.#url(operation, path, query);
    return this.#call({ name: operation, url, idempotent: true, once, signal });
  }

  #call(request: Call): Promise<Called> {
    return call(this.#parts, request);
  }

  #url(
    operation: Operation,
    path: `/v1/${string}`,
    query: Readonly<Record<string, string | undefined>>,
  ): URL {
    const { origin, provider } = this.#parts;
    return apiUrl(origin, path, { ...provider.query[operation], ...query });
  }
}

function readTaskState(taskId: string, body: JsonObject, called: Called): TaskState | undefined {
  const clean = (words: string): string => cleanWords(words, called.redact);
  return decodeTaskState(taskId, body, { raw: called.raw, requestId: requestIdOf(called), clean });
}

/** Decodes the body of an answer that says yes. */
function understand<T>(called: Called, decode: (body: JsonObject) => T): T {
  const body = valueOf(called);
  try {
    return decode(body);
  } catch (error) {
    throw notUnderstood(called, error);
  }
}

/** A body of another shape, with an HTTP success, is no answer of this API; any other error stays what it is. */
function notUnderstood(called: Called, error: unknown): unknown {
  return error instanceof ShapeError
    ? new PlatformError("notThePlatform", error.message, {
        status: called.status,
        requestId: requestIdOf(called),
        retryable: false,
      })
    : error;
}
