import type { Face } from "../options.ts";
import type { Operation, OperationName } from "./operation.ts";
import { content } from "./operations/content.ts";
import { deleteFile } from "./operations/delete.ts";
import { list } from "./operations/list.ts";
import { models } from "./operations/models.ts";
import { retrieve, retrieveByModel } from "./operations/retrieve.ts";
import { createSpeech, createVideo, speechTask, videoTask } from "./operations/tasks.ts";
import { upload } from "./operations/upload.ts";

const routes: Readonly<Record<string, OperationName>> = {
  "GET /v1/files/list": "list",
  "POST /v1/files/upload": "upload",
  "GET /v1/files/retrieve": "retrieve",
  "GET /v1/files/retrieve_content": "content",
  "POST /v1/files/delete": "delete",
  "GET /v1/query/video_generation": "videoTask",
  "GET /v1/query/t2a_async_query_v2": "speechTask",
  "POST /v1/video_generation": "createVideo",
  "POST /v1/t2a_async_v2": "createSpeech",
  "GET /v1/models": "models",
};

const notOffered: Operation = () => ({ kind: "notOffered" });
const noChannel: Operation = ({ query }) => ({ kind: "noChannel", model: query.get("model") ?? "" });

const platform: Readonly<Record<OperationName, Operation>> = {
  list,
  upload,
  retrieve,
  content,
  delete: deleteFile,
  videoTask,
  speechTask,
  createVideo,
  createSpeech,
  models: notOffered,
};

/** The gateway documents retrieve and the video query, and has a list of models (api.md 7). */
const gateway: Readonly<Record<OperationName, Operation>> = {
  list: noChannel,
  upload: noChannel,
  retrieve: retrieveByModel,
  content: notOffered,
  delete: notOffered,
  videoTask,
  speechTask: notOffered,
  createVideo,
  createSpeech: notOffered,
  models,
};

/** Which operation a request is for; `undefined` if there is no such path. */
export function operationAt(method: string, path: string): OperationName | undefined {
  const route = `${method} ${path}`;
  return Object.hasOwn(routes, route) ? routes[route] : undefined;
}

export function operationOf(face: Face, name: OperationName): Operation {
  return face === "cometapi" ? gateway[name] : platform[name];
}
