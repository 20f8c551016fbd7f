import { Details } from '../../../../ui/details.tsx';
import { CheckboxGroup } from '../../../../ui/fields.tsx';
import type { Desk } from './desk.ts';

/** The keys for judging without a mouse. Its script shows it: without one there are no such keys. */
export function Keys({
  desk,
  judging,
  alike,
}: {
  readonly desk: Desk;
  readonly judging: boolean;
  /** Other applications hand in the same documents. */
  readonly alike: boolean;
}) {
  const { t, page: ctx } = desk.visit;
  const keys: readonly (readonly [string, string])[] = [
    ...(judging
      ? ([
          ['1', t('dossiers.desk.verdict.accepted')],
          ['2', t('dossiers.desk.verdict.deficient')],
          ['3', t('dossiers.desk.verdict.missing')],
          ['Enter', t('dossiers.desk.verdict.save')],
          ...(alike ? ([['S', t('dossiers.desk.keys.alike')]] as const) : []),
        ] as const)
      : []),
    ['J', t('dossiers.desk.keys.next')],
    ['K', t('dossiers.desk.keys.before')],
    ['?', t('dossiers.desk.keys.list')],
  ];
  return (
    <sl-keys hidden>
      <Details summary={t('dossiers.desk.keys.title')}>
        <dl class="sl-terms">
          {keys.map(([key, words]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <CheckboxGroup
          ctx={ctx}
          name="tombol_cepat"
          label={t('dossiers.desk.keys.use')}
          optional="unmarked"
          values={['1']}
          choices={[{ value: '1', label: t('dossiers.desk.keys.on') }]}
        />
        <p class="sl-quiet">{t('dossiers.desk.keys.not_typing')}</p>
      </Details>
    </sl-keys>
  );
}
