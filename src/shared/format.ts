/**
 * Numbers as people read them. Made for one locale and time zone by whoever knows the user's, because the
 * formatters of `Intl` are costly to make.
 */
export interface Formats {
  /** `12.3 MB`: units of 1024 with the names that VS Code's own Explorer uses. */
  bytes(bytes: number): string;
  /** `3 days ago`, `in 5 minutes`, `yesterday`; both in milliseconds since the Unix epoch. */
  age(instant: number, now: number): string;
  /** `1 hr 20 min`: the two largest units. */
  duration(milliseconds: number): string;
  /** `8.4 MB/s`, from bytes a second. */
  speed(bytesPerSecond: number): string;
  /** `$0.004`: exact to the millionth, at least two digits. */
  money(microDollars: number): string;
  /** `1,234`. */
  count(value: number): string;
  /** `42%`, from a fraction; never 100% before the end. */
  percent(fraction: number): string;
  /** `23 Nov 2026, 17:31:05`, from milliseconds since the Unix epoch. */
  dateTime(instant: number): string;
}

/** @param timeZone An IANA name; the machine's own zone if absent. */
export function makeFormats(locale: string, timeZone?: string): Formats {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  const duration = durationFormat(locale);
  const bytes = (value: number): string => formatBytes(value, whole, tenths);
  return {
    bytes,
    age: (instant, now) => formatAge(instant - now, relative),
    duration,
    speed: (bytesPerSecond) => `${bytes(bytesPerSecond)}/s`,
    money: (microDollars) => money.format(microDollars / 1_000_000),
    count: (value) => whole.format(value),
    percent: (fraction) => percent.format(fraction >= 1 ? fraction : Math.floor(fraction * 100) / 100),
    dateTime: (instant) => formatDateTime(instant, dateTime),
  };
}

/** `08:59:12`, and `00:00:00` from the end on. The same in every locale. */
export function formatCountdown(milliseconds: number): string {
  // Rounded up, so that zero is shown at the end and not a second before.
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

const byteUnits = ["B", "KB", "MB", "GB", "TB", "PB"] as const;

function formatBytes(bytes: number, whole: Intl.NumberFormat, tenths: Intl.NumberFormat): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 1,023.95 would be written as 1,024: the next unit writes it as 1.
  while (unit < byteUnits.length - 1 && (unit === 0 ? value >= 1024 : value >= 1023.95)) {
    value /= 1024;
    unit++;
  }
  return `${(unit === 0 ? whole : tenths).format(value)} ${byteUnits[unit] ?? ""}`;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The largest first; a month and a year are close enough on average for an age. */
const ageUnits: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365.25 * day],
  ["month", 30.44 * day],
  ["week", 7 * day],
  ["day", day],
  ["hour", hour],
  ["minute", minute],
];

/** Times in whole units, not rounded up: 50 minutes ago is not an hour ago. */
function formatAge(difference: number, relative: Intl.RelativeTimeFormat): string {
  for (const [unit, length] of ageUnits) {
    if (Math.abs(difference) >= length) {
      return relative.format(Math.trunc(difference / length), unit);
    }
  }
  return relative.format(0, "second");
}

function durationFormat(locale: string): (milliseconds: number) => string {
  const units = [
    ["day", day],
    ["hour", hour],
    ["minute", minute],
    ["second", second],
  ] as const;
  const formats = new Map(
    units.map(([unit]) => [
      unit,
      new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }),
    ]),
  );
  const list = new Intl.ListFormat(locale, { type: "unit", style: "narrow" });
  return (milliseconds) => {
    const total = Math.max(0, Math.round(milliseconds / second)) * second;
    const largest = units.findIndex(([, length]) => total >= length);
    const start = largest === -1 ? units.length - 1 : largest;
    let rest = total;
    const parts: string[] = [];
    for (const [unit, length] of units.slice(start, start + 2)) {
      const amount = Math.floor(rest / length);
      rest -= amount * length;
      if (amount > 0 || parts.length === 0) {
        parts.push(formats.get(unit)?.format(amount) ?? "");
      }
    }
    return list.format(parts);
  };
}

/** The platform's number may lie beyond the calendar. */
function formatDateTime(instant: number, dateTime: Intl.DateTimeFormat): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? String(instant) : dateTime.format(date);
}
