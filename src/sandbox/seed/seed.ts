import { addFile } from "../store/addFile.ts";
import type { FileStore } from "../store/fileStore.ts";
import type { IdMint } from "../store/idMint.ts";
import type { StoredFile } from "../store/storedFile.ts";
import type { StoredTask } from "../tasks/storedTask.ts";
import type { TaskBook } from "../tasks/taskBook.ts";
import { seconds } from "../api/fileObject.ts";
import type { Media } from "./media.ts";
import { seedFiles } from "./seedFiles.ts";
import { speechArchive } from "./speechArchive.ts";

export interface SeedPlace {
  readonly store: FileStore;
  readonly tasks: TaskBook;
  readonly ids: IdMint;
}

const hour = 3_600_000;

/** Fills an empty sandbox: files of all kinds, and tasks in all states. `now`: milliseconds. */
export async function seed(
  media: Media,
  place: SeedPlace,
  { now, taskSeconds }: { readonly now: number; readonly taskSeconds: number },
): Promise<void> {
  for (const file of seedFiles(media, seconds(now))) {
    await addFile(file, place.store, place.ids, now);
  }
  for (const task of seedTasks(place.store.all, now, taskSeconds)) {
    const id = place.ids.next(task.createdAt);
    place.tasks.add({ fileId: place.ids.next(task.createdAt), produced: false, ...task, id });
  }
  await place.tasks.settle(now);
}

type SeedTask = Pick<StoredTask, "kind" | "createdAt" | "duration" | "ending"> & Partial<StoredTask>;

function seedTasks(files: readonly StoredFile[], now: number, taskSeconds: number): readonly SeedTask[] {
  const duration = 60_000;
  const success = { kind: "success" } as const;
  const finished = files
    .filter(({ filename }) => filename === "output_aigc.mp4")
    .map(({ id, createdAt }) => ({
      kind: "video" as const,
      createdAt: createdAt * 1000 - duration,
      duration,
      ending: success,
      fileId: id,
      produced: true,
    }));
  return [
    { kind: "speech", createdAt: now - 9 * hour, duration, ending: { kind: "expired" } },
    { kind: "speech", createdAt: now - 5 * hour, duration, ending: success },
    {
      kind: "video",
      createdAt: now - 4 * hour,
      duration,
      ending: { kind: "fail", code: 1027, message: "output new_sensitive" },
    },
    ...finished,
    { kind: "video", createdAt: now, duration: taskSeconds * 1000, ending: success },
  ];
}

/** The file that a finished task leaves behind: playable, and called what the platform calls all of them. */
export async function produceFile(
  task: StoredTask,
  media: Media,
  { store, ids }: Pick<SeedPlace, "store" | "ids">,
): Promise<StoredFile> {
  const finishedAt = task.createdAt + task.duration;
  const common = { id: task.fileId, generated: true, createdAt: seconds(finishedAt) };
  switch (task.kind) {
    case "video":
      return addFile(
        { ...common, filename: "output.mp4", purpose: "video_generation", content: media.mp4 },
        store,
        ids,
        finishedAt,
      );
    case "speech":
      return addFile(
        {
          ...common,
          filename: `${task.fileId}.tar`,
          purpose: "t2a_async",
          content: await speechArchive(task.fileId, media.mp3),
        },
        store,
        ids,
        finishedAt,
      );
  }
}
