import * as vscode from "vscode";
import { isCertificateCode, UNSUPPORTED_PROXY } from "../http/errors.ts";
import type { NetworkError } from "../http/http.ts";
import type { Connection } from "./connections/connection.ts";
import { diagnoseAction, logAction, networkSettingsAction } from "./errorActions.ts";
import type { ErrorText } from "./errorText.ts";
import { commandIds, settingIds } from "./ids.ts";
import { sandboxFaceOf } from "./sandbox/sandboxFaces.ts";

/** Explains why there was no answer: the host or proxy at fault, and the setting that helps. */
export function describeNetworkError(error: NetworkError, connection: Connection): ErrorText {
  const network = (message: string, remedy: string): ErrorText => ({
    message,
    remedy,
    actions: [diagnoseAction(connection), networkSettingsAction(), logAction()],
  });
  const { host } = error;
  const code = error.code ?? error.reason;
  switch (error.reason) {
    case "dns":
      return network(
        vscode.l10n.t("The name {0} could not be resolved ({1}).", host, code),
        vscode.l10n.t(
          "Check the internet connection, the VPN, and whether a proxy must be set in {0}.",
          "http.proxy",
        ),
      );
    case "refused": {
      const sandbox = sandboxFaceOf(connection);
      if (sandbox !== undefined) {
        return {
          message: vscode.l10n.t("The sandbox is not running at {0}.", host),
          remedy: vscode.l10n.t("Start it: your files in it are still there."),
          actions: [
            {
              title: vscode.l10n.t("Start Sandbox"),
              command: commandIds.startSandboxAs,
              arguments: [sandbox.face],
            },
          ],
        };
      }
      return network(
        vscode.l10n.t("{0} refused the connection ({1}).", host, code),
        vscode.l10n.t(
          "The server may be down, or a firewall in between. Try again, or check the connection's address.",
        ),
      );
    }
    case "unreachable":
    case "reset":
    case "truncated":
      return network(
        vscode.l10n.t("The connection to {0} was lost ({1}).", host, code),
        vscode.l10n.t("Check the network and try again."),
      );
    case "timeout":
      return network(
        vscode.l10n.t("{0} did not answer in time ({1}).", host, code),
        vscode.l10n.t("Try again. If a proxy is needed here, set {0}.", "http.proxy"),
      );
    case "certificate":
      return network(certificateMessage(error, code), certificateRemedy(error));
    case "proxy":
      return network(proxyMessage(error, code), proxyRemedy(error));
    case "proxyAuthentication":
      return network(
        error.proxy === undefined
          ? vscode.l10n.t("The proxy wants you to log in ({0}).", code)
          : vscode.l10n.t("The proxy {0} wants you to log in ({1}).", error.proxy, code),
        vscode.l10n.t(
          "Put the user name and password into {0}, or let VS Code handle the proxy by setting {1} to {2}.",
          "http.proxy",
          settingIds.transport,
          "vscode",
        ),
      );
    case "addressForbidden":
      return network(
        vscode.l10n.t(
          "The download link points to {0}, an address inside a private network, and is not followed.",
          host,
        ),
        vscode.l10n.t("Retrieve the file again. If this lasts, do not trust the server that made the link."),
      );
    case "tooLarge":
      return network(
        vscode.l10n.t("{0} answered with more than the API ever sends; the rest was not read.", host),
        vscode.l10n.t("Check the connection's address."),
      );
    case "protocol":
    case "bodyLength":
      return network(
        vscode.l10n.t("{0} did not speak proper HTTP ({1}).", host, code),
        vscode.l10n.t("Something between you and the platform may be altering the traffic. Check the proxy."),
      );
  }
}

function certificateMessage({ host, proxy }: NetworkError, code: string): string {
  return proxy === undefined
    ? vscode.l10n.t("The certificate of {0} is not trusted ({1}).", host, code)
    : vscode.l10n.t(
        "The certificate of {0}, as the proxy {1} shows it, is not trusted ({2}).",
        host,
        proxy,
        code,
      );
}

function certificateRemedy({ code }: NetworkError): string {
  switch (code) {
    case "CERT_HAS_EXPIRED":
    case "CERT_NOT_YET_VALID":
      return vscode.l10n.t(
        "Check the date and time of this machine. If they are right, the server is at fault.",
      );
    case "ERR_TLS_CERT_ALTNAME_INVALID":
    case "HOSTNAME_MISMATCH":
      return vscode.l10n.t(
        "It is made out to another name: the login page of a network or a wrong address may have answered. Log in to the network with a browser, or check the connection's address.",
      );
    default:
      return vscode.l10n.t(
        "If your company inspects TLS, install its certificate authority on this machine and keep {0} on. Never switch certificate checks off for a key's sake.",
        "http.systemCertificates",
      );
  }
}

function proxyMessage({ host, proxy, code: known }: NetworkError, code: string): string {
  if (known === UNSUPPORTED_PROXY) {
    return vscode.l10n.t("The configured proxy is of a kind that only VS Code itself can use.");
  }
  if (proxy === undefined) {
    return vscode.l10n.t("The proxy did not connect to {0} ({1}).", host, code);
  }
  return isCertificateCode(known)
    ? vscode.l10n.t("The certificate of the proxy {0} is not trusted ({1}).", proxy, code)
    : vscode.l10n.t("The proxy {0} did not connect to {1} ({2}).", proxy, host, code);
}

function proxyRemedy({ code }: NetworkError): string {
  if (code === UNSUPPORTED_PROXY) {
    return vscode.l10n.t("Set {0} to {1} or {2}.", settingIds.transport, "auto", "vscode");
  }
  if (isCertificateCode(code)) {
    return vscode.l10n.t(
      "Install the proxy's certificate authority on this machine, or switch {0} off: that concerns the proxy alone.",
      "http.proxyStrictSSL",
    );
  }
  return vscode.l10n.t("Check {0} and {1}.", "http.proxy", "http.noProxy");
}
