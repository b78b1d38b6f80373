import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Provider, ProviderId } from "../../platform/provider.ts";
import { providers } from "../../platform/providers.ts";
import { askKey, type ValidateKey } from "./askKey.ts";
import { parseOrigin, type Connection, type OriginProblem } from "./connection.ts";
import type { ConnectionStore } from "./connectionStore.ts";
import { providerDetail } from "./providerText.ts";

/** What the steps need from their surroundings. */
export interface AddConnectionContext {
  readonly store: ConnectionStore;
  readonly validate: ValidateKey;
  readonly startSandbox: () => Promise<void>;
}

/** Asks, step by step, for provider, address and key, and saves the connection. Escape at any step changes nothing. */
export async function addConnection({ store, validate, startSandbox }: AddConnectionContext): Promise<void> {
  const provider = await pickProvider();
  if (provider === undefined) {
    return;
  }
  if (provider.id === "sandbox") {
    await startSandbox();
    return;
  }
  const origin = await pickOrigin(provider);
  if (origin === undefined) {
    return;
  }
  const named: Connection = {
    id: randomUUID(),
    provider: provider.id,
    name: freeName(provider.id === "custom" ? new URL(origin).host : provider.name, store.all),
    origin,
  };
  const keyVariable = await pickKeyVariable(provider);
  if (keyVariable === undefined) {
    return;
  }
  const connection = keyVariable === askForKey ? named : { ...named, keyVariable };
  const key = keyVariable === askForKey ? await askKey(named, validate) : undefined;
  if (keyVariable === askForKey && key === undefined) {
    return;
  }
  await store.save(connection, key);
  await store.activate(connection);
}

async function pickProvider(): Promise<Provider | undefined> {
  const order: readonly ProviderId[] = ["minimax-global", "minimax-china", "cometapi", "custom", "sandbox"];
  const items = order.map((id) => ({
    label: providers[id].name,
    detail: providerDetail(id),
    provider: providers[id],
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Add Connection"),
    placeHolder: vscode.l10n.t("Where does your API key come from?"),
    matchOnDetail: true,
  });
  return picked?.provider;
}

async function pickOrigin(provider: Provider): Promise<string | undefined> {
  const [first, ...more] = provider.origins;
  if (first === undefined) {
    return askOrigin();
  }
  if (more.length === 0) {
    return first;
  }
  return vscode.window.showQuickPick([first, ...more], {
    title: vscode.l10n.t("Add Connection: {0}", provider.name),
    placeHolder: vscode.l10n.t("Which address do your scripts use? When in doubt, take the first."),
  });
}

async function askOrigin(): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Address of the Platform"),
    prompt: vscode.l10n.t("Scheme and host of a server that speaks the MiniMax files API"),
    placeHolder: "https://api.example.com",
    ignoreFocusOut: true,
    validateInput: (text) => {
      const parsed = parseOrigin(text);
      return "problem" in parsed && text !== "" ? originProblemText(parsed.problem) : undefined;
    },
  });
  const parsed = parseOrigin(typed ?? "");
  return "origin" in parsed ? parsed.origin : undefined;
}

function originProblemText(problem: OriginProblem): string {
  switch (problem) {
    case "notAUrl":
      return vscode.l10n.t("Type an address such as https://api.example.com.");
    case "notHttps":
      return vscode.l10n.t(
        "Only https keeps the key safe; http is accepted for this machine alone (127.0.0.1).",
      );
    case "credentials":
      return vscode.l10n.t("Leave the user name and password out: the key is asked for in the next step.");
    case "path":
      return vscode.l10n.t("Leave the path out: only scheme, host and port.");
  }
}

/** Stands for "no variable: ask for the key". Not a possible variable name. */
const askForKey = "";

/** Offers the key of the provider's usual environment variable, where it is set; the key is read there and never copied. */
async function pickKeyVariable(provider: Provider): Promise<string | undefined> {
  const variable = provider.keyVariable;
  if (variable === undefined || (process.env[variable] ?? "") === "") {
    return askForKey;
  }
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t("Use the key in {0}", variable),
        detail: vscode.l10n.t("Read from the environment each time, never copied"),
        variable,
      },
      {
        label: vscode.l10n.t("Enter a key…"),
        detail: vscode.l10n.t("Kept in VS Code's secret storage"),
        variable: askForKey,
      },
    ],
    { title: vscode.l10n.t("API Key for {0}", provider.name) },
  );
  return picked?.variable;
}

/** A second connection to the same provider gets a number. */
function freeName(wanted: string, connections: readonly Connection[]): string {
  const taken = new Set(connections.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) {
    name = `${wanted} ${number}`;
  }
  return name;
}
