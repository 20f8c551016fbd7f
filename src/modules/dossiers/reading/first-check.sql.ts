import type { Query } from '../../../kernel/db.ts';

/** The first time an application was checked: what was said of each requirement, and when it was decided. */
export interface FirstCheck {
  readonly applicationId: string;
  /** When the letter went out or the application was found complete; null while it is being checked. */
  readonly decidedAt: Date | null;
  /** The last moment a verdict was given. */
  readonly judgedAt: Date | null;
  readonly verdicts: readonly {
    readonly requirement: string;
    readonly verdict: 'accepted' | 'deficient' | 'missing';
    readonly reasonCode: string | null;
    readonly note: string;
  }[];
}

/** The first round of these applications; one without any verdict yet is there all the same. */
export async function firstChecks(
  query: Query,
  officeId: string,
  applicationIds: readonly string[],
): Promise<FirstCheck[]> {
  if (applicationIds.length === 0) return [];
  return query<FirstCheck[]>`
    select a.id as "applicationId",
      coalesce(
        (select l.sent_at from deficiency_letter l
          where l.office_id = a.office_id and l.application_id = a.id and l.round = 1),
        (select e.at from event e where e.stream_id = a.dossier_id and e.kind = 'verification.completed'
          and e.data ->> 'application' = a.id::text order by e.seq limit 1)) as "decidedAt",
      max(v.at) as "judgedAt",
      coalesce(jsonb_agg(jsonb_build_object('requirement', v.requirement, 'verdict', v.verdict,
        'reasonCode', v.reason_code, 'note', v.note)) filter (where v.requirement is not null), '[]') as verdicts
    from application a
    left join verdict v on v.office_id = a.office_id and v.application_id = a.id and v.round = 1
    where a.office_id = ${officeId} and a.id = any(${[...applicationIds]}::uuid[])
    group by a.office_id, a.id, a.dossier_id`;
}
