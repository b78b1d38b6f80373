import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { sandboxFaces, type SandboxFace } from "./sandboxFaces.ts";

/** Makes a running sandbox the active connection. */
export async function connectSandbox(
  store: ConnectionStore,
  face: SandboxFace,
  { origin, key }: { readonly origin: string; readonly key: string },
): Promise<void> {
  const connection: Connection = {
    id: face.connectionId,
    provider: face.provider,
    // A user who has renamed the sandbox keeps the name.
    name: store.find(face.connectionId)?.name ?? face.name,
    origin,
  };
  await store.save(connection, key);
  await store.activate(connection);
}

/**
 * Connects to a sandbox that `npm start` or a test has started in a process of its own and named in the environment.
 */
export async function adoptSandbox(store: ConnectionStore, environment: NodeJS.ProcessEnv): Promise<void> {
  const origin = environment["MINIMAX_FILES_SANDBOX_ORIGIN"];
  const key = environment["MINIMAX_FILES_SANDBOX_KEY"];
  if (origin !== undefined && key !== undefined && URL.canParse(origin)) {
    await connectSandbox(store, sandboxFaces()[0], { origin: new URL(origin).origin, key });
  }
}
