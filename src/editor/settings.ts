import * as vscode from "vscode";
import type { NetworkSettings } from "../http/network.ts";
import { settingIds } from "./ids.ts";

/**
 * Reads a setting at user level only. A workspace's own value is ignored even where VS Code would merge it in,
 * so that a cloned repository cannot choose a proxy or a transport.
 */
function userValue<T>(id: string): T | undefined {
  const dot = id.lastIndexOf(".");
  const inspected = vscode.workspace.getConfiguration(id.slice(0, dot)).inspect<T>(id.slice(dot + 1));
  return inspected?.globalValue ?? inspected?.defaultValue;
}

function environmentVariable(name: string): string | undefined {
  return process.env[name] ?? process.env[name.toLowerCase()];
}

/** VS Code's own `http.*` settings, our transport, and the environment. */
export function readNetworkSettings(): NetworkSettings {
  return {
    transport: userValue<NetworkSettings["transport"]>(settingIds.transport) ?? "auto",
    proxySupport: userValue<NetworkSettings["proxySupport"]>("http.proxySupport") ?? "override",
    proxy: userValue<string>("http.proxy") ?? "",
    noProxy: userValue<string[]>("http.noProxy") ?? [],
    proxyStrictSSL: userValue<boolean>("http.proxyStrictSSL") ?? true,
    proxyAuthorization: userValue<string | null>("http.proxyAuthorization") ?? undefined,
    systemCertificates: userValue<boolean>("http.systemCertificates") ?? true,
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
  return userValue<string>(settingIds.downloadFolder) ?? "";
}
