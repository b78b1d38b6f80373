import type { Formats } from "../shared/format.ts";
import { isMilestone, secondsLeft, untilNextTick } from "./countdown.ts";
import type { LiveLink } from "./linkSection.ts";

/** Lets a link's countdown run, second by second and without the network; returns how to stop it. */
export function runCountdown(
  live: LiveLink,
  formats: Pick<Formats, "duration">,
  announce: (text: string) => void,
): () => void {
  const { life } = live;
  let timer: number | undefined;
  let before = secondsLeft(life, Date.now());
  const schedule = (now: number): void => {
    const delay = untilNextTick(life, now);
    timer = delay === undefined ? undefined : window.setTimeout(tick, delay);
  };
  const tick = (): void => {
    const now = Date.now();
    const seconds = secondsLeft(life, now);
    live.draw(now);
    if (seconds === 0) {
      announce(life.expired);
    } else if (isMilestone(before, seconds)) {
      announce(life.remaining.replace("{0}", () => formats.duration(seconds * 1000)));
    }
    before = seconds;
    schedule(now);
  };
  const now = Date.now();
  live.draw(now);
  schedule(now);
  return () => {
    window.clearTimeout(timer);
  };
}
