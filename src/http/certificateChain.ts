import type { DetailedPeerCertificate } from "node:tls";

/** One certificate of a chain, in the words that are printed in it. */
export interface ChainLink {
  readonly subject: string;
  readonly issuer: string;
  /** Unix seconds. */
  readonly validTo: number;
}

/** More than any honest chain has. */
const LONGEST_CHAIN = 10;

/** The chain that a server presented, its own certificate first; ends at the root or at what is missing. */
export function describeCertificates(leaf: DetailedPeerCertificate): readonly ChainLink[] {
  const links: ChainLink[] = [];
  const seen = new Set<string>();
  let certificate: MaybeCertificate | undefined = leaf;
  while (certificate !== undefined && links.length < LONGEST_CHAIN) {
    const { fingerprint256, subject, issuer, valid_to: validTo } = certificate;
    if (fingerprint256 === undefined || seen.has(fingerprint256)) {
      break;
    }
    seen.add(fingerprint256);
    links.push({
      subject: nameOf(subject ?? {}),
      issuer: nameOf(issuer ?? {}),
      validTo: Math.floor(Date.parse(validTo ?? "") / 1000),
    });
    certificate = certificate.issuerCertificate;
  }
  return links;
}

/** Node gives an empty object where there is no certificate, whatever its types say; a root is its own issuer. */
type MaybeCertificate = Partial<DetailedPeerCertificate>;

/** A name may lack either part, or have it several times, whatever Node's types say. */
function nameOf(name: Readonly<Partial<Record<"CN" | "O", string | string[]>>>): string {
  return [name.CN ?? [], name.O ?? []].flat().join(", ");
}
