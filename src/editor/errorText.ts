import * as vscode from "vscode";
import { NetworkError } from "../http/http.ts";
import { PlatformError } from "../platform/platformError.ts";
import { noticeText } from "../shared/displayText.ts";
import type { Connection } from "./connections/connection.ts";
import { KeyMissingError } from "./connections/keyMissingError.ts";
import { addAction, diagnoseAction, keyAction, logAction, type ErrorAction } from "./errorActions.ts";
import { describeNetworkError } from "./networkErrorText.ts";

/** What happened and why, and what the user can do about it: the only place where errors become words. */
export interface ErrorText {
  readonly message: string;
  readonly remedy: string;
  readonly actions: readonly ErrorAction[];
}

/** Explains any error of the floors below. Cancellation must be told apart before. */
export function describeError(error: unknown, connection: Connection): ErrorText {
  const described = describe(error, connection);
  return { ...described, message: asSentence(described.message) };
}

/** A server's words often end without a full stop, and a remedy follows them. */
function asSentence(text: string): string {
  return /[.!?…。！？]$/.test(text) ? text : vscode.l10n.t("{0}.", text);
}

function describe(error: unknown, connection: Connection): ErrorText {
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
        vscode.l10n.t("{0} has no file or task with this ID: {1}", name, said),
        connection.provider === "cometapi"
          ? vscode.l10n.t(
              "Check the ID. CometAPI knows only what was made through CometAPI; an ID from MiniMax itself needs a MiniMax connection.",
            )
          : vscode.l10n.t(
              "Check the ID, and whether it belongs to this account and region. Files made through a gateway can only be retrieved through it.",
            ),
      );
    case "invalidParameters":
      return text(
        vscode.l10n.t("{0} refused the request: {1}", name, said),
        vscode.l10n.t("Check the ID, the purpose and the file against the platform's limits."),
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
      return text(vscode.l10n.t("{0} asks you to slow down: {1}", name, said), retryText(error.retryAfter));
    case "sensitive":
      return text(
        vscode.l10n.t("{0} withholds this content under its content policy: {1}", name, said),
        vscode.l10n.t("Another request with other content may be accepted."),
      );
    case "serverFault":
      return text(
        vscode.l10n.t("{0} has a fault of its own (HTTP {1}): {2}", name, error.status, said),
        vscode.l10n.t("Try again in a while. If it lasts, give the provider's support the request ID."),
      );
    case "notOffered":
      return text(
        vscode.l10n.t("{0} does not offer this operation: {1}", name, said),
        connection.provider === "cometapi"
          ? vscode.l10n.t("CometAPI documents only retrieving files by ID and querying video tasks.")
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
        actions: [diagnoseAction(connection), addAction(), logAction()],
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
        actions: [diagnoseAction(connection), logAction(), addAction()],
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
    : { ...described, remedy: `${described.remedy} ${vscode.l10n.t("Request ID: {0}", error.requestId)}` };
}

function text(message: string, remedy: string): ErrorText {
  return { message, remedy, actions: [logAction()] };
}

/** When to ask again; the server's own wish, in seconds, comes first. */
function retryText(retryAfter: number | undefined): string {
  if (retryAfter === undefined) {
    return vscode.l10n.t("Wait a minute, then try again.");
  }
  const seconds = Math.ceil(retryAfter);
  return seconds <= 1
    ? vscode.l10n.t("Try again in 1 second.")
    : vscode.l10n.t("Try again in {0} seconds.", seconds);
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
