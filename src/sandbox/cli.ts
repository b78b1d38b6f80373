/** `npm run sandbox`: the sandbox in a process of its own. */
import { fileURLToPath } from "node:url";
import { readFlags, usage } from "./cliFlags.ts";
import { startSandbox } from "./main.ts";
import type { Sandbox } from "./sandbox.ts";

const mediaFolder = fileURLToPath(new URL("../../media/sandbox", import.meta.url));

async function main(): Promise<void> {
  const request = readFlags(process.argv.slice(2));
  if (request === "help") {
    process.stdout.write(usage);
    return;
  }
  const sandbox = await startSandbox({ ...request.options, mediaFolder });
  if (request.many > 0) {
    await sandbox.seedMany(request.many);
  }
  process.stdout.write(`${JSON.stringify(introduction(sandbox))}\n`);
  if (!request.json) {
    process.stdout.write(explanation(sandbox));
  }
  await toldToStop();
  await sandbox.stop();
}

/** The first line of output, for whatever started this process. */
function introduction({ origin, key, face, folder, linkOrigin, backupOrigin }: Sandbox): object {
  return { origin, key, face, folder, linkOrigin, backupOrigin };
}

function explanation({ origin, key, face, folder }: Sandbox): string {
  const path = face === "cometapi" ? "/v1/models" : "/v1/files/list";
  const quoted = `-H 'Authorization: Bearer ${key}'`;
  return `
A local ${face} platform listens at ${origin}
Its key is ${key}; its files are in ${folder}

Try:
  curl ${quoted} '${origin}${path}'

Make it misbehave, and behave again:
  curl ${quoted} -d '{"at":"api","kind":"code","code":1002,"times":1}' '${origin}/_sandbox/faults'
  curl ${quoted} -X DELETE '${origin}/_sandbox/faults'

Stop it with Ctrl+C.
`;
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}

function complaint(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  if ("code" in error && error.code === "EADDRINUSE" && "port" in error) {
    return `Port ${String(error.port)} is taken: choose another with --port, or leave it out for any free one.`;
  }
  return error.message;
}

main().catch((error: unknown) => {
  process.stderr.write(`${complaint(error)}\nAll flags: npm run sandbox -- --help\n`);
  process.exitCode = 1;
});
