import * as vscode from "vscode";
import { NetworkError } from "../http/http.ts";
import { PlatformError } from "../platform/platformError.ts";
import { noticeText } from "../shared/displayText.ts";
import type { Connection } from "./connections/connection.ts";
import { KeyMissingError } from "./connections/keyMissingError.ts";
import { commandIds } from "./ids.ts";

/** What happened and why, and what the user can do about it: the only place where errors become words. */
export interface ErrorText {
  readonly message: string;
  readonly remedy: string;
  readonly actions: readonly ErrorAction[];
}

/** A button or link under an error. */
export interface ErrorAction {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** Explains any error of the floors below. Cancellation must be told apart before. */
export function describeError(error: unknown, connection: Connection): ErrorText {
  if (PlatformError.is(error)) {
    return withRequestId(describePlatformError(error, connection), error);
  }
  if (NetworkError.is(error)) {
    return describeNetworkError(error, connection);
  }
  if (KeyMissingError.is(error)) {
    return keyMissing(connection);
  }
  return {
    message: vscode.l10n.t(
      "Something went wrong: {0}",
      error instanceof Error ? error.message : String(error),
    ),
    remedy: vscode.l10n.t("The log may say more. Please report this if it happens again."),
    actions: [logAction()],
  };
}

function describePlatformError(error: PlatformError, connection: Connection): ErrorText {
  const { name } = connection;
  const said = error.message;
  switch (error.reason) {
    case "unauthorized":
      return {
        message: vscode.l10n.t("{0} did not accept the API key: {1}", name, said),
        remedy: otherRegionHint(connection),
        actions: [keyAction(connection), addAction()],
      };
    case "forbidden":
      return text(
        vscode.l10n.t("{0} does not allow this with your key: {1}", name, said),
        vscode.l10n.t("Check the plan and the permissions of the key with the provider."),
      );
    case "notFound":
      return text(
        vscode.l10n.t("{0} has no file or task with this id: {1}", name, said),
        connection.provider === "cometapi"
          ? vscode.l10n.t(
              "Check the id. CometAPI knows only what was made through CometAPI; an id from MiniMax itself needs a MiniMax connection.",
            )
          : vscode.l10n.t(
              "Check the id, and whether it belongs to this account and region. Files made through a gateway can only be retrieved through it.",
            ),
      );
    case "invalidParameters":
      return text(
        vscode.l10n.t("{0} refused the request: {1}", name, said),
        vscode.l10n.t("Check the id, the purpose and the file against the platform's limits."),
      );
    case "balance":
      return text(
        vscode.l10n.t("The balance of this account is used up: {0}", said),
        vscode.l10n.t("Top up the account with the provider, then try again."),
      );
    case "quota":
      return text(
        vscode.l10n.t("The quota of this account or plan is used up: {0}", said),
        vscode.l10n.t("Delete files that you no longer need, or wait until the plan's limit is renewed."),
      );
    case "rateLimited":
      return text(
        vscode.l10n.t("{0} asks to slow down: {1}", name, said),
        error.retryAfter === undefined
          ? vscode.l10n.t("Wait a minute, then try again.")
          : vscode.l10n.t("Try again in {0} seconds.", Math.ceil(error.retryAfter)),
      );
    case "sensitive":
      return text(
        vscode.l10n.t("{0} withholds this content under its content policy: {1}", name, said),
        vscode.l10n.t("Another request with other content may be accepted."),
      );
    case "serverFault":
      return text(
        vscode.l10n.t("{0} has a fault of its own (HTTP {1}): {2}", name, error.status, said),
        vscode.l10n.t("Try again in a while. If it lasts, give the provider's support the request id."),
      );
    case "notOffered":
      return text(
        vscode.l10n.t("{0} does not offer this operation: {1}", name, said),
        connection.provider === "cometapi"
          ? vscode.l10n.t("CometAPI documents only retrieving files by id and querying video tasks.")
          : vscode.l10n.t("Check the connection's address, or use a connection to the platform itself."),
      );
    case "redirected":
      return {
        message: vscode.l10n.t(
          "{0} answered with a redirect, which is refused: {1}",
          connection.origin,
          said,
        ),
        remedy: vscode.l10n.t(
          "Your key is only ever sent to {0}. If the platform has moved, or you must log in to this network first, add a connection with the new address or log in with a browser.",
          connection.origin,
        ),
        actions: [addAction(), logAction()],
      };
    case "notThePlatform":
      return {
        message: vscode.l10n.t(
          "{0} answered with something that is not the MiniMax files API: {1}",
          connection.origin,
          said,
        ),
        remedy: vscode.l10n.t(
          "A proxy, a login page or a wrong address may have answered in its place. Open the address in a browser to see, or check the connection's address.",
        ),
        actions: [logAction(), addAction()],
      };
    case "unknown":
      return text(
        vscode.l10n.t(
          "{0} refused the request (code {1}): {2}",
          name,
          error.code ?? String(error.status),
          said,
        ),
        vscode.l10n.t("The platform's documentation or support can say what this code means."),
      );
  }
}

function describeNetworkError(error: NetworkError, connection: Connection): ErrorText {
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
    case "refused":
      if (connection.provider === "sandbox") {
        return {
          message: vscode.l10n.t("The sandbox is not running at {0}.", host),
          remedy: vscode.l10n.t("Start it: your files in it are still there."),
          actions: [
            { title: vscode.l10n.t("Start Sandbox"), command: commandIds.startSandbox, arguments: [] },
          ],
        };
      }
      return network(
        vscode.l10n.t("{0} refused the connection ({1}).", host, code),
        vscode.l10n.t(
          "The server may be down, or a firewall in between. Try again, or check the connection's address.",
        ),
      );
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
      return network(
        vscode.l10n.t("The certificate of {0} is not trusted ({1}).", host, code),
        vscode.l10n.t(
          "If your company inspects TLS, install its certificate authority on this machine and keep {0} on. Never switch certificate checks off for a key's sake.",
          "http.systemCertificates",
        ),
      );
    case "proxy":
      return network(
        vscode.l10n.t("The proxy did not connect to {0} ({1}).", host, code),
        vscode.l10n.t("Check {0} and {1}.", "http.proxy", "http.noProxy"),
      );
    case "proxyAuthentication":
      return network(
        vscode.l10n.t("The proxy wants you to log in ({0}).", code),
        vscode.l10n.t(
          "Put user and password into {0}, or let VS Code handle the proxy by setting {1} to {2}.",
          "http.proxy",
          "minimaxFiles.network.transport",
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

/** By far the most common complaint: a MiniMax key works in one region only (api.md 1). */
function otherRegionHint(connection: Connection): string {
  switch (connection.provider) {
    case "minimax-global":
      return vscode.l10n.t(
        "Enter the key again. A MiniMax key works in one region only: if it comes from platform.minimaxi.com, add a MiniMax China connection.",
      );
    case "minimax-china":
      return vscode.l10n.t(
        "Enter the key again. A MiniMax key works in one region only: if it comes from platform.minimax.io, add a MiniMax Global connection.",
      );
    case "cometapi":
      return vscode.l10n.t(
        "Enter the key again. It must be a CometAPI key; a MiniMax key does not work there.",
      );
    case "custom":
    case "sandbox":
      return vscode.l10n.t(
        "Enter the key again. It may belong to another region or account than {0}.",
        connection.origin,
      );
  }
}

function keyMissing(connection: Connection): ErrorText {
  return {
    message:
      connection.keyVariable === undefined
        ? vscode.l10n.t("There is no API key for {0}.", connection.name)
        : vscode.l10n.t(
            "The environment variable {0}, which holds the key for {1}, is not set.",
            connection.keyVariable,
            connection.name,
          ),
    remedy: vscode.l10n.t("Enter the key: it is kept in VS Code's secret storage."),
    actions: [keyAction(connection)],
  };
}

function withRequestId(described: ErrorText, error: PlatformError): ErrorText {
  return error.requestId === undefined
    ? described
    : { ...described, remedy: `${described.remedy} ${vscode.l10n.t("Request id: {0}", error.requestId)}` };
}

function text(message: string, remedy: string): ErrorText {
  return { message, remedy, actions: [logAction()] };
}

function network(message: string, remedy: string): ErrorText {
  return {
    message,
    remedy,
    actions: [
      {
        title: vscode.l10n.t("Network Settings"),
        command: "workbench.action.openSettings",
        arguments: ["http.proxy"],
      },
      logAction(),
    ],
  };
}

function keyAction(connection: Connection): ErrorAction {
  return { title: vscode.l10n.t("Enter API Key…"), command: commandIds.enterKey, arguments: [connection.id] };
}

function addAction(): ErrorAction {
  return { title: vscode.l10n.t("Add Connection…"), command: commandIds.addConnection, arguments: [] };
}

function logAction(): ErrorAction {
  return { title: vscode.l10n.t("Show Log"), command: commandIds.showLog, arguments: [] };
}

/** Shows the error as one notification with its actions. Does not wait for the user. */
export function showError(error: unknown, connection: Connection): void {
  showErrorText(describeError(error, connection));
}

/** The same for an error that is already in words. */
export function showErrorText({ message, remedy, actions }: ErrorText): void {
  void vscode.window
    .showErrorMessage(noticeText(`${message} ${remedy}`), ...actions.map(({ title }) => title))
    .then((chosen) => {
      const action = actions.find(({ title }) => title === chosen);
      return action && vscode.commands.executeCommand(action.command, ...action.arguments);
    });
}
