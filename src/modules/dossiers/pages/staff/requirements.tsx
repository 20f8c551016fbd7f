import type { House } from '../../../../kernel/house.ts';
import { Columns, Section } from '../../../../ui/page-head.tsx';
import { type Version, versionFor } from '../../../documents/index.ts';
import { noteLook } from '../../reading/access.sql.ts';
import {
  type Desk,
  deskHref,
  type RequirementView,
  type Returned,
  rowId,
  selectedOf,
} from './desk.ts';
import { type Side, VIEW_NAMES } from './document-pages.tsx';
import { DocumentView } from './document-view.tsx';
import { Rows, Sibling } from './requirement-rows.tsx';

/** Each requirement beside its document; in a later round the old one beside the new. */
export async function Requirements({
  house,
  desk,
  returned,
}: {
  house: House;
  desk: Desk;
  returned: Returned | undefined;
}) {
  const { t } = desk.visit;
  const selected = selectedOf(desk);
  const all = desk.sheets
    .filter(({ application }) => application.outcome === null || desk.sheets.length === 1)
    .flatMap(({ requirements }) => requirements);
  const judged = all.filter(({ current }) => current).length;
  return (
    <Section title={t('dossiers.desk.requirements.title', { judged, all: all.length })} id="syarat">
      {selected === undefined ? (
        <p class="sl-quiet">{t('dossiers.desk.requirements.none')}</p>
      ) : (
        <div
          class="sl-beside"
          data-two={selected.before && desk.chosen.round > 1 ? 'true' : undefined}
        >
          {desk.sheets.length === 1 ? (
            <Rows {...{ desk, selected, returned }} sheet={desk.sheets[0]} />
          ) : (
            <div class="sl-flow">
              {desk.sheets.map((sheet) => (
                <Sibling {...{ desk, selected, returned }} sheet={sheet} />
              ))}
            </div>
          )}
          <div class="sl-flow">
            <Documents house={house} desk={desk} view={selected} />
          </div>
        </div>
      )}
    </Section>
  );
}

async function Documents({
  house,
  desk,
  view,
}: {
  house: House;
  desk: Desk;
  view: RequirementView;
}) {
  const { visit } = desk;
  const { t } = visit;
  const key = view.requirement.key;
  const now =
    view.files.find(({ version_id }) => version_id === visit.query('dokumen')) ?? view.files[0];
  const olds = (view.before?.version_ids ?? []).filter(
    (id) => !view.files.some((file) => file.version_id === id),
  );
  const old = olds.find((id) => id === visit.query('lama')) ?? olds[0];
  const kept = Object.fromEntries(VIEW_NAMES.map((name) => [name, visit.query(name)]));
  const href = (params: Readonly<Record<string, string>>) =>
    deskHref(desk, { syarat: key, dokumen: now?.version_id, lama: old, ...kept, ...params });
  const show = async (versionId: string, side: Side) => {
    const version = await versionFor(house.db, visit.office.id, versionId);
    if (!version) return null;
    await noteLook(house.db, {
      officeId: visit.office.id,
      actorId: visit.person.id,
      kind: 'document',
      id: versionId,
    });
    return <DocumentView house={house} desk={desk} version={version} side={side} href={href} />;
  };
  const present = (
    <>
      {view.files.length > 1 ? (
        <Choices
          label={t('dossiers.desk.files_of_requirement')}
          files={view.files.map((file) => ({ id: file.version_id, name: file.name }))}
          chosen={now?.version_id}
          href={(id) =>
            deskHref(
              desk,
              { syarat: key, dokumen: id, lama: old },
              rowId(desk, desk.chosen.id, key),
            )
          }
        />
      ) : null}
      {now ? (
        await show(now.version_id, 'now')
      ) : (
        <p class="sl-quiet">{t('dossiers.desk.no_file')}</p>
      )}
    </>
  );
  if (!old) return present;
  const versions: Version[] = [];
  for (const id of olds)
    versions.push(
      ...[await versionFor(house.db, visit.office.id, id)].filter((found) => found !== undefined),
    );
  return (
    <Columns
      even
      main={
        <>
          <h3 class="ds-heading" data-size="2xs">
            {t('dossiers.desk.before', { round: view.before?.round ?? 1 })}
          </h3>
          {versions.length > 1 ? (
            <Choices
              label={t('dossiers.desk.files_before')}
              files={versions}
              chosen={old}
              href={(id) =>
                deskHref(
                  desk,
                  { syarat: key, dokumen: now?.version_id, lama: id },
                  rowId(desk, desk.chosen.id, key),
                )
              }
            />
          ) : null}
          {await show(old, 'before')}
        </>
      }
      aside={
        <>
          <h3 class="ds-heading" data-size="2xs">
            {t('dossiers.desk.now', { round: desk.chosen.round })}
          </h3>
          {present}
        </>
      }
    />
  );
}

/** Several documents for one requirement: which one is looked at. */
function Choices(props: {
  label: string;
  files: readonly { readonly id: string; readonly name: string }[];
  chosen: string | undefined;
  href: (id: string) => string;
}) {
  return (
    <nav aria-label={props.label}>
      <ul>
        {props.files.map(({ id, name }) => (
          <li>
            <a href={props.href(id)} aria-current={id === props.chosen ? 'true' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
