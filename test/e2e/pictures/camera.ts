import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { ensureFolder, rootFolder } from "../../support/folders.ts";

/** Takes pictures of a window into `media/`, small enough to be shipped and read over the network. */
export class Camera {
  readonly #page: Page;
  readonly #frames: { readonly png: Buffer; readonly milliseconds: number }[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** A still of what several elements take together, or of the whole window; `file` is relative to `media`. */
  async still(file: string, ...elements: readonly Locator[]): Promise<void> {
    const clip = elements.length === 0 ? undefined : await around(elements);
    await this.#rest();
    const png = await this.#page.screenshot({ animations: "disabled", ...(clip && { clip }) });
    // A palette is enough for an interface, and a third of the size.
    await sharp(png).png({ palette: true, colours: 128, effort: 10 }).toFile(place(file));
  }

  /** Adds the window as it is now to the film, to be seen for so long. */
  async frame(milliseconds: number): Promise<void> {
    await this.#rest();
    this.#frames.push({ png: await this.#page.screenshot({ animations: "disabled" }), milliseconds });
  }

  /** Writes all frames as one animated WebP that repeats for ever. */
  async film(file: string): Promise<void> {
    const delay = this.#frames.map(({ milliseconds }) => milliseconds);
    await sharp(
      this.#frames.map(({ png }) => png),
      { join: { animated: true } },
    )
      .webp({ delay, loop: 0, quality: 80, effort: 6, smartSubsample: true })
      .toFile(place(file));
  }

  /** Lets the mouse pointer's hovers fade and the last repaint happen. */
  async #rest(): Promise<void> {
    await this.#page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function around(elements: readonly Locator[]): Promise<Box> {
  const boxes = (await Promise.all(elements.map((element) => element.boundingBox()))).filter(
    (box) => box !== null,
  );
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  return {
    x: left,
    y: top,
    width: Math.max(...boxes.map(({ x, width }) => x + width)) - left,
    height: Math.max(...boxes.map(({ y, height }) => y + height)) - top,
  };
}

function place(file: string): string {
  const path = join(rootFolder, "media", file);
  ensureFolder(join(path, ".."));
  return path;
}
