import type { IncomingMessage, RequestListener } from "node:http";
import type { Clock } from "../../shared/clock.ts";
import type { Log } from "../../shared/log.ts";
import type { Answer } from "./answer.ts";
import { textAnswer } from "./answer.ts";
import type { Place, RequestLog } from "./requestLog.ts";
import { send } from "./send.ts";

/** Turns what makes answers into a listener of `node:http`. */
export function handler(
  place: Place,
  answerTo: (request: IncomingMessage) => Answer | Promise<Answer>,
  world: { readonly requests: RequestLog; readonly clock: Clock; readonly log: Log },
): RequestListener {
  return (request, response) => {
    const { requests, clock, log } = world;
    requests.add(place, request, clock.now());
    log.debug(`${place} ${request.method ?? ""} ${(request.url ?? "").split("?", 1)[0] ?? ""}`);
    const exchange = async (): Promise<void> => {
      await send(await answered(request), request, response, clock);
    };
    exchange().catch((error: unknown) => {
      log.warn(`${place}: ${String(error)}`);
      response.destroy();
    });
  };

  async function answered(request: IncomingMessage): Promise<Answer> {
    try {
      return await answerTo(request);
    } catch (error) {
      if (request.destroyed && !request.complete) {
        throw error; // the client went away while it was sending
      }
      world.log.error(`${place}: ${String(error)}`);
      return textAnswer(500, "text/plain", "The sandbox itself failed; see its log.");
    }
  }
}
