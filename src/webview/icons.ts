/** The page's pictures: 16 × 16 line drawings in the colour of the text, hidden from screen readers. */
import type { CheckOutcome, FileKind } from "../shared/panelProtocol.ts";

type IconName = FileKind | CheckOutcome | "copy" | "info" | "warning" | "clock";

const sheet = "M3.5 1.5h6l3 3v10h-9z M9.5 1.5v3h3";

const paths: Readonly<Record<IconName, string>> = {
  video: "M1.5 3.5h9v9h-9z M10.5 7l4-2.5v7L10.5 9",
  audio: "M6 12.5V3.5l7.5-2v9 M6 12.5a2 2 0 1 1-4 0a2 2 0 1 1 4 0 M13.5 10.5a2 2 0 1 1-4 0a2 2 0 1 1 4 0",
  image: "M1.5 2.5h13v11h-13z M1.5 11.5l4-4 3 3 2-2 4 4 M11.5 5.5h.01",
  text: `${sheet} M5.5 7.5h5 M5.5 9.5h5 M5.5 11.5h3`,
  archive: "M1.5 2.5h13v3h-13z M2.5 5.5v8h11v-8 M6.5 8.5h3",
  document: `${sheet} M5.5 9.5h5 M5.5 11.5h5`,
  other: sheet,
  pass: "M14.5 8a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0 M5 8.2l2.2 2.2L11 6",
  fail: "M14.5 8a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0 M5.7 5.7l4.6 4.6 M10.3 5.7l-4.6 4.6",
  unknown:
    "M14.5 8a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0 M6 6.3a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.3 M8 11.6h.01",
  notApplicable: "M14.5 8a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0 M5 8h6",
  copy: "M5.5 5.5v-4h9v9h-4 M1.5 5.5h9v9h-9z",
  info: "M14.5 8a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0 M8 7.5v4 M8 4.8h.01",
  warning: "M8 1.8L15 14H1z M8 6v4 M8 12h.01",
  clock: "M14.5 8a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0 M8 4v4.2l2.8 1.6",
};

const svg = "http://www.w3.org/2000/svg";

export function icon(name: IconName): SVGElement {
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("class", `icon icon-${name}`);
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg, "path");
  path.setAttribute("d", paths[name]);
  picture.append(path);
  return picture;
}
