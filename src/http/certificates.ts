import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createSecureContext } from "node:tls";
import type { SecureContext } from "node:tls";
import { Worker } from "node:worker_threads";
import { untilAborted } from "../shared/cancellation.ts";
import type { NetworkSettings } from "./network.ts";

/** Where certificates come from: the part of `node:tls` that this needs. */
export interface CertificateStore {
  /** The roots that Node brings along (Mozilla's). */
  readonly rootCertificates: readonly string[];
  /** Since Node 22.15 (VS Code 1.101). */
  readonly getCACertificates?: (type: "system" | "extra") => readonly string[];
}

/**
 * The certificates to trust, PEM: Node's own roots, `NODE_EXTRA_CA_CERTS`, the machine's store unless the
 * settings say no, and the settings' own. What has expired is left out: on some machines it shadows a valid
 * certificate of the same name. (Node's own roots are not looked at: parsing costs half a millisecond each.)
 */
export function trustedCertificates(
  settings: Pick<NetworkSettings, "systemCertificates" | "extraCertificates">,
  store: CertificateStore,
  now: number,
): string[] {
  const fromStore = (type: "system" | "extra"): readonly string[] => store.getCACertificates?.(type) ?? [];
  const local = [
    ...fromStore("extra"),
    ...(settings.systemCertificates ? fromStore("system") : []),
    ...settings.extraCertificates,
  ];
  const known = new Set(store.rootCertificates.map(withoutSpace));
  const added = local.filter((pem) => {
    const isNew = !known.has(withoutSpace(pem));
    known.add(withoutSpace(pem));
    return isNew && isCurrent(pem, now);
  });
  return [...store.rootCertificates, ...added];
}

/** Most of the machine's certificates are Node's own as well, and each takes time; only their line ends differ. */
function withoutSpace(pem: string): string {
  return pem.replace(/\s+/g, "");
}

/** Whom one network configuration trusts. */
export interface Trust {
  /**
   * Made at the first call, and kept: hundreds of certificates take too long for each connection. Blocks the event
   * loop for a tenth of a second, or on some systems more, where `prepare` has not gone before.
   */
  readonly context: () => SecureContext;
  /** Resolves when `context` can be had quickly. Rejects with the signal's reason, and with nothing else. */
  readonly prepare: (signal: AbortSignal | undefined) => Promise<void>;
}

/** `readMachine`: gets the certificates of the machine's store ready to be had without a wait. */
export function lazyTrust(
  settings: Pick<NetworkSettings, "systemCertificates" | "extraCertificates">,
  store: CertificateStore,
  readMachine: () => Promise<void>,
): Trust {
  let context: SecureContext | undefined;
  let prepared: Promise<void> | undefined;
  return {
    context: () => {
      context ??= createSecureContext({ ca: trustedCertificates(settings, store, Date.now()) });
      return context;
    },
    prepare: async (signal) => {
      if (context === undefined && settings.systemCertificates) {
        prepared ??= readMachine();
        await (signal === undefined ? prepared : untilAborted(prepared, signal));
      }
    },
  };
}

/**
 * Reads the machine's certificates on a thread of its own: hundreds of files, or a slow question to the system. Node
 * keeps them for the whole process. Never rejects.
 */
export async function readMachineCertificates(): Promise<void> {
  try {
    await once(new Worker('require("node:tls").getCACertificates?.("system")', { eval: true }), "exit");
  } catch {
    // Whoever needs them reads them then, and waits.
  }
}

function isCurrent(pem: string, now: number): boolean {
  try {
    return Date.parse(new X509Certificate(pem).validTo) > now;
  } catch {
    // One certificate that cannot be read must not take the others down with it.
    return false;
  }
}
