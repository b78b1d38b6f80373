import type { LookupAddress } from "node:dns";
import { TLSSocket } from "node:tls";
import { untilAborted } from "../shared/cancellation.ts";
import { assertAllowedUrl } from "./addressGuard.ts";
import type { ResolveAll } from "./addressGuard.ts";
import { bareAddress, classifyAddress, isAddress } from "./addresses.ts";
import { describeCertificates } from "./certificateChain.ts";
import type { Connector } from "./connector.ts";
import type { AddressFound, AnswerFound, DiagnosisStep, Outcome, TlsFound } from "./diagnosis.ts";
import { codeOf, toNetworkError } from "./errors.ts";
import { NetworkError } from "./http.ts";
import type { Http, ResponseHead, Timeouts } from "./http.ts";
import type { AddressPolicy } from "./network.ts";
import type { Route } from "./proxyRoute.ts";

/** The parts of a network that are tried one by one. */
export interface DiagnosisParts {
  readonly route: Route;
  /** An origin that a server supplied is diagnosed within the same bounds as it is used. */
  readonly policy: AddressPolicy;
  readonly resolve: ResolveAll;
  /** Connects without looking at the certificate, so that it can be shown. Nothing is sent on that connection. */
  readonly unverified: () => Connector;
  readonly transports: Readonly<Record<"undici" | "vscode", () => Http>>;
  readonly signal: AbortSignal;
}

/** Somebody looks on, so less patience than an exchange has. */
const limits: Timeouts = { connect: 15_000, headers: 15_000, body: 15_000 };

/** Walks the way to an origin and tells every step, whether or not those before it succeeded. */
export async function diagnoseConnection(
  origin: URL,
  parts: DiagnosisParts,
): Promise<readonly DiagnosisStep[]> {
  const { route, signal } = parts;
  const firstHop = route.kind === "proxy" ? new URL(route.proxy.origin) : origin;
  const steps: DiagnosisStep[] = [describeRoute(route)];
  if (route.kind !== "unsupported") {
    const addresses = await timed(firstHop.host, () =>
      // A lookup cannot be stopped, only left alone.
      untilAborted(addressesOf(firstHop, parts.resolve), signal),
    );
    steps.push({ step: "dns", host: firstHop.host, ...addresses });
    signal.throwIfAborted();
    const connection = await timed(origin.host, () => connectTo(origin, parts));
    steps.push({ step: "connection", host: origin.host, ...connection });
  }
  for (const transport of ["undici", "vscode"] as const) {
    signal.throwIfAborted();
    const answer = await timed(origin.host, () => ask(origin, parts.transports[transport](), signal));
    steps.push({ step: "answer", transport, ...answer });
  }
  signal.throwIfAborted();
  return steps;
}

function describeRoute(route: Route): DiagnosisStep {
  switch (route.kind) {
    case "direct":
      return { step: "route", kind: route.kind, proxy: undefined, authenticates: false };
    case "unsupported":
      return { step: "route", kind: route.kind, proxy: route.scheme, authenticates: false };
    case "proxy": {
      const { origin, authorization } = route.proxy;
      return {
        step: "route",
        kind: route.kind,
        proxy: new URL(origin).host,
        authenticates: authorization !== undefined,
      };
    }
  }
}

async function timed<Found>(host: string, attempt: () => Promise<Found>): Promise<Outcome<Found>> {
  const start = performance.now();
  const elapsed = (): number => Math.round(performance.now() - start);
  try {
    const found = await attempt();
    return { ok: true, milliseconds: elapsed(), ...found };
  } catch (error) {
    const { reason, code, proxy } = toNetworkError(error, host, { answering: false, sent: false });
    return { ok: false, milliseconds: elapsed(), reason, code, proxy };
  }
}

function addressesOf(hop: URL, resolve: ResolveAll): Promise<{ addresses: readonly AddressFound[] }> {
  const found = (addresses: readonly LookupAddress[]): { addresses: readonly AddressFound[] } => ({
    addresses: addresses.map(({ address, family }) => ({
      family: family === 6 ? 6 : 4,
      kind: classifyAddress(address),
    })),
  });
  if (isAddress(hop.hostname)) {
    const family = hop.hostname.startsWith("[") ? 6 : 4;
    return Promise.resolve(found([{ address: hop.hostname, family }]));
  }
  return new Promise((done, fail) => {
    resolve(hop.hostname, { all: true }, (error, addresses) => {
      if (error === null) {
        done(found(addresses));
      } else {
        fail(error);
      }
    });
  });
}

async function connectTo(origin: URL, parts: DiagnosisParts): Promise<{ tls: TlsFound | undefined }> {
  const { protocol, hostname, host, port } = origin;
  assertAllowedUrl(origin, parts.policy);
  const connector = parts.unverified();
  return await new Promise((done, fail) => {
    const giveUp = (): void => {
      fail(new NetworkError("timeout", host, { code: "CONNECT_TIMEOUT", sent: false }));
      connector.close();
    };
    const timer = setTimeout(giveUp, limits.connect);
    parts.signal.addEventListener("abort", giveUp, { once: true });
    connector.connect({ protocol, hostname: bareAddress(hostname), host, port }, (...[error, socket]) => {
      clearTimeout(timer);
      parts.signal.removeEventListener("abort", giveUp);
      if (error === null) {
        done({ tls: socket instanceof TLSSocket ? describeTls(socket) : undefined });
        socket.destroy();
      } else {
        fail(error);
      }
    });
  });
}

function describeTls(socket: TLSSocket): TlsFound {
  return {
    protocol: socket.getProtocol() ?? undefined,
    distrust: socket.authorized ? undefined : distrustOf(socket.authorizationError),
    chain: describeCertificates(socket.getPeerCertificate(true)),
  };
}

/** Node declares an Error, and gives the code for what OpenSSL found. */
function distrustOf(error: unknown): string {
  return typeof error === "string" ? error : (codeOf(error) ?? "unknown");
}

async function ask(origin: URL, http: Http, signal: AbortSignal): Promise<AnswerFound> {
  let head: ResponseHead | undefined;
  try {
    await http.exchange(
      { method: "HEAD", url: new URL("/", origin), timeouts: limits, signal },
      {
        onHead: (received) => {
          head = received;
        },
        onData: () => undefined,
      },
    );
  } finally {
    await http.close();
  }
  return { status: head?.status ?? 0, redirectHost: redirectHost(head, origin) };
}

function redirectHost(head: ResponseHead | undefined, origin: URL): string | undefined {
  const location = head?.header("location");
  return location !== undefined && URL.canParse(location, origin)
    ? new URL(location, origin).host
    : undefined;
}
