import * as vscode from "vscode";
import type { NetworkSettings } from "../../http/network.ts";
import { settingIds } from "../ids.ts";
import { adviceFor } from "./advice.ts";
import type { Diagnosis, Way } from "./diagnosis.ts";
import { code, stepLines } from "./stepText.ts";

/**
 * The report as Markdown. It holds no key, no signature, no path and no credentials by construction; the caller
 * redacts it once more.
 */
export function reportText(diagnosis: Diagnosis): string {
  const { connection, platform, linkHost, key, settings, versions, at } = diagnosis;
  const lines = [
    `# ${vscode.l10n.t("MiniMax Files: Diagnosis")}`,
    "",
    vscode.l10n.t(
      "Ready for a bug report: it names hosts and proxies, and holds no key, no link and none of your files.",
    ),
    "",
    `## ${vscode.l10n.t("What to try next")}`,
    "",
    ...adviceFor(diagnosis).map((advice) => `- ${advice}`),
    "",
    `## ${vscode.l10n.t("The platform: {0}", platform.origin.host)}`,
    "",
    ...wayLines(platform, diagnosis),
    key === "accepted"
      ? `- ✓ ${vscode.l10n.t("API key: accepted")}`
      : `- ✗ ${vscode.l10n.t("API key: {0}", key.message)}`,
    "",
    `## ${linkHost === undefined ? vscode.l10n.t("The host of download links") : vscode.l10n.t("The host of download links: {0}", linkHost.origin.host)}`,
    "",
    ...(linkHost === undefined
      ? [vscode.l10n.t("Not tried: no link was retrieved in this session.")]
      : wayLines(linkHost, diagnosis)),
    "",
    `## ${vscode.l10n.t("Settings")}`,
    "",
    ...settingLines(settings),
    "",
    `## ${vscode.l10n.t("Versions")}`,
    "",
    ...versions.map(([program, version]) => `- ${program}: ${code(version)}`),
    `- ${vscode.l10n.t("Provider")}: ${code(connection.provider)}`,
    `- ${vscode.l10n.t("Time")}: ${code(new Date(at).toISOString())}`,
  ];
  return `${lines.join("\n")}\n`;
}

function wayLines({ steps, origin }: Way, { connection }: Diagnosis): readonly string[] {
  return steps.flatMap((step) => stepLines(step, origin, connection));
}

/** Every setting that decides the way, whether or not it did. Their names are the same in every language. */
function settingLines(settings: NetworkSettings): readonly string[] {
  const { environment } = settings;
  const set = vscode.l10n.t("set");
  const unset = vscode.l10n.t("not set");
  const values: readonly (readonly [string, string])[] = [
    [settingIds.transport, code(settings.transport)],
    ["http.proxySupport", code(settings.proxySupport)],
    ["http.proxy", proxyText(settings.proxy)],
    ["http.proxyAuthorization", settings.proxyAuthorization === undefined ? unset : set],
    ["http.noProxy", vscode.l10n.t("entries: {0}", settings.noProxy.length)],
    ["http.proxyStrictSSL", code(String(settings.proxyStrictSSL))],
    ["http.systemCertificates", code(String(settings.systemCertificates))],
    ["HTTPS_PROXY", proxyText(environment.httpsProxy)],
    ["HTTP_PROXY", proxyText(environment.httpProxy)],
    ["NO_PROXY", environment.noProxy === undefined ? unset : set],
  ];
  return values.map(([name, value]) => `- ${code(name)}: ${value}`);
}

/** A proxy's scheme and host; credentials are told only as there. */
function proxyText(configured: string | undefined): string {
  if (configured === undefined || configured.trim() === "") {
    return vscode.l10n.t("not set");
  }
  const text = configured.includes("://") ? configured.trim() : `http://${configured.trim()}`;
  if (!URL.canParse(text)) {
    return vscode.l10n.t("set, but not a URL");
  }
  const { protocol, host, username, password } = new URL(text);
  const place = code(`${protocol}//${host}`);
  return username === "" && password === "" ? place : vscode.l10n.t("{0}, with a login", place);
}
