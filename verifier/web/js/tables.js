// Written by scripts/published.py from the modules of verifier/; change it there.

/** The checks, in the order of the contract. */
export const CHECKS = [
  "FORMAT",
  "SIGNATURE",
  "KEY_STATE",
  "ISSUER_NOT_FILED",
  "OUT_OF_SCOPE",
  "NO_ASSESSMENT_CHAIN",
  "LEVEL_NOT_IN_STANDARD",
  "LATE_REGISTRATION",
  "VALIDITY_PERIOD",
  "REVOKED",
  "SUSPENDED",
  "STATUS_UNAVAILABLE",
  "HOLDER_MISMATCH",
  "HOLDER_BINDING",
  "DISCLOSURES",
  "NOT_IN_LOG",
  "LOG_PROOF",
  "SUPERSEDED_EDITION",
  "DUPLICATE_NUMBER",
  "CAPACITY_EXCEEDED",
  "CONFLICTING_SOURCES",
];

/** The kinds of certificates. */
export const KINDS = [
  "QUALIFICATION",
  "SKILL_GRADE",
  "SPECIAL_ABILITY",
  "SPECIAL_TECHNICIAN",
];

/** Kinds with a level and an occupation. */
export const GRADED_KINDS = [
  "SKILL_GRADE",
  "SPECIAL_TECHNICIAN",
];

/** Kinds of a scope that names none. */
export const DEFAULT_KINDS = [
  "SKILL_GRADE",
  "SPECIAL_TECHNICIAN",
];

/** The levels of a certificate. */
export const LEVELS = [
  "APPRENTICE",
  "CHIEF_TECHNICIAN",
  "INTERMEDIATE",
  "JUNIOR",
  "SENIOR",
  "SENIOR_TECHNICIAN",
  "SPECIAL_TECHNICIAN",
  "TECHNICIAN",
];

/** Claims of ours, never disclosed. */
export const VISIBLE_CLAIMS = [
  "issued_on",
  "issuer_name",
  "issuer_prefix",
  "kind",
  "level",
  "number",
  "occupation",
  "occupation_name",
  "session",
  "work_type",
];

/** Claims of any, never disclosed. */
export const NEVER_DISCLOSED = [
  "_sd_alg",
  "cnf",
  "exp",
  "iat",
  "iss",
  "nbf",
  "status",
  "vct",
  "vct#integrity",
];

/** The level of a number's grade digit. */
export const GRADE_LEVELS = {
  "1": "SENIOR_TECHNICIAN",
  "2": "TECHNICIAN",
  "3": "SENIOR",
  "4": "INTERMEDIATE",
  "5": "JUNIOR",
};

/** Numbering schemes by kind: a shape, and where year and grade stand, from 0. */
export const NUMBER_SCHEMES = {
  SKILL_GRADE: [
    {
      shape: /^(?:[YS][0-9]{14}[1-5][0-9]{6})$/su,
      yearAt: 13,
      gradeAt: 15,
      hasIssuerPrefix: true,
    },
    {
      shape: /^(?:R[GSCX][NW][0-9]{11}[1-5][0-9]{5})$/su,
      yearAt: 12,
      gradeAt: 14,
      hasIssuerPrefix: false,
    },
  ],
  SPECIAL_TECHNICIAN: [
    {
      shape: /^(?:[YS][0-9]{14}[A-Z][0-9]{6})$/su,
      yearAt: 13,
      gradeAt: 15,
      hasIssuerPrefix: true,
    },
  ],
  QUALIFICATION: [
    {
      shape: /^(?:(?:000)?[0-9]{13})$/su,
      yearAt: null,
      gradeAt: null,
      hasIssuerPrefix: false,
    },
    {
      shape: /^(?:[0-9]{6}[0-4][0-9]{3}[1-5][0-9]{5})$/su,
      yearAt: 0,
      gradeAt: 10,
      hasIssuerPrefix: false,
    },
  ],
  SPECIAL_ABILITY: [
    {
      shape: /^(?:.*)$/su,
      yearAt: null,
      gradeAt: null,
      hasIssuerPrefix: false,
    },
  ],
};
