import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import type { SecureContext } from "node:tls";
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
  const bundled = new Set(store.rootCertificates);
  const added = [...new Set(local)].filter((pem) => !bundled.has(pem) && isCurrent(pem, now));
  return [...bundled, ...added];
}

/**
 * Makes the TLS context at the first call, and keeps it: reading and parsing hundreds of certificates takes
 * tens of milliseconds, too long for each connection.
 */
export function lazySecureContext(
  settings: Pick<NetworkSettings, "systemCertificates" | "extraCertificates">,
  store: CertificateStore,
): () => SecureContext {
  let context: SecureContext | undefined;
  return () => {
    context ??= createSecureContext({ ca: trustedCertificates(settings, store, Date.now()) });
    return context;
  };
}

function isCurrent(pem: string, now: number): boolean {
  try {
    return Date.parse(new X509Certificate(pem).validTo) > now;
  } catch {
    // One certificate that cannot be read must not take the others down with it.
    return false;
  }
}
