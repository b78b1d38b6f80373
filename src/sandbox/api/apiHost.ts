import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Answer } from "../exchange/answer.ts";
import { apiEffect } from "../faults/apiEffect.ts";
import { refuseKey } from "./auth.ts";
import { envelope, notFoundPage, withRequestId } from "./envelopes.ts";
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
    const requestId = randomBytes(16).toString("hex");
    const name = operationAt(request.method ?? "", url.pathname);
    const plain =
      name === undefined
        ? notFoundPage()
        : await this.#underFaults(name, requestId, () => this.#run(name, request, url.searchParams));
    return withRequestId(this.#desk.settings.face, plain, requestId);
  }

  async #underFaults(name: OperationName, requestId: string, run: () => Promise<Outcome>): Promise<Answer> {
    const { settings, faults } = this.#desk;
    const changes: ((plain: Answer) => Answer | Promise<Answer>)[] = [];
    let instead: Answer | undefined;
    for (const fault of faults.forApi(name)) {
      const effect = apiEffect(fault, settings.face, requestId);
      if ("instead" in effect) {
        instead = effect.instead;
        break;
      }
      changes.push(effect.change);
    }
    let result = instead ?? envelope(settings.face, await run(), requestId);
    for (const change of changes) {
      result = await change(result);
    }
    return result;
  }

  async #run(name: OperationName, request: IncomingMessage, query: URLSearchParams): Promise<Outcome> {
    const { settings, tasks, save } = this.#desk;
    const refusal = refuseKey(request.headers.authorization, query.get("GroupId"), settings);
    if (refusal !== undefined) {
      return refusal;
    }
    const now = settings.clock.now();
    if (await tasks.settle(now)) {
      await save();
    }
    const outcome = await operationOf(settings.face, name)({ query, request, now }, this.#desk);
    this.#ledger.add(name, outcome);
    return outcome;
  }
}
