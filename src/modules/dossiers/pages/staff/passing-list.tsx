import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Passing } from '../../handling/passings.ts';
import { wordOf } from './passing-part.tsx';

/** What colleagues passed to this officer, above the line: with the note, so that nobody opens a dossier without knowing why. */
export function PassingList(props: {
  readonly visit: Visit;
  readonly passings: readonly Passing[];
}) {
  const { visit, passings } = props;
  const { t, office, person: me } = visit;
  if (passings.length === 0) return null;
  return (
    <Section title={t('dossiers.passing.on_top', { count: passings.length })} id="dari-rekan">
      <ul class="sl-rows">
        {passings.map((passing) => {
          const isMine = passing.to_id === me.id;
          const what = passing.ended_at === null ? 'to_you' : 'back';
          const name = isMine ? passing.from_name : passing.to_name;
          return (
            <li>
              <p>
                <a
                  class="ds-link sl-number"
                  href={`/${office.slug}/petugas/berkas/${passing.dossier_id}`}
                >
                  {passing.number}
                </a>{' '}
                {passing.full_name}
              </p>
              <p>
                <strong>{t(`dossiers.passing.${wordOf(passing)}_${what}`, { name })}</strong>
              </p>
              <p class="sl-quiet" data-typed="">
                {beginning(passing.answer || passing.note)}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The first words; the rest stands in the dossier. */
function beginning(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length <= 200 ? letters.join('') : `${letters.slice(0, 199).join('')}…`;
}
