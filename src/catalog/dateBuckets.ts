import { weekdayOf, type Calendar } from "../shared/calendar.ts";

/** In the order in which groups are shown. */
export const dateBuckets = ["today", "yesterday", "thisWeek", "thisMonth", "older", "unknown"] as const;
export type DateBucket = (typeof dateBuckets)[number];

/** The moments at which the buckets of a day begin, so that a file is placed by comparing numbers. */
export interface DateBounds {
  /** Milliseconds since the Unix epoch, as are the others. */
  readonly today: number;
  readonly yesterday: number;
  readonly week: number;
  readonly month: number;
  /** From here on the bounds are out of date. */
  readonly tomorrow: number;
}

/** The bounds at `now` (milliseconds); the week begins on `firstWeekday`, 1 for Monday to 7 for Sunday. */
export function dateBounds(now: number, calendar: Calendar, firstWeekday: number): DateBounds {
  const today = calendar.dayOf(now);
  const daysIntoWeek = (weekdayOf(today) - firstWeekday + 7) % 7;
  return {
    today: calendar.startOfDay(now),
    yesterday: calendar.startOfDay(now, -1),
    week: calendar.startOfDay(now, -daysIntoWeek),
    month: calendar.startOf({ ...today, day: 1 }),
    tomorrow: calendar.startOfDay(now, 1),
  };
}

/** The bucket of a time in Unix seconds. What lies ahead, by a wrong clock, counts as today. */
export function dateBucketOf(createdAt: number | undefined, bounds: DateBounds): DateBucket {
  if (createdAt === undefined) {
    return "unknown";
  }
  const time = createdAt * 1000;
  if (time >= bounds.today) {
    return "today";
  }
  if (time >= bounds.yesterday) {
    return "yesterday";
  }
  if (time >= bounds.week) {
    return "thisWeek";
  }
  return time >= bounds.month ? "thisMonth" : "older";
}
