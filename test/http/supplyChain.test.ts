/** What reaches a user's machine, and where it comes from. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, buildInto, isBuilt } from "../support/build.ts";
import { makeTempFolder, rootFolder } from "../support/folders.ts";
import { bundledPackages, bundleNames, noticesFile, writeNotices } from "../support/notices.ts";

const folder = makeTempFolder("supply-chain");
const [first, second] = [join(folder.path, "first"), join(folder.path, "second")];
const dist = join(rootFolder, "dist");

beforeAll(async () => {
  if (!isBuilt) {
    await build("--production");
    writeNotices(dist);
  }
  await buildInto(first);
  await buildInto(second);
});

afterAll(() => {
  folder.remove();
});

function digests(of: string): Record<string, string> {
  return Object.fromEntries(
    bundleNames(of).map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(of, name)))
        .digest("hex"),
    ]),
  );
}

describe("the bundles", () => {
  it("are the same, byte for byte, whenever and wherever they are built", () => {
    const built = digests(first);
    expect(Object.keys(built)).toContain("extension.cjs");
    expect(digests(second)).toEqual(built);
  });

  it("hold code of packages that the notices name, with their licences", () => {
    writeNotices(first);
    const notices = readFileSync(join(first, noticesFile), "utf8");
    const packages = bundledPackages(first);
    expect(packages.map(({ name }) => name)).toContain("undici");
    for (const { name, version, license } of packages) {
      expect(notices).toContain(`${name} ${version} (${license})`);
    }
  });

  it.each([
    ["a licence that is not allowed", "GPL-3.0-only", "text"],
    ["no text of its licence", "MIT", ""],
  ])("cannot be packaged with a package that has %s", (_what, license, text) => {
    const place = join(folder.path, "node_modules/stranger");
    mkdirSync(place, { recursive: true });
    writeFileSync(
      join(place, "package.json"),
      JSON.stringify({ name: "stranger", version: "1.0.0", license }),
    );
    writeFileSync(join(place, "LICENSE"), text);
    const inputs = { [join(place, "index.js")]: { bytesInOutput: 1 } };
    writeFileSync(join(second, "bundled.json"), JSON.stringify({ "dist/extension.cjs": { inputs } }));
    expect(() => {
      writeNotices(second);
    }).toThrow(/stranger/);
  });
});

describe("the VSIX", () => {
  it("holds these files and no others", async () => {
    const files = await listFiles({ cwd: rootFolder, packageManager: PackageManager.None });
    const translations = /^(?:package\.nls\.[\w-]+\.json|media\/l10n\/bundle\.l10n\.[\w-]+\.json)$/;
    const illustrations = /^media\/walkthrough\/[\w-]+\.webp$/;
    expect(files.filter((file) => !translations.test(file) && !illustrations.test(file)).sort()).toEqual(
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        `dist/${noticesFile}`,
        ...bundleNames(dist).map((name) => `dist/${name}`),
        "media/activity.svg",
        "media/icon.png",
        "media/panel-dark.svg",
        "media/panel-light.svg",
        "media/sandbox/clip.mp4",
        "media/sandbox/tone.mp3",
        "package.json",
        "package.nls.json",
      ].sort(),
    );
  });
});

describe("the dependencies", () => {
  const { dependencies } = JSON.parse(readFileSync(join(rootFolder, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };

  it("are few, and CONTRIBUTING.md says of each why it is there", () => {
    const explained = readFileSync(join(rootFolder, "CONTRIBUTING.md"), "utf8");
    for (const name of Object.keys(dependencies)) {
      expect(explained).toMatch(new RegExp(`^\\| \`${name}\``, "m"));
    }
    expect(Object.keys(dependencies).length).toBeLessThanOrEqual(2);
  });

  it.each([
    "package-lock.json",
    "test/support/vscode/runtime/package-lock.json",
    "test/support/vscode/runtime/oldest/package-lock.json",
  ])("are pinned by their digests, and come from nowhere but the registry: %s", (file) => {
    const { packages } = JSON.parse(readFileSync(join(rootFolder, file), "utf8")) as {
      readonly packages: Readonly<
        Record<string, { resolved?: string; integrity?: string; inBundle?: boolean }>
      >;
    };
    for (const [place, { resolved, integrity, inBundle }] of Object.entries(packages)) {
      if (place !== "" && inBundle !== true) {
        expect(resolved, place).toBeUndefined();
        expect(integrity, place).toMatch(/^sha512-/);
      }
    }
  });
});
