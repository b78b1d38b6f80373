import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTempFolder } from "../folders.ts";
import { searchLeftBehind } from "../leftBehind.ts";

/** A VS Code user of our own, in temporary folders: nothing of the machine's user is read or changed. */
export interface Profile {
  /** VS Code's user data: settings, global storage, logs. */
  readonly dataFolder: string;
  /** Installed extensions. Empty at first; VS Code scans it when it starts. */
  readonly extensionsFolder: string;
  /** Sockets and server files, kept out of the real home. */
  readonly runtimeFolder: string;
  /** The browser's profile, where this VS Code keeps its secrets and its extensions' state. */
  readonly browserFolder: string;
  readonly remove: () => void;
}

export type Settings = Readonly<Record<string, unknown>>;

/** User settings for a quiet VS Code: no tours, no updates, no telemetry, no AI features, no animations. */
const quietSettings: Settings = {
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.dialogStyle": "custom",
  "workbench.colorTheme": "Default Dark Modern",
  // Else settings and other editors open as a dialog that swallows F1.
  "workbench.editor.useModal": "off",
  "workbench.enableExperiments": false,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Makes the folders and writes the user's settings. Remove it when VS Code has stopped: its folders are searched then. */
export function createProfile(place: string, settings: Settings = {}): Profile {
  const { path, remove } = makeTempFolder(place);
  const folder = (child: string): string => {
    const created = join(path, child);
    // VS Code refuses a socket folder that others may read.
    mkdirSync(created, { mode: 0o700 });
    return created;
  };
  const profile: Profile = {
    dataFolder: folder("data"),
    extensionsFolder: folder("extensions"),
    runtimeFolder: folder("run"),
    browserFolder: folder("browser"),
    remove: () => {
      // The browser keeps the extensions' state in its databases, and the secrets beside them.
      const { dataFolder, runtimeFolder, browserFolder } = profile;
      searchLeftBehind(place, [dataFolder, runtimeFolder, join(browserFolder, "Default/IndexedDB")]);
      remove();
    },
  };
  writeUserSettings(profile, settings);
  return profile;
}

/** Replaces the user's settings; a running VS Code picks them up by itself. */
export function writeUserSettings(profile: Profile, settings: Settings): void {
  const folder = join(profile.dataFolder, "User");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}
