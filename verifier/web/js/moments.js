// Moments and days, as credentials and callers write them (verifier/moments.py).
//
// A moment is a number of unix seconds: a BigInt where a token wrote an integer, else a Number. A
// day is its text YYYY-MM-DD, whose order is that of the calendar. The day of a moment is the day
// in China (UTC+8), which is where certificates are issued.
import { BadRequestError, MalformedError } from "./errors.js";

const DAY_SECONDS = 86_400;
const CHINA_SECONDS = 8 * 3600;
// 0001-01-01 and 9999-12-31: no calendar goes further.
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;
const RFC3339 =
  /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d{1,9})?(?:([Zz])|([+-])(\d\d):(\d\d))$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const UNIX = /^\d{1,12}$/;

/** Read `YYYY-MM-DD`; throws MalformedError for anything else, also for the 30th of February. */
export function parseDay(text) {
  if (typeof text !== "string") throw new MalformedError("a day is not text");
  if (!DAY.test(text)) throw new MalformedError("not a day YYYY-MM-DD");
  if (!isInCalendar(text)) throw new MalformedError("no calendar has such a day");
  return text;
}

/** Return the day of a number of days since 1970-01-01. */
function dayText(days) {
  return new Date(days * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

/** Return the number of days from 1970-01-01 to a day. */
export function dayNumber(day) {
  const [year, month, date] = day.split("-").map(Number);
  // Date.UTC takes the years 0 to 99 for those of the 20th century.
  return new Date(0).setUTCFullYear(year, month - 1, date) / (DAY_SECONDS * 1000);
}

function isInCalendar(day) {
  return !day.startsWith("0000") && dayText(dayNumber(day)) === day;
}

/** Read an RFC 3339 date-time into unix seconds, a Number; throws MalformedError if it is none. */
export function parseRFC3339(text) {
  const found = RFC3339.exec(text);
  if (!found) throw new MalformedError("not an RFC 3339 moment");
  const [, day, hour, minute, second, fraction, zulu, sign, hours, minutes] = found;
  const isClock = hour <= "23" && minute <= "59" && second <= "59";
  const isOffset = zulu || (hours <= "23" && minutes <= "59");
  if (!(isInCalendar(day) && isClock && isOffset)) throw new MalformedError("no such moment");
  const seconds = (h, m, s) => Number(h) * 3600 + Number(m) * 60 + Number(s);
  const offset = zulu ? 0 : seconds(hours, minutes, 0) * (sign === "-" ? -1 : 1);
  const local = dayNumber(day) * DAY_SECONDS + seconds(hour, minute, second);
  return local - offset + Number(fraction ?? 0);
}

/**
 * Return the unix seconds of what a caller gave: a Date, unix seconds, or text.
 * Throws BadRequestError: it names no moment.
 */
export function unixSeconds(moment) {
  const seconds = moment instanceof Date ? moment.getTime() / 1000 : moment;
  if (typeof seconds === "bigint" || Number.isFinite(seconds)) return seconds;
  if (typeof seconds !== "string") throw new BadRequestError("neither a date nor unix seconds");
  if (UNIX.test(seconds)) return Number(seconds);
  try {
    return parseRFC3339(seconds);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    throw new BadRequestError("neither RFC 3339 nor unix seconds");
  }
}

/** Return the moment some whole seconds later, of the kind that `moment` is. */
export function later(moment, seconds) {
  return typeof moment === "bigint" ? moment + BigInt(seconds) : moment + seconds;
}

/** Return the number of the day in China, a BigInt: any size of `moment` is fine. */
export function chinaDayNumber(moment) {
  const shifted = later(moment, CHINA_SECONDS);
  const seconds = typeof shifted === "bigint" ? shifted : BigInt(Math.floor(shifted));
  const length = BigInt(DAY_SECONDS);
  const days = seconds / length;
  return seconds < 0n && seconds % length !== 0n ? days - 1n : days;
}

/** Return the day in China of a moment; throws MalformedError if no calendar holds it. */
export function chinaDay(moment) {
  const days = chinaDayNumber(moment);
  if (days < dayNumber("0001-01-01") || days > dayNumber("9999-12-31")) {
    throw new MalformedError("a moment outside the calendar");
  }
  return dayText(Number(days));
}

/** Write whole unix seconds as RFC 3339 in UTC, or as a number where no calendar goes. */
export function showMoment(moment) {
  const seconds = typeof moment === "bigint" ? moment : Math.floor(moment);
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
    return Number(moment).toExponential(5).replace(/\.?0+e/, "e");
  }
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
