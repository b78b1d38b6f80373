import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Answer } from "../exchange/answer.ts";
import { apiEffect } from "../faults/apiEffect.ts";
import { refuseKey } from "./auth.ts";
import { envelope, notFoundPage } from "./envelopes.ts";
import type { Ledger } from "./ledger.ts";
import type { Desk, OperationName } from "./operation.ts";
import type { Outcome } from "./outcome.ts";
import { operationAt, operationOf } from "./routes.ts";

/** The API: finds the operation, checks the key, runs it, and lets the faults in force have their way. */
export class ApiHost {
  readonly #desk: Desk;
  readonly #ledger: Ledger;

  constructor(desk: Desk, ledger: Ledger) {
    this.#desk = desk;
    this.#ledger = ledger;
  }

  async answer(request: IncomingMessage, url: URL): Promise<Answer> {
    const name = operationAt(request.method ?? "", url.pathname);
    const requestId = randomBytes(16).toString("hex");
    if (name === undefined) {
      return notFoundPage();
    }
    const { settings, faults } = this.#desk;
    const changes: ((plain: Answer) => Answer | Promise<Answer>)[] = [];
    let replaced: Answer | undefined;
    for (const fault of faults.forApi(name)) {
      const effect = apiEffect(fault, settings.face, requestId);
      if ("instead" in effect) {
        replaced = { ...effect.instead, headers: { "trace-id": requestId, ...effect.instead.headers } };
        break;
      }
      changes.push(effect.change);
    }
    let result =
      replaced ?? envelope(settings.face, await this.#run(name, request, url.searchParams), requestId);
    for (const change of changes) {
      result = await change(result);
    }
    return result;
  }

  async #run(name: OperationName, request: IncomingMessage, query: URLSearchParams): Promise<Outcome> {
    const { settings, tasks, save } = this.#desk;
    const refusal = refuseKey(request.headers.authorization, settings);
    if (refusal !== undefined) {
      return refusal;
    }
    this.#ledger.add(name);
    const now = settings.clock.now();
    if (await tasks.settle(now)) {
      await save();
    }
    return operationOf(settings.face, name)({ query, request, now }, this.#desk);
  }
}
