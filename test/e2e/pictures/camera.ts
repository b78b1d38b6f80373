import { dirname, join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import sharp, { type Sharp } from "sharp";
import { ensureFolder, rootFolder } from "../../support/folders.ts";

/** Takes pictures of a window into `media/`, small enough to be shipped and read over the network. */
export class Camera {
  readonly #page: Page;
  readonly #frames: { readonly png: Buffer; readonly milliseconds: number }[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** A picture of the whole window; `file` is relative to `media`. */
  async window(file: string): Promise<void> {
    await this.#rest();
    await fewColours(await this.#page.screenshot({ animations: "disabled" }), 128).toFile(place(file));
  }

  /** A WebP of one part of the window, of its top if a height is given: a fifth smaller than the same as PNG. */
  async part(file: string, part: Locator, height = Infinity): Promise<void> {
    await this.#rest();
    const box = (await part.boundingBox())!;
    const clip = { ...box, height: Math.min(box.height, height) };
    const palette = await fewColours(
      await this.#page.screenshot({ animations: "disabled", clip }),
      16,
    ).toBuffer();
    await sharp(palette).webp({ lossless: true, effort: 6 }).toFile(place(file));
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

/** A palette is enough for an interface, and a third of the size. Dither would be noise in its even surfaces. */
function fewColours(png: Buffer, colours: number): Sharp {
  return sharp(png).png({ palette: true, colours, effort: 10, dither: 0 });
}

function place(file: string): string {
  const path = join(rootFolder, "media", file);
  ensureFolder(dirname(path));
  return path;
}
