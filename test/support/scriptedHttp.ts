import type { Http, HttpRequest, Receiver } from "../../src/http/http.ts";

/** What a scripted exchange does: an answer, a failure, or nothing until the signal aborts. */
export type Step =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | readonly Uint8Array[];
    }
  | { readonly fail: Error }
  | "hang";

/** An `Http` that plays a script, one step an exchange, and keeps the requests with their bodies. */
export class ScriptedHttp implements Http {
  readonly requests: { readonly request: HttpRequest; readonly body: string }[] = [];
  readonly #steps: Step[];

  constructor(...steps: Step[]) {
    this.#steps = steps;
  }

  async exchange(request: HttpRequest, receiver: Receiver): Promise<void> {
    this.requests.push({ request, body: await readBody(request) });
    const step = this.#steps.shift();
    if (step === undefined) {
      throw new Error(`The script has no answer to request ${this.requests.length}`);
    }
    if (step === "hang") {
      await aborted(request.signal);
    } else if ("fail" in step) {
      throw step.fail;
    } else {
      const headers = step.headers ?? {};
      receiver.onHead(
        { status: step.status ?? 200, header: (name) => headers[name] },
        { pause: () => undefined, resume: () => undefined },
      );
      const body = step.body ?? "";
      for (const chunk of typeof body === "string" ? [new TextEncoder().encode(body)] : body) {
        receiver.onData(chunk);
      }
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

async function readBody(request: HttpRequest): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request.body?.chunks() ?? []) {
    chunks.push(chunk.slice());
  }
  return Buffer.concat(chunks).toString();
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener(
      "abort",
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}
