import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { When } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Columns } from '../../../../ui/page-head.tsx';
import type { Desk } from './desk.ts';
import { Due, stateWords } from './words.tsx';

/** Where the dossier stands; `since` is the version the visitor's page shows, when this part was fetched anew. */
export function DossierHead({
  desk,
  since,
}: {
  readonly desk: Desk;
  readonly since: number | undefined;
}) {
  const { visit, dossier, chosen, definition, calendar } = desk;
  const { t, lang, office } = visit;
  const when = (at: Date) => <When at={at} tz={office.timeZone} lang={lang} style="short" />;
  const step = definition.route.find(({ key }) => key === chosen.step);
  return (
    <>
      {since !== undefined && since !== dossier.version ? (
        <Alert kind="info" title={t('dossiers.desk.changed_title')} live="status">
          <p class="ds-paragraph">
            <a href={desk.path}>{t('dossiers.desk.changed_link')}</a>
          </p>
        </Alert>
      ) : null}
      <Columns
        even
        main={
          <DescriptionList
            items={[
              {
                term: t('dossiers.desk.column.service'),
                value: localise(definition.name, lang).text,
              },
              {
                term: t('dossiers.desk.column.state'),
                value: `${stateWords(t, chosen)}${step && chosen.outcome === null ? ` · ${localise(step.name, lang).text}` : ''}`,
              },
              {
                term: t('dossiers.desk.column.handler'),
                value:
                  desk.hand === 'mine'
                    ? t('dossiers.desk.held_by_you')
                    : (dossier.handler_name ?? t('dossiers.desk.held_by_nobody')),
              },
            ]}
          />
        }
        aside={
          <DescriptionList
            items={[
              {
                term: t('dossiers.desk.column.due'),
                value:
                  chosen.outcome === null ? (
                    <Due
                      visit={visit}
                      dueAt={chosen.due_at}
                      unit={definition.time.unit}
                      calendar={calendar}
                    />
                  ) : null,
              },
              { term: t('dossiers.desk.promised'), value: when(chosen.promised_at) },
              { term: t('dossiers.desk.column.submitted'), value: when(dossier.submitted_at) },
              {
                term: t('dossiers.desk.closed'),
                value: chosen.closed_at ? when(chosen.closed_at) : null,
              },
            ]}
          />
        }
      />
    </>
  );
}
