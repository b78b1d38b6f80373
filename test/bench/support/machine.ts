import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type as system } from "node:os";
import { join } from "node:path";
import { rootFolder } from "../../support/folders.ts";

/** The programs of the machine that take part, with the version of each. */
export interface Tools {
  /** Path of nginx, which is often where only root looks. */
  readonly nginx: string;
  readonly versions: Readonly<Record<"curl" | "nginx" | "aria2c" | "openssl", string>>;
}

/** Throws with what to install where one is missing. */
export function findTools(): Tools {
  const nginx = existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
  try {
    return {
      nginx,
      versions: {
        curl: versionIn("curl", "--version"),
        nginx: versionIn(nginx, "-v"),
        aria2c: versionIn("aria2c", "--version"),
        openssl: versionIn("openssl", "version"),
      },
    };
  } catch (cause) {
    throw new Error(
      "The benchmark needs curl, nginx, aria2c and openssl (Debian: apt-get install curl nginx-light aria2 openssl)",
      { cause },
    );
  }
}

/** Versions of Node.js and of the packages that take part. */
export function nodeVersions(): Readonly<Record<string, string>> {
  const packages = ["undici", "got", "axios"].map((name) => [name, versionOf(name)] as const);
  return {
    "Node.js": process.versions.node,
    "its OpenSSL": process.versions.openssl,
    "its undici": process.versions["undici"] ?? "unknown",
    ...Object.fromEntries(packages),
  };
}

export function describeMachine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${cpu?.model ?? "unknown processor"}, ${memory} GiB, ${system()} ${release()}`;
}

/** How many programs wanted a processor at a time, during the last minute. */
export function load(): number {
  return loadavg()[0] ?? NaN;
}

function versionIn(program: string, flag: string): string {
  // nginx tells its version on the other stream.
  const output = execFileSync("sh", ["-c", `"$0" "$1" 2>&1`, program, flag], { encoding: "utf8" });
  const version = /\d+(?:\.\d+)+\w*/.exec(output)?.[0];
  if (version === undefined) {
    throw new Error(`${program} ${flag} tells no version`);
  }
  return version;
}

function versionOf(name: string): string {
  const file = join(rootFolder, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}
