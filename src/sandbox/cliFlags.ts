import { parseArgs } from "node:util";
import { readFaultRules } from "./control/readFaultRules.ts";
import type { FaultRule } from "./faults/fault.ts";
import type { Face, SandboxOptions } from "./options.ts";

/** What the command line asks for. */
export interface CliRequest {
  readonly options: Omit<SandboxOptions, "mediaFolder">;
  /** Only the machine-readable line. */
  readonly json: boolean;
  /** How many files to add to the seed. */
  readonly many: number;
}

export const usage = `Usage: npm run sandbox -- [flags]

  --port N           port of the API (default: any free one)
  --folder PATH      keep files and tasks there from run to run
  --face FACE        minimax | china | cometapi
  --key KEY          accepted key (default: sk-api-sandbox); may be repeated
  --links STYLE      signed | unsigned
  --link-lifetime S  life of a download link, seconds
  --list-generated   list generated files too
  --task-seconds S   how long a task takes
  --many N           add N files without bytes on disk
  --latency MS       delay every API answer
  --throttle BPS     slow every download, bytes per second
  --fault JSON       any other misbehaviour, as for POST /_sandbox/faults; may be repeated
  --json             print the machine-readable line only
  --help
`;

const flags = {
  port: { type: "string" },
  folder: { type: "string" },
  face: { type: "string" },
  key: { type: "string", multiple: true },
  links: { type: "string" },
  "link-lifetime": { type: "string" },
  "list-generated": { type: "boolean" },
  "task-seconds": { type: "string" },
  many: { type: "string" },
  latency: { type: "string" },
  throttle: { type: "string" },
  fault: { type: "string", multiple: true },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Without their dashes. */
export const flagNames: readonly string[] = Object.keys(flags);

/** Reads the flags; throws an `Error` with a message for people. */
export function readFlags(args: readonly string[]): CliRequest | "help" {
  const { values } = parseArgs({ args: [...args], options: flags });
  if (values.help === true) {
    return "help";
  }
  const { folder, key } = values;
  const port = whole("--port", values.port);
  if (port !== undefined && port > 65_535) {
    throw new Error(`--port takes a number up to 65535, not ${port}`);
  }
  const face = oneOf<Face>("--face", values.face, ["minimax", "china", "cometapi"]);
  const links = oneOf("--links", values.links, ["signed", "unsigned"]);
  const linkLifetime = whole("--link-lifetime", values["link-lifetime"]);
  const taskSeconds = whole("--task-seconds", values["task-seconds"]);
  const latency = whole("--latency", values.latency);
  const throttle = whole("--throttle", values.throttle);
  return {
    json: values.json ?? false,
    many: whole("--many", values.many) ?? 0,
    options: {
      ...(port === undefined ? {} : { port }),
      ...(folder === undefined ? {} : { folder }),
      ...(face === undefined ? {} : { face }),
      ...(key === undefined ? {} : { keys: key }),
      ...(links === undefined ? {} : { links }),
      ...(linkLifetime === undefined ? {} : { linkLifetime }),
      ...(taskSeconds === undefined ? {} : { taskSeconds }),
      listGenerated: values["list-generated"] ?? false,
      faults: [
        ...(latency === undefined ? [] : [{ at: "api", kind: "latency", milliseconds: latency } as const]),
        ...(throttle === undefined
          ? []
          : [{ at: "link", kind: "throttle", bytesPerSecond: throttle } as const]),
        ...(values.fault ?? []).flatMap(faults),
      ],
    },
  };
}

function faults(json: string): readonly FaultRule[] {
  const rules = readFaultRules(json);
  if (typeof rules === "string") {
    throw new Error(`--fault: ${rules}`);
  }
  return rules;
}

function whole(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,12}$/.test(text)) {
    throw new Error(`${flag} takes a whole number, not ${text}`);
  }
  return Number(text);
}

function oneOf<T extends string>(flag: string, text: string | undefined, words: readonly T[]): T | undefined {
  const word = words.find((candidate) => candidate === text);
  if (text !== undefined && word === undefined) {
    throw new Error(`${flag} takes ${words.join(" | ")}, not ${text}`);
  }
  return word;
}
