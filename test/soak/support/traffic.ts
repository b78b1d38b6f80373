import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { commandIds } from "../../../src/editor/ids.ts";
import type { Answer, Order } from "../driver/protocol.ts";
import type { Dice } from "./dice.ts";
import type { DrivenHost } from "./drivenHosts.ts";

const tradeKinds = ["list", "retrieve", "download", "download", "download", "upload", "command"] as const;
type TradeKind = (typeof tradeKinds)[number];

/** Orders under way at once. */
const customers = 4;
/** Milliseconds after which a download is cancelled: those that have failed often wait longer before their next try. */
const patience = 8000;

/** Orders that were given, and how they ended. */
export interface Tally {
  done: number;
  refused: number;
  /** The extension host died over them. */
  lost: number;
}

export interface TrafficParts {
  readonly dice: Dice;
  /** The ids of the files to get. */
  readonly goods: readonly string[];
  /** Where downloads go: the same folder for all windows. */
  readonly downloads: string;
}

/** What users and scripts ask for, all at once. */
export class Traffic {
  readonly tallies: Record<TradeKind, Tally>;
  /** Where downloads lie that were said to be done. */
  readonly saved: string[] = [];
  /** The ids of uploads that were said to be done. */
  readonly uploaded: string[] = [];
  /** All that was said, but for the links that were asked for. */
  readonly answers: string[] = [];
  readonly #parts: TrafficParts;
  #uploads = 0;

  constructor(parts: TrafficParts) {
    this.#parts = parts;
    const none = (): Tally => ({ done: 0, refused: 0, lost: 0 });
    this.tallies = { list: none(), retrieve: none(), download: none(), upload: none(), command: none() };
  }

  /** Keeps several orders under way until `stop` aborts, then waits for the last of them. */
  async run(
    host: () => DrivenHost | undefined,
    stop: AbortSignal,
    kinds: readonly TradeKind[] = tradeKinds,
  ): Promise<void> {
    const customer = async (): Promise<void> => {
      while (!stop.aborted) {
        const current = host();
        const lived = current !== undefined && (await this.#give(current, this.#anyOrder(current, kinds)));
        if (!lived) {
          await setTimeout(200);
        }
      }
    };
    await Promise.all(Array.from({ length: customers }, customer));
  }

  /** Orders every file of the platform once: whether each was had. */
  async downloadAll(host: DrivenHost): Promise<readonly (Answer | undefined)[]> {
    const { goods, downloads: folder } = this.#parts;
    return await Promise.all(
      goods.map(async (fileId) => {
        const order: Order = { kind: "download", fileId, folder };
        const answer = await host.order(order);
        if (answer !== undefined) {
          this.#keep(order, answer);
        }
        return answer;
      }),
    );
  }

  /** Gives one order and counts how it ends. False when the host is dead. */
  async #give(host: DrivenHost, order: TradeOrder): Promise<boolean> {
    const answer = await host.order(order);
    const tally = this.tallies[order.kind];
    if (answer === undefined) {
      tally.lost++;
      return false;
    }
    tally[answer.ok ? "done" : "refused"]++;
    this.#keep(order, answer);
    return true;
  }

  #keep(order: Order, answer: Answer): void {
    if (!(answer.ok && order.kind === "retrieve" && order.includeLink)) {
      this.answers.push(JSON.stringify(answer));
    }
    if (answer.ok && order.kind === "download") {
      this.saved.push(String(answer.value));
    }
    if (answer.ok && order.kind === "upload") {
      const { file_id: id } = JSON.parse(String(answer.value)) as { readonly file_id: string };
      this.uploaded.push(id);
    }
  }

  #anyOrder({ folder }: DrivenHost, kinds: readonly TradeKind[]): TradeOrder {
    const { dice, goods, downloads } = this.#parts;
    const kind = dice.pick(kinds);
    const fileId = dice.pick(goods);
    switch (kind) {
      case "list":
        return { kind };
      case "retrieve":
        return { kind, fileId, includeLink: dice.roll() < 0.5 };
      case "download":
        return {
          kind,
          fileId,
          folder: downloads,
          cancelAfter: dice.roll() < 0.25 ? dice.between(10, 1500) : patience,
        };
      case "upload":
        return { kind, path: this.#newFile(folder), purpose: "t2a_async_input" };
      case "command":
        return { kind, id: commandIds.refresh };
    }
  }

  #newFile(folder: string): string {
    const path = join(folder, `upload-${++this.#uploads}.txt`);
    writeFileSync(path, randomBytes(this.#parts.dice.between(1, 20_000)).toString("hex"));
    return path;
  }
}

type TradeOrder = Extract<Order, { kind: TradeKind }>;
