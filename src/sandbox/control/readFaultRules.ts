import type { OperationName } from "../api/operation.ts";
import type { Fault, FaultPlace, FaultRule } from "../faults/fault.ts";

/** A type, or the words of which one is meant. */
type FieldType = "number" | "string" | "boolean" | "number or string" | readonly string[];
type Shape = Readonly<Record<string, FieldType>>;
type Kinds<P extends FaultPlace> = Readonly<Record<Extract<Fault, { readonly at: P }>["kind"], Shape>>;

const operations: Readonly<Record<OperationName, true>> = {
  list: true,
  upload: true,
  retrieve: true,
  content: true,
  delete: true,
  videoTask: true,
  speechTask: true,
  createVideo: true,
  createSpeech: true,
  models: true,
};
const rule: Shape = { times: "number", skip: "number" };
const slowness = { latency: { milliseconds: "number" }, throttle: { bytesPerSecond: "number" } } as const;
const cut = { afterBytes: "number" } as const;

/** Which fields each fault has beside `at`, `kind`, `times` and `skip`; a `?` marks those that may be absent. */
const shapes: { readonly [P in FaultPlace]: { readonly scope: Shape; readonly kinds: Kinds<P> } } = {
  api: {
    scope: { "operation?": Object.keys(operations) },
    kinds: {
      ...slowness,
      code: { code: "number", "message?": "string" },
      status: {
        status: "number",
        "retryAfter?": "number or string",
        "envelope?": ["gateway", "typed", "text"],
        "code?": "string",
        "message?": "string",
      },
      html: { "status?": "number" },
      empty: { "status?": "number" },
      truncatedJson: {},
      endless: {},
      redirect: { to: "string", "status?": "number" },
      dead: {},
      deadAfterWork: {},
      silent: {},
    },
  },
  signing: {
    scope: { "fileId?": "string" },
    kinds: {
      lifetime: { seconds: "number" },
      absent: {},
      withoutScheme: {},
      insecure: {},
      withBackup: {},
      literal: { url: "string" },
    },
  },
  link: {
    scope: { "fileId?": "string", "host?": ["primary", "backup", "both"] },
    kinds: {
      ...slowness,
      down: {},
      expired: {},
      stall: cut,
      reset: cut,
      finish: cut,
      drip: { bytes: "number", milliseconds: "number" },
      ignoreRange: {},
      brokenIfRange: {},
      wrongContentRange: { "by?": "number" },
      etag: { etag: ["weak", "none"] },
      changed: { "silently?": "boolean" },
      resized: { by: "number" },
      gzip: {},
      status: { status: "number", "retryAfter?": "number or string" },
      redirect: { to: "string", "status?": "number" },
      html: {},
    },
  },
  task: {
    scope: {},
    kinds: { fail: { "code?": "number", "message?": "string" }, expired: {} },
  },
};

/** Reads one fault or a list of them from JSON; a text that says what is wrong if it cannot. */
export function readFaultRules(json: string): readonly FaultRule[] | string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return "the body is not JSON";
  }
  const rules: unknown[] = Array.isArray(value) ? value : [value];
  const wrong = rules.map(whatIsWrong).find((reason) => reason !== undefined);
  return wrong ?? (rules as readonly FaultRule[]);
}

function whatIsWrong(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) {
    return "a fault is an object";
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const place =
    typeof fields["at"] === "string" && Object.hasOwn(shapes, fields["at"]) ? fields["at"] : undefined;
  if (place === undefined) {
    return `"at" is one of ${Object.keys(shapes).join(", ")}`;
  }
  const { scope, kinds } = shapes[place as FaultPlace];
  const shape = new Map<unknown, Shape>(Object.entries(kinds)).get(fields["kind"]);
  return shape === undefined
    ? `"kind" of ${place} is one of ${Object.keys(kinds).join(", ")}`
    : fieldErrors(fields, { ...optional(rule), ...scope, ...shape });
}

function fieldErrors(fields: Readonly<Record<string, unknown>>, shape: Shape): string | undefined {
  const known = new Set(["at", "kind"]);
  for (const [key, type] of Object.entries(shape)) {
    const name = key.replace("?", "");
    known.add(name);
    const value = fields[name];
    if (value === undefined ? key === name : !isOf(type, value)) {
      return `"${name}" is ${typeof type === "string" ? `a ${type}` : `one of ${type.join(", ")}`}`;
    }
  }
  const unknown = Object.keys(fields).find((name) => !known.has(name));
  return unknown === undefined ? undefined : `"${unknown}" is not a field of this fault`;
}

function isOf(type: FieldType, value: unknown): boolean {
  return typeof type === "string"
    ? type.split(" or ").includes(typeof value)
    : typeof value === "string" && type.includes(value);
}

function optional(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).map(([name, type]) => [`${name}?`, type]));
}
