import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTempFolder } from "./folders.ts";

/** A certificate with its key, PEM; also what `tls.createServer` takes. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority that lives as long as a test file. */
export interface TestAuthority {
  /** The root, PEM: what a client must be told to trust. */
  readonly root: string;
  /** A certificate for these names, valid for a day unless it is to have expired already. */
  issue(names: readonly string[], options?: { readonly expired?: boolean }): Identity;
  remove(): void;
}

/** Makes a throw-away authority with the openssl of the machine. */
export function makeAuthority(name = "Test Root"): TestAuthority {
  const folder = makeTempFolder("certificates");
  const path = (file: string): string => join(folder.path, file);
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { cwd: folder.path, stdio: "pipe" });
  };
  const newKey = (file: string): string[] => [
    ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
    ...["-noenc", "-keyout", path(file)],
  ];
  openssl(
    ...["req", "-x509", ...newKey("root.key"), "-out", path("root.pem"), "-days", "2"],
    ...["-subj", `/CN=${name}/O=MiniMax Files tests`, "-addext", "keyUsage=critical,keyCertSign,cRLSign"],
  );
  let issued = 0;
  return {
    root: readFileSync(path("root.pem"), "utf8"),
    issue: (names, { expired = false } = {}) => {
      const file = `leaf${++issued}`;
      openssl(
        "req",
        "-new",
        ...newKey(`${file}.key`),
        "-out",
        path(`${file}.csr`),
        "-subj",
        `/CN=${names[0]}`,
      );
      writeFileSync(path(`${file}.ext`), `subjectAltName=${names.map(alternativeName).join(",")}\n`);
      openssl(
        ...["x509", "-req", "-in", path(`${file}.csr`), "-out", path(`${file}.pem`)],
        ...["-CA", path("root.pem"), "-CAkey", path("root.key"), "-CAcreateserial"],
        ...["-extfile", path(`${file}.ext`), "-days", expired ? "-1" : "1"],
      );
      return {
        cert: readFileSync(path(`${file}.pem`), "utf8"),
        key: readFileSync(path(`${file}.key`), "utf8"),
      };
    },
    remove: folder.remove,
  };
}

function alternativeName(name: string): string {
  return /^[\d.]+$/.test(name) || name.includes(":") ? `IP:${name}` : `DNS:${name}`;
}
