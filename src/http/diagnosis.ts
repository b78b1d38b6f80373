/** What "Diagnose Connection" finds. Types only: importing this file loads nothing. */
import type { AddressKind } from "./addresses.ts";
import type { ChainLink } from "./certificateChain.ts";
import type { NetworkReason } from "./http.ts";
import type { Route } from "./proxyRoute.ts";

/** What became of one step. `milliseconds` is how long it took. */
export type Outcome<Found> =
  | ({ readonly ok: true; readonly milliseconds: number } & Found)
  | {
      readonly ok: false;
      readonly milliseconds: number;
      readonly reason: NetworkReason;
      readonly code: string | undefined;
      readonly proxy: string | undefined;
    };

/**
 * One step of the way to an origin. Only hosts, numbers and names from certificates: nothing of the user's, no
 * key, path or query, so that it can go into a bug report as it is.
 */
export type DiagnosisStep =
  | {
      readonly step: "route";
      readonly kind: Route["kind"];
      /** `host:port`, or the scheme of a proxy that we cannot use. */
      readonly proxy: string | undefined;
      readonly authenticates: boolean;
    }
  | ({ readonly step: "dns"; readonly host: string } & Outcome<{
      readonly addresses: readonly AddressFound[];
    }>)
  | ({ readonly step: "connection"; readonly host: string } & Outcome<{ readonly tls: TlsFound | undefined }>)
  | ({ readonly step: "answer"; readonly transport: "undici" | "vscode" } & Outcome<AnswerFound>);

/** An address is told by what it is for; the address itself may say more about a network than its owner likes. */
export interface AddressFound {
  readonly family: 4 | 6;
  readonly kind: AddressKind;
}

export interface TlsFound {
  /** `TLSv1.3`. */
  readonly protocol: string | undefined;
  /** Why the certificate is not trusted; `undefined` if it is. */
  readonly distrust: string | undefined;
  /** The server's certificate first, then who vouches for whom: a proxy that breaks TLS open shows here. */
  readonly chain: readonly ChainLink[];
}

export interface AnswerFound {
  readonly status: number;
  /** Where a redirect leads; a sign-in page of a hotel's network shows here. */
  readonly redirectHost: string | undefined;
}
