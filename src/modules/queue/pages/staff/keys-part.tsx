import { Details } from '../../../../ui/details.tsx';
import { CheckboxGroup } from '../../../../ui/fields.tsx';
import type { Visit } from '../../../../web/visit.ts';

/** The keys for a hand-over without a mouse. Its script shows it: without one there are no such keys. */
export function CounterKeys({ visit }: { readonly visit: Visit }) {
  const { t, page: ctx } = visit;
  const keys: readonly (readonly [string, string])[] = [
    ['1', t('queue.counter.matches')],
    ['2', t('queue.counter.differs')],
    ['3', t('queue.counter.missing')],
    ['S', t('queue.counter.keep')],
    ['Enter', t('queue.keys.go_on')],
    ['B', t('queue.counter.print_blanko')],
    ['?', t('dossiers.desk.keys.list')],
  ];
  return (
    <sl-counter-keys hidden>
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
    </sl-counter-keys>
  );
}
