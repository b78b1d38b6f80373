import * as vscode from "vscode";
import type { NetworkSettings } from "../http/network.ts";
import { settingIds } from "./ids.ts";

/**
 * Reads a setting at user level only. A workspace's own value is ignored even where VS Code would merge it in,
 * so that a cloned repository cannot choose a proxy or a transport. A value of another type counts as unset.
 */
function userValue<T>(id: string, fallback: T): T {
  const dot = id.lastIndexOf(".");
  const inspected = vscode.workspace.getConfiguration(id.slice(0, dot)).inspect(id.slice(dot + 1));
  const value = inspected?.globalValue ?? inspected?.defaultValue;
  return typeof value === typeof fallback ? (value as T) : fallback;
}

/** The same where only some words mean anything. */
function userChoice<T extends string>(id: string, choices: readonly T[], fallback: T): T {
  const value = userValue<string>(id, fallback);
  return choices.find((choice) => choice === value) ?? fallback;
}

/** The same for a list of texts: whatever else is in it is left out. */
function userTexts(id: string): readonly string[] {
  const value = userValue<unknown>(id, []);
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function environmentVariable(name: string): string | undefined {
  return process.env[name] ?? process.env[name.toLowerCase()];
}

/** VS Code's own `http.*` settings, our transport, and the environment. */
export function readNetworkSettings(): NetworkSettings {
  const proxyAuthorization = userValue<string>("http.proxyAuthorization", "");
  return {
    transport: userChoice(settingIds.transport, ["auto", "undici", "vscode"], "auto"),
    proxySupport: userChoice("http.proxySupport", ["off", "on", "override", "fallback"], "override"),
    proxy: userValue<string>("http.proxy", ""),
    noProxy: userTexts("http.noProxy"),
    proxyStrictSSL: userValue("http.proxyStrictSSL", true),
    proxyAuthorization: proxyAuthorization === "" ? undefined : proxyAuthorization,
    systemCertificates: userValue("http.systemCertificates", true),
    environment: {
      httpProxy: environmentVariable("HTTP_PROXY"),
      httpsProxy: environmentVariable("HTTPS_PROXY"),
      noProxy: environmentVariable("NO_PROXY"),
    },
    extraCertificates: [],
  };
}

/** Tells whether a change touches anything that `readNetworkSettings` reads. */
export function affectsNetwork(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration("http") || event.affectsConfiguration(settingIds.transport);
}

/** The folder that downloads go to: relative to the workspace folder, absolute, or empty for its root. */
export function downloadFolder(): string {
  return userValue(settingIds.downloadFolder, "");
}

/** How downloads are named: see `nameFromPattern`. */
export function downloadNaming(): string {
  return userValue(settingIds.downloadNaming, "{filename}");
}

/** How many transfers run at a time. */
export function transferConcurrency(): number {
  return userValue(settingIds.transferConcurrency, 4);
}

/** The most connections that one large download uses. */
export function connectionsPerFile(): number {
  return userValue(settingIds.connectionsPerFile, 4);
}

const megabyte = 1024 * 1024;

/** Bytes that fetched files may take on disk. */
export function cacheSize(): number {
  return userValue(settingIds.cacheSize, 1024) * megabyte;
}

/** Bytes above which opening a file asks first. */
export function askAbove(): number {
  return userValue(settingIds.openAskAbove, 50) * megabyte;
}

/** US dollars that a retrieve costs where a gateway charges for it. */
export function retrievePriceSetting(): number {
  return Math.max(0, userValue(settingIds.retrievePrice, 0.004));
}

/** US dollars that a retrieve costs at an address of the user's own. */
export function customRetrievePriceSetting(): number {
  return Math.max(0, userValue(settingIds.customRetrievePrice, 0));
}

/** US dollars above which the paid calls of a command are asked about. */
export function costAskAbove(): number {
  return Math.max(0, userValue(settingIds.costAskAbove, 0));
}

const hour = 3600 * 1000;

/** Milliseconds after which a watched task is no longer asked about. */
export function taskMaximumAge(): number {
  return Math.max(1, userValue(settingIds.tasksStopAfter, 24)) * hour;
}

/** Whether the file of a watched task is downloaded unasked. */
export function downloadFinishedTasks(): boolean {
  return userValue(settingIds.tasksDownloadWhenDone, false);
}

/** Whether ids in documents become links with a hover. */
export function showIdLinks(): boolean {
  return userValue(settingIds.linksDocuments, true);
}

/** Whether ids in documents get a lens. */
export function showIdLenses(): boolean {
  return showIdLinks() && userValue(settingIds.linksCodeLens, true);
}

/** Whether ids in terminals become links. */
export function showTerminalLinks(): boolean {
  return userValue(settingIds.linksTerminal, true);
}
