import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve, relative } from "node:path";
import { rootFolder } from "./folders.ts";

/** Licences under which a package's code may be part of ours. */
const allowed: ReadonlySet<string> = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
]);

/** What the notices are called, beside the bundles. */
export const noticesFile = "ThirdPartyNotices.txt";

/** A package of which code is in the bundles. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The text of its licence. */
  readonly text: string;
}

/** What esbuild says about each bundle, as `esbuild.mjs` leaves it in `bundled.json`. */
type Outputs = Readonly<
  Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
>;

/** The bundles of a production build, by their place in it. */
export function bundleNames(folder: string): readonly string[] {
  return Object.keys(readOutputs(folder)).map((path) => relative(folder, resolve(rootFolder, path)));
}

/** The packages of which a production build really holds code. */
export function bundledPackages(folder: string): readonly BundledPackage[] {
  const places = Object.values(readOutputs(folder)).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => {
      const place = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
      return bytesInOutput === 0 || place === undefined ? [] : [resolve(rootFolder, place)];
    }),
  );
  return [...new Set(places)].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Writes the notices of a build beside it. Throws where a package's licence does not allow to hand its code on. */
export function writeNotices(folder: string): void {
  const packages = bundledPackages(folder);
  const refused = packages.filter(({ license, text }) => !allowed.has(license) || text.trim() === "");
  if (refused.length > 0) {
    const names = refused.map(({ name, license }) => `${name} (${license})`).join(", ");
    throw new Error(`Not allowed in a bundle, or without the text of its licence: ${names}`);
  }
  const byText = Map.groupBy(packages, ({ text }) => text.trim());
  const notices = [...byText].map(([text, those]) =>
    [...those.map(({ name, version, license }) => `${name} ${version} (${license})`), "", text, ""].join(
      "\n",
    ),
  );
  const heading = "MiniMax Files contains code of these packages.\n";
  writeFileSync(join(folder, noticesFile), [heading, ...notices].join(`\n${"=".repeat(80)}\n\n`));
}

function readOutputs(folder: string): Outputs {
  return JSON.parse(readFileSync(join(folder, "bundled.json"), "utf8")) as Outputs;
}

function readPackage(folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Omit<
    BundledPackage,
    "text"
  >;
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)/i.test(name));
  return {
    name: manifest.name,
    version: manifest.version,
    license: manifest.license,
    text: file === undefined ? "" : readFileSync(join(folder, file), "utf8"),
  };
}
