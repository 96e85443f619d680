// What a certificate number says about itself (verifier/numbers.py, data in tables.js).
import { GRADE_LEVELS, NUMBER_SCHEMES } from "./tables.js";

const ISSUER_PREFIX_LENGTH = 13;

/**
 * Return the parts of a number, null if it fits no scheme of its kind. A part that the number does
 * not say is null: `issuerPrefix`, `year` (the last two digits), `level`.
 */
export function readNumber(kind, number) {
  const scheme = (NUMBER_SCHEMES[kind] ?? []).find(({ shape }) => shape.test(number));
  if (!scheme) return null;
  const { yearAt, gradeAt, hasIssuerPrefix } = scheme;
  return {
    issuerPrefix: hasIssuerPrefix ? number.slice(0, ISSUER_PREFIX_LENGTH) : null,
    year: yearAt === null ? null : Number(number.slice(yearAt, yearAt + 2)),
    // A letter names no level: which one stands for what was never published.
    level: gradeAt === null ? null : (GRADE_LEVELS[number[gradeAt]] ?? null),
  };
}
