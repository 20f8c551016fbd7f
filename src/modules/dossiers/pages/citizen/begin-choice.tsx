import { localise } from '../../../../kernel/i18n.ts';
import { Details } from '../../../../ui/details.tsx';
import { CheckboxGroup, SelectField } from '../../../../ui/fields.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { durationWords, type OfferedEvent, type OfficeService } from '../../../offices/index.ts';

/** The guided question: for whoever knows what happened, and not what the office calls it. */
export function WhatHappened(props: {
  readonly visit: Visit;
  readonly events: readonly OfferedEvent[];
}) {
  const { visit, events } = props;
  const { t, office, lang } = visit;
  if (events.length === 0) return null;
  return (
    <Section title={t('dossiers.begin.what_happened')}>
      <p>{t('dossiers.begin.what_happened_text')}</p>
      <ul class="sl-link-list">
        {events.map(({ key, name }) => (
          <li>
            <a href={`/${office.slug}/permohonan/baru?peristiwa=${key}`}>
              <Localised text={name} lang={lang} />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One service is one pick; whoever needs several ticks them. */
export function ServiceChoice(props: {
  readonly visit: Visit;
  readonly label: string;
  readonly services: readonly OfficeService[];
  readonly chosen: readonly string[];
  readonly event: OfferedEvent | undefined;
  readonly error: string | undefined;
}) {
  const { visit, label, services, chosen, event, error } = props;
  const { t, page: ctx, lang } = visit;
  const usual = event?.services ?? services.filter(({ code }) => chosen.includes(code));
  const ticks = event !== undefined || chosen.length > 1;
  const others = ticks
    ? services.filter(({ code }) => !usual.some((one) => one.code === code))
    : services;
  return (
    <>
      {ticks ? (
        <CheckboxGroup
          ctx={ctx}
          name="layanan"
          label={event ? t('dossiers.begin.usual') : label}
          optional="unmarked"
          description={event?.help && localise(event.help, lang).text}
          error={error}
          values={chosen}
          choices={usual.map(({ code, definition }) => ({
            value: code,
            label: localise(definition.name, lang).text,
            description: durationWords(definition.time, t),
          }))}
        />
      ) : (
        <SelectField
          ctx={ctx}
          name="layanan"
          label={label}
          value={chosen[0]}
          error={error}
          options={services.map(({ code, definition }) => ({
            value: code,
            label: localise(definition.name, lang).text,
            group: definition.group && localise(definition.group, lang).text,
          }))}
        />
      )}
      {others.length > 0 ? (
        <Details summary={t(ticks ? 'dossiers.begin.others' : 'dossiers.begin.several')}>
          <p>{t('dossiers.begin.several_text')}</p>
          {byGroup(others, t('dossiers.begin.other_group'), lang).map(([name, members], index) => (
            <CheckboxGroup
              ctx={ctx}
              // Beside a select of the same name a box would need another one.
              name={ticks ? 'layanan' : 'layanan_juga'}
              id={`layanan-kelompok-${index + 1}`}
              label={name}
              optional="unmarked"
              values={ticks ? chosen : []}
              choices={members.map(({ code, definition }) => ({
                value: code,
                label: localise(definition.name, lang).text,
              }))}
            />
          ))}
        </Details>
      ) : null}
    </>
  );
}

function byGroup(
  services: readonly OfficeService[],
  without: string,
  lang: Visit['lang'],
): [string, OfficeService[]][] {
  const groups = new Map<string, OfficeService[]>();
  for (const service of services) {
    const { group } = service.definition;
    const name = group ? localise(group, lang).text : without;
    groups.set(name, [...(groups.get(name) ?? []), service]);
  }
  return [...groups];
}
