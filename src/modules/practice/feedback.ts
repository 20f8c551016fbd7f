import { type FaultKind, RIGHT_REASONS } from './rules.ts';

/** What the trainee said about a requirement. */
export interface Judged {
  readonly requirement: string;
  readonly verdict: 'accepted' | 'deficient' | 'missing';
  readonly reasonCode: string | null;
}

/**
 * How a verdict compares with what was planted. `found`: named rightly. `other_reason`: seen, but named as something else.
 * `missed`: accepted although faulty. `needless`: sent back although in order. `in_order`: rightly accepted. `open`: not judged.
 */
export type Comparison = 'found' | 'other_reason' | 'missed' | 'needless' | 'in_order' | 'open';

export interface Finding {
  readonly requirement: string;
  /** What was planted; undefined where nothing was. */
  readonly planted: FaultKind | undefined;
  /** The reason that names it best at this office; undefined when none does, or none is needed. */
  readonly expected: string | undefined;
  readonly judged: Judged | undefined;
  readonly comparison: Comparison;
}

/** Compares verdicts with the answer key, requirement by requirement. `known`: the codes of the office's reasons. */
export function compare(
  requirements: readonly string[],
  planted: ReadonlyMap<string, FaultKind>,
  verdicts: readonly Judged[],
  known: readonly string[],
): readonly Finding[] {
  return requirements.map((requirement) => {
    const fault = planted.get(requirement);
    const judged = verdicts.find((verdict) => verdict.requirement === requirement);
    const right =
      fault === undefined ? [] : RIGHT_REASONS[fault].filter((code) => known.includes(code));
    return {
      requirement,
      planted: fault,
      expected: right[0],
      judged,
      comparison: comparisonOf(fault, judged, right),
    };
  });
}

function comparisonOf(
  fault: FaultKind | undefined,
  judged: Judged | undefined,
  right: readonly string[],
): Comparison {
  if (!judged) return 'open';
  if (fault === undefined) return judged.verdict === 'accepted' ? 'in_order' : 'needless';
  if (judged.verdict === 'accepted') return 'missed';
  if (fault === 'absent') return judged.verdict === 'missing' ? 'found' : 'other_reason';
  if (judged.verdict === 'missing') return 'other_reason';
  // An office without a fitting reason cannot be told a wrong one.
  return right.length === 0 || right.includes(judged.reasonCode ?? '') ? 'found' : 'other_reason';
}

/** A round of findings in numbers. */
export interface Tally {
  readonly planted: number;
  readonly found: number;
  /** Seen but named as something else; part of `found`. */
  readonly otherReason: number;
  readonly missed: number;
  readonly needless: number;
}

export function tally(findings: readonly Finding[]): Tally {
  const count = (...which: readonly Comparison[]) =>
    findings.filter(({ comparison }) => which.includes(comparison)).length;
  return {
    planted: findings.filter(({ planted }) => planted !== undefined).length,
    found: count('found', 'other_reason'),
    otherReason: count('other_reason'),
    missed: count('missed'),
    needless: count('needless'),
  };
}
