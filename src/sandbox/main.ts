import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { ApiHost } from "./api/apiHost.ts";
import { Ledger } from "./api/ledger.ts";
import type { Desk } from "./api/operation.ts";
import { Control, isControl } from "./control/control.ts";
import type { Answer } from "./exchange/answer.ts";
import { handler } from "./exchange/handler.ts";
import { Listener } from "./exchange/listener.ts";
import { RequestLog } from "./exchange/requestLog.ts";
import { FaultBook } from "./faults/faultBook.ts";
import { LinkHost } from "./links/linkHost.ts";
import { LinkMaker } from "./links/linkMaker.ts";
import { LocalSandbox, temporaryFolder } from "./localSandbox.ts";
import type { SandboxOptions, SandboxSettings } from "./options.ts";
import { settingsOf } from "./options.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Media } from "./seed/media.ts";
import { readMedia } from "./seed/media.ts";
import { produceFile, seed } from "./seed/seed.ts";
import { FileStore } from "./store/fileStore.ts";
import { IdMint } from "./store/idMint.ts";
import type { SavedState } from "./store/stateFile.ts";
import { readState, StateWriter } from "./store/stateFile.ts";
import { TaskBook } from "./tasks/taskBook.ts";

export type { FaultRule } from "./faults/fault.ts";
export type { SandboxOptions } from "./options.ts";
export type { Sandbox } from "./sandbox.ts";
export { UnreadableStateError } from "./store/stateFile.ts";

/** Starts a local platform on loopback; rejects if a port is taken, the folder cannot be used or what is in it not be read. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const settings = settingsOf(options);
  const folder = settings.folder ?? (await temporaryFolder());
  await mkdir(folder, { recursive: true });
  const media = await readMedia(settings.mediaFolder);
  const saved = settings.afresh ? undefined : await readState(folder);

  const requests = new RequestLog();
  const ledger = new Ledger(settings.face);
  const world = { requests, clock: settings.clock, log: settings.log };
  const { only, ...identity } = settings.tls ?? { only: undefined };
  const tls = "cert" in identity ? identity : undefined;
  const listeners = {
    api: new Listener(
      handler("api", (request) => answerApi(request), world),
      only === "links" ? undefined : tls,
    ),
    link: new Listener(
      handler("link", (request) => primary.answer(request), world),
      tls,
    ),
    backup: new Listener(
      handler("backup", (request) => backup.answer(request), world),
      tls,
    ),
  };

  const desk = await openDesk(settings, media, { folder, saved }, () => ({
    primary: listeners.link.origin,
    backup: listeners.backup.origin,
  }));
  const primary = new LinkHost("primary", settings, desk);
  const backup = new LinkHost("backup", settings, desk);
  const api = new ApiHost(desk, ledger);
  const sandbox = new LocalSandbox({
    desk,
    ledger,
    requests,
    listeners,
    folder,
    seed: async () => {
      if (settings.seed) {
        await seed(media, desk, { now: settings.clock.now(), taskSeconds: settings.taskSeconds });
      }
    },
  });
  const control = new Control(sandbox, desk, ledger);
  const answerApi = (request: IncomingMessage): Promise<Answer> => {
    const url = new URL(request.url ?? "/", "http://sandbox");
    return isControl(url) ? control.answer(request, url) : api.answer(request, url);
  };

  if (saved === undefined) {
    await sandbox.reset();
  }
  try {
    await listeners.api.open(settings.port);
    await listeners.link.open(settings.linkPort);
    await listeners.backup.open(settings.backupPort);
    await sandbox.misbehave(...settings.faults);
  } catch (error) {
    await sandbox.stop(); // a port is taken
    throw error;
  }
  return sandbox;
}

async function openDesk(
  settings: SandboxSettings,
  media: Media,
  { folder, saved }: { readonly folder: string; readonly saved: SavedState | undefined },
  origins: () => { readonly primary: string; readonly backup: string },
): Promise<Desk> {
  const files = saved?.files ?? [];
  const savedTasks = saved?.tasks ?? [];
  const store = await FileStore.open(folder, files);
  const ids = new IdMint([
    ...files.map(({ id }) => id),
    ...savedTasks.flatMap(({ id, fileId }) => [id, fileId]),
  ]);
  const tasks = new TaskBook(savedTasks, (task) => produceFile(task, media, { store, ids }));
  const faults = new FaultBook(settings.onFaults);
  const linkSecret = saved?.linkSecret ?? randomBytes(20).toString("hex");
  const signing = { secret: linkSecret, series: saved?.linkSeries ?? 0 };
  const links = new LinkMaker(settings, signing, faults, origins);
  const writer = new StateWriter(folder, () => ({
    version: 1,
    linkSecret,
    linkSeries: links.series,
    files: store.all,
    tasks: tasks.all,
  }));
  return {
    settings,
    store,
    tasks,
    ids,
    faults,
    links,
    save: () => writer.save(),
  };
}
