import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCountdown, makeFormats } from "../../../src/shared/format.ts";

const english = makeFormats("en", "UTC");
const german = makeFormats("de", "UTC");
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("sizes", () => {
  it("are in units of 1024 with one decimal, as in VS Code's Explorer", () => {
    expect(english.bytes(0)).toBe("0 B");
    expect(english.bytes(1023)).toBe("1,023 B");
    expect(english.bytes(1024)).toBe("1 KB");
    expect(english.bytes(12.34 * 1024 ** 2)).toBe("12.3 MB");
    expect(english.bytes(100 * 1024 ** 3)).toBe("100 GB");
    expect(german.bytes(12.34 * 1024 ** 2)).toBe("12,3 MB");
  });

  it("never reach 1,024 of a unit by rounding", () => {
    expect(english.bytes(1024 ** 2 - 1)).toBe("1 MB");
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        expect(Number(english.bytes(bytes).replaceAll(/[^\d.]/g, ""))).toBeLessThan(1024);
      }),
    );
  });

  it("are given a second as a speed", () => {
    expect(english.speed(8.8e6)).toBe("8.4 MB/s");
  });
});

describe("ages", () => {
  it("are in the largest unit that has passed whole", () => {
    expect(english.age(0, 3 * day)).toBe("3 days ago");
    expect(english.age(0, 50 * minute)).toBe("50 minutes ago");
    expect(english.age(0, day)).toBe("yesterday");
    expect(english.age(0, 20 * day)).toBe("2 weeks ago");
    expect(english.age(0, 800 * day)).toBe("2 years ago");
    expect(german.age(0, 3 * day)).toBe("vor 3 Tagen");
  });

  it("look ahead too, and do not count seconds", () => {
    expect(english.age(5 * minute, 0)).toBe("in 5 minutes");
    expect(english.age(0, 30_000)).toBe("now");
  });
});

describe("durations", () => {
  it("are in the two largest units", () => {
    expect(english.duration(hour + 20 * minute + 5000)).toBe("1 hr 20 min");
    expect(english.duration(2 * day)).toBe("2 days");
    expect(english.duration(59_600)).toBe("1 min");
    expect(english.duration(0)).toBe("0 sec");
    expect(makeFormats("zh-cn").duration(hour + 20 * minute)).toBe("1小时20分钟");
  });

  it("count down to zero at the end, and not before", () => {
    expect(formatCountdown(8 * hour + 59 * minute + 12_000)).toBe("08:59:12");
    expect(formatCountdown(100 * hour)).toBe("100:00:00");
    expect(formatCountdown(1)).toBe("00:00:01");
    expect(formatCountdown(0)).toBe("00:00:00");
    expect(formatCountdown(-5000)).toBe("00:00:00");
  });
});

describe("money", () => {
  it("is exact, however small", () => {
    expect(english.money(4000)).toBe("$0.004");
    expect(english.money(1)).toBe("$0.000001");
    expect(english.money(1_200_000)).toBe("$1.20");
    expect(english.money(12_345_678_000)).toBe("$12,345.678");
  });
});

describe("other numbers", () => {
  it("say 100% only when all is done", () => {
    expect(english.percent(0.9999)).toBe("99%");
    expect(english.percent(1)).toBe("100%");
  });

  it("show a time beyond the calendar as it came", () => {
    expect(english.dateTime(9e15)).toBe("9000000000000000");
    expect(english.dateTime(Date.UTC(2025, 10, 19, 7, 53, 7))).toContain("2025");
  });
});

describe("everything is written as the language does", () => {
  it.each([
    ["de", "12,3 MB", "vor 3 Tagen", "1.234.567", "23.11.2026, 17:31:05", "0,004\u00a0$", "42\u00a0%"],
    ["ja", "12.3 MB", "3 日前", "1,234,567", "2026/11/23 17:31:05", "$0.004", "42%"],
    ["zh-cn", "12.3 MB", "3天前", "1,234,567", "2026年11月23日 17:31:05", "US$0.004", "42%"],
  ])("%s", (locale, size, age, count, dateTime, money, percent) => {
    const formats = makeFormats(locale, "UTC");
    expect(formats.bytes(12.34 * 1024 ** 2)).toBe(size);
    expect(formats.age(0, 3 * day)).toBe(age);
    expect(formats.count(1_234_567)).toBe(count);
    expect(formats.dateTime(Date.UTC(2026, 10, 23, 17, 31, 5))).toBe(dateTime);
    expect(formats.money(4000)).toBe(money);
    expect(formats.percent(0.42)).toBe(percent);
  });
});
