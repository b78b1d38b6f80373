import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runQuietly } from "../run.ts";

/** Something that the operating system has to bring along: a program, and Debian's packages that hold it. */
export interface SystemProgram {
  readonly program: string;
  readonly packages: readonly string[];
  /** Why we want it, for a person who has to install it by hand. */
  readonly purpose: string;
}

export const chromium: SystemProgram = {
  program: "chromium",
  // The second font has the Chinese characters of the sandbox's files.
  packages: ["chromium", "fonts-liberation", "fonts-droid-fallback"],
  purpose: "the browser in which the tests open VS Code",
};

export const compiler: SystemProgram = {
  program: "g++",
  packages: ["g++", "make", "python3"],
  purpose: "to build VS Code's two native modules",
};

/** The path of a program, or undefined where it is not installed. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Installs the program where we can (root on Debian or Ubuntu) and it is missing.
 * Rejects with what to do by hand where we cannot.
 */
export async function ensureProgram(wanted: SystemProgram): Promise<void> {
  if (findProgram(wanted.program) !== undefined) {
    return;
  }
  const list = wanted.packages.join(" ");
  if (process.getuid?.() !== 0 || findProgram("apt-get") === undefined) {
    throw new Error(
      `${wanted.program} is missing (${wanted.purpose}). On Debian or Ubuntu: sudo apt-get install ${list}`,
    );
  }
  console.log(`  Installing ${list} from Debian (${wanted.purpose})…`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runQuietly("apt-get", ["update", "-qq"], { env });
  await runQuietly("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...wanted.packages], {
    env,
  });
}
