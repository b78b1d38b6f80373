import { randomInt } from "node:crypto";

/** Seconds of traffic, start and checks not counted: `SOAK_SECONDS`, 30 by default. */
export const soakSeconds = numberFrom("SOAK_SECONDS", 30);

/** Which orders, faults and blows, and in which order: `SOAK_SEED`, anew each time by default. */
export const soakSeed = numberFrom("SOAK_SEED", randomInt(2 ** 32));

function numberFrom(variable: string, fallback: number): number {
  const text = process.env[variable];
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isFinite(value) || value < 0) {
    throw new Error(`${variable} is to be a number, not ${text}`);
  }
  return value;
}
