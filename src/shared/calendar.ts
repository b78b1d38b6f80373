/** A day of the calendar; `month` and `day` count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Calendar days of one time zone: an IANA name, or the machine's own zone if `undefined`. */
export class Calendar {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string | undefined) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
    });
  }

  /** The day on which an instant (milliseconds since the Unix epoch) falls. */
  dayOf(instant: number): CalendarDay {
    const parts = new Map(this.#format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const year = Number(parts.get("year"));
    return {
      year: parts.get("era") === "BC" ? 1 - year : year,
      month: Number(parts.get("month")),
      day: Number(parts.get("day")),
    };
  }

  /**
   * The first instant of a day, milliseconds since the Unix epoch. Found by bisection over minutes, because days
   * do not everywhere begin at 00:00: a clock change may skip it.
   */
  startOf(wanted: CalendarDay): number {
    const noonless = dayNumber(wanted);
    let before = noonless - day;
    let reached = noonless + day;
    while (reached - before > minute) {
      const middle = before + Math.floor((reached - before) / (2 * minute)) * minute;
      if (dayNumber(this.dayOf(middle)) >= noonless) {
        reached = middle;
      } else {
        before = middle;
      }
    }
    return reached;
  }

  /** The first instant of the day that lies `days` after the day of the instant; before it, if negative. */
  startOfDay(instant: number, days = 0): number {
    return this.startOf(dayFromNumber(dayNumber(this.dayOf(instant)) + days * day));
  }
}

/** 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export function weekdayOf(date: CalendarDay): number {
  return ((new Date(dayNumber(date)).getUTCDay() + 6) % 7) + 1;
}

/** `2026-11-23`. */
export function isoDay({ year, month, day: dayOfMonth }: CalendarDay): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** Reads `2026-11-23`; `undefined` where the text is no day of the calendar. */
export function parseIsoDay(text: string): CalendarDay | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const real = dayFromNumber(dayNumber(date));
  return real.year === date.year && real.month === date.month && real.day === date.day ? date : undefined;
}

/** The day as if it were in UTC, milliseconds: days apart are then exactly 24 hours apart. */
function dayNumber({ year, month, day: dayOfMonth }: CalendarDay): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  return date.getTime();
}

function dayFromNumber(time: number): CalendarDay {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
