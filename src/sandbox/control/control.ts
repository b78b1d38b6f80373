import type { IncomingMessage } from "node:http";
import { refuseKey } from "../api/auth.ts";
import { baseResp, notFoundPage } from "../api/envelopes.ts";
import type { Ledger } from "../api/ledger.ts";
import type { Desk } from "../api/operation.ts";
import type { Answer } from "../exchange/answer.ts";
import { textAnswer } from "../exchange/answer.ts";
import { readText } from "../exchange/readText.ts";
import type { Sandbox } from "../sandbox.ts";
import { taskStatus } from "../tasks/storedTask.ts";
import { readFaultRules } from "./readFaultRules.ts";

const root = "/_sandbox/";

export function isControl(url: URL): boolean {
  return url.pathname.startsWith(root);
}

/**
 * The sandbox's own endpoints, for scripts and other processes. They want the key: a web page cannot send an
 * Authorization header to another origin unasked.
 */
export class Control {
  readonly #sandbox: Sandbox;
  readonly #desk: Desk;
  readonly #ledger: Ledger;

  constructor(sandbox: Sandbox, desk: Desk, ledger: Ledger) {
    this.#sandbox = sandbox;
    this.#desk = desk;
    this.#ledger = ledger;
  }

  async answer(request: IncomingMessage, url: URL): Promise<Answer> {
    const refusal = refuseKey(request.headers.authorization, null, this.#desk.settings);
    if (refusal !== undefined) {
      return baseResp(refusal.code, refusal.message, {}, 401);
    }
    switch (`${request.method ?? ""} ${url.pathname.slice(root.length)}`) {
      case "GET state":
        return this.#state();
      case "POST faults":
        return this.#misbehave(await readText(request));
      case "DELETE faults":
        await this.#sandbox.behave();
        return this.#state();
      case "POST expire-links":
        await this.#sandbox.expireLinks();
        return this.#state();
      case "POST reset":
        await this.#sandbox.reset();
        return this.#state();
      default:
        return notFoundPage();
    }
  }

  async #misbehave(json: string): Promise<Answer> {
    const rules = readFaultRules(json);
    if (typeof rules === "string") {
      return baseResp(2013, rules, {}, 400);
    }
    await this.#sandbox.misbehave(...rules);
    return this.#state();
  }

  #state(): Answer {
    const sandbox = this.#sandbox;
    const now = this.#desk.settings.clock.now();
    const state = {
      face: sandbox.face,
      origin: sandbox.origin,
      linkOrigin: sandbox.linkOrigin,
      backupOrigin: sandbox.backupOrigin,
      folder: sandbox.folder,
      faults: sandbox.faults,
      files: sandbox.files.map(({ id, filename, purpose, size }) => ({ id, filename, purpose, size })),
      tasks: this.#desk.tasks.all.map((task) => ({
        id: task.id,
        kind: task.kind,
        status: taskStatus(task, now),
        fileId: task.fileId,
      })),
      counts: this.#ledger.counts,
      spent: this.#ledger.spent,
      leaks: sandbox.leaks.length,
      // Targets are told without their query, which holds signatures.
      requests: sandbox.requests
        .slice(-100)
        .map(({ place, method, target, at }) => ({ place, method, path: target.split("?", 1)[0], at })),
    };
    return textAnswer(200, "application/json; charset=utf-8", JSON.stringify(state, undefined, 2));
  }
}
