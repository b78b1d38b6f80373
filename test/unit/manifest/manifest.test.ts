import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as ids from "../../../src/editor/ids.ts";

interface MenuEntry {
  readonly command?: string;
  readonly group?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: string };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly media: { readonly image: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const manifestText = readFileSync("package.json", "utf8");
const manifest = JSON.parse(manifestText) as Manifest;
const texts = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
const { commands, views, viewsWelcome, walkthroughs, menus, keybindings, configuration } =
  manifest.contributes;

const declaredCommands = commands.map(({ command }) => command);
const whenClauses = [...Object.values(menus).flat(), ...viewsWelcome, ...keybindings].map(
  ({ when }) => when ?? "",
);
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const completionEvents = steps.flatMap((step) => step.completionEvents);

/** Every `minimaxFiles.…` name in a text. */
function ownNames(text: string): string[] {
  return [...text.matchAll(/minimaxFiles\.[A-Za-z.]+/g)].map(([name]) => name);
}

/** The code that could mention an id: the extension's own, ids.ts excepted. */
const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith("ids.ts"))
  .map((file) => readFileSync(join("src", file), "utf8"))
  .join("\n");

function sorted(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}

describe("package.json and the code name the same things", () => {
  it("declares exactly the commands of ids.ts", () => {
    expect(sorted(declaredCommands)).toEqual(sorted(Object.values(ids.commandIds)));
  });

  it("declares exactly the views of ids.ts", () => {
    expect(sorted(Object.values(views).flatMap((list) => list.map(({ id }) => id)))).toEqual(
      sorted(Object.values(ids.viewIds)),
    );
  });

  it("declares exactly the settings of ids.ts", () => {
    expect(sorted(Object.keys(configuration.properties))).toEqual(sorted(Object.values(ids.settingIds)));
  });

  it("uses every context key of ids.ts in a when clause or a walkthrough, and no other", () => {
    const known = new Set<string>([...Object.values(ids.viewIds), ...Object.values(ids.commandIds)]);
    const used = [...whenClauses, ...completionEvents].flatMap(ownNames).filter((name) => !known.has(name));
    expect(sorted(used)).toEqual(sorted(Object.values(ids.contextKeys)));
  });

  it("mentions every id of ids.ts somewhere in the code", () => {
    for (const [group, table] of Object.entries({
      commandIds: ids.commandIds,
      viewIds: ids.viewIds,
      settingIds: ids.settingIds,
      contextKeys: ids.contextKeys,
    })) {
      for (const name of Object.keys(table)) {
        expect(sources, `${group}.${name}`).toContain(`${group}.${name}`);
      }
    }
  });

  it("puts only declared commands into menus, keybindings and welcome texts", () => {
    const used = [...Object.values(menus).flat(), ...keybindings].flatMap(({ command }) =>
      command === undefined ? [] : [command],
    );
    const linked = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/command:(minimaxFiles\.[\w.]+)/g)].map(([, command]) => command ?? ""),
    );
    const focus = Object.values(ids.viewIds).map((view) => `${view}.focus`);
    for (const command of [...used, ...linked]) {
      expect([...declaredCommands, ...focus]).toContain(command);
    }
  });

  it("leads by rows alone to the commands that are registered with the first rows", () => {
    const rowCommands = new Set<string | undefined>(Object.values(ids.rowCommandIds));
    const inMenus = Object.entries(menus).flatMap(([menu, entries]) =>
      entries.filter(({ command }) => rowCommands.has(command)).map((entry) => ({ menu, ...entry })),
    );
    const inPalette = inMenus.filter(({ menu }) => menu === "commandPalette");
    expect(sorted(inPalette.flatMap(({ command }) => command ?? []))).toEqual(
      sorted(Object.values(ids.rowCommandIds)),
    );
    expect(inPalette.filter(({ when }) => when !== "false")).toEqual([]);
    expect(sorted(inMenus.map(({ menu }) => menu))).toEqual([
      "commandPalette",
      "minimaxFiles.copyAs",
      "view/item/context",
    ]);
    for (const { command, when } of keybindings.filter((key) => rowCommands.has(key.command))) {
      expect(when, command).toMatch(/^focusedView == minimaxFiles\.\w+ && listFocus\b/);
    }
  });

  it("offers each icon of a row in its context menu too, which the keyboard reaches", () => {
    const entries = menus["view/item/context"] ?? [];
    const inline = entries.filter(({ group }) => group?.startsWith("inline") === true);
    const inMenu = entries.filter((entry) => !inline.includes(entry)).map(({ command }) => command);
    expect(inline.length).toBeGreaterThan(0);
    for (const { command } of inline) {
      expect(inMenu).toContain(command);
    }
  });

  it("has the walkthrough that the code opens, with a picture for each step", () => {
    expect(walkthroughs.map(({ id }) => `${ids.extensionId}#${id}`)).toEqual([ids.walkthroughId]);
    for (const { media } of steps) {
      expect(existsSync(media.image), media.image).toBe(true);
    }
  });

  it("names our scheme in when clauses without the word file, which a remote VS Code reads as vscode-remote", () => {
    const schemes = whenClauses.flatMap((when) => [...when.matchAll(/resourceScheme =[=~] ([^ ]+)/g)]);
    expect(schemes.length).toBeGreaterThan(1);
    for (const [clause, value = ""] of schemes) {
      expect(value === "file" || !value.includes("file"), clause).toBe(true);
    }
  });

  it("offers a copy of what our file system holds, and leaves VS Code's own Save As to a report", () => {
    const patterns = whenClauses.flatMap((when) => [...when.matchAll(/resourceScheme =~ \/([^/]+)\//g)]);
    expect(patterns.length).toBeGreaterThan(1);
    for (const [clause, pattern = ""] of patterns) {
      const taken = ["minimax-files", "minimax-files-diagnosis"].filter((scheme) =>
        new RegExp(pattern).test(scheme),
      );
      expect(taken, clause).toEqual(["minimax-files"]);
    }
  });

  it("gives every setting a scope, and those that choose a place or a network a user-level one", () => {
    for (const [id, { scope }] of Object.entries(configuration.properties)) {
      expect(scope, id).toBeDefined();
      if (/network|folder|origin|path/i.test(id)) {
        expect(["application", "machine"], id).toContain(scope);
      }
    }
  });
});

describe("what a workspace may decide", () => {
  it("is no place for a setting that names a platform, an address or a key", () => {
    for (const id of Object.keys(configuration.properties)) {
      expect(id).not.toMatch(/origin|url|endpoint|host|key|token|secret/i);
    }
  });

  it("is no setting at all: each is the user's, and ignored in Restricted Mode in any case", () => {
    for (const [id, { scope }] of Object.entries(configuration.properties)) {
      expect(["application", "machine"], id).toContain(scope);
    }
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    expect(sorted(untrustedWorkspaces.restrictedConfigurations)).toEqual(
      sorted(Object.values(ids.settingIds)),
    );
    expect([untrustedWorkspaces.supported, virtualWorkspaces.supported]).toEqual(["limited", "limited"]);
  });

  it("is not when the extension starts, and a link from elsewhere cannot start it either", () => {
    expect(
      manifest.activationEvents.filter((event) => /^(?:\*|onUri|workspaceContains)/.test(event)),
    ).toEqual([]);
  });
});

describe("the code of the extension", () => {
  it.each([
    ["handles no URIs from outside", /registerUriHandler/],
    ["starts no other program, whose arguments others could read", /child_process/],
    ["switches no certificate check off for the process", /NODE_TLS_REJECT_UNAUTHORIZED/],
    ["leaves the host's global dispatcher alone", /setGlobalDispatcher/],
    ["runs no text as code", /\beval\(|new Function\(/],
    ["renders no HTML in Markdown", /supportHtml/],
    ["trusts no Markdown as a whole", /isTrusted\s*[:=]\s*true|enableCommandUris/],
    ["sends no telemetry", /createTelemetryLogger|sendTelemetry/],
  ])("%s", (_guarantee, pattern) => {
    expect(sources).not.toMatch(pattern);
  });
});

describe("package.nls.json", () => {
  const used = [...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? "");

  it("has a text for every key that package.json uses", () => {
    for (const key of used) {
      expect(texts, key).toHaveProperty([key]);
    }
  });

  it("has no text that package.json does not use", () => {
    expect(sorted(Object.keys(texts))).toEqual(sorted(used));
  });
});
