import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Route } from '../../../../web/route.ts';
import { asStaff, type Visit } from '../../../../web/visit.ts';
import { type KeptReason, selectEveryReason } from '../reasons.sql.ts';
import { reasonEdition, retireReason, saveReason } from '../reasons.ts';
import type { Faults } from '../saved.ts';
import { BothLanguages, Problems, placed } from './fields.tsx';
import { mayChange, SettingsPage, type SettingsRooms, savedAt, settingsPath } from './frame.tsx';
import { type Typed, textAt, typedOf, wordsAt } from './typed.ts';

/** What was sent and refused: shown again with what is wrong. */
interface Again {
  readonly content: unknown;
  readonly faults: Faults;
}

/** Reasons for a deficiency: added, put in other words, taken off the list. */
export function reasonRoutes(house: House, rooms: SettingsRooms): readonly Route[] {
  const answer = async (visit: Visit, code: string, again?: Again) => {
    const all = await selectEveryReason(house.db, visit.office.id);
    const known = all.find((one) => one.code === code);
    if (code !== '' && !known && !again) return visit.notFound();
    return visit.html(
      <ReasonsPage visit={visit} rooms={rooms} all={all} known={known} again={again} />,
      again ? 422 : 200,
    );
  };
  return [
    {
      method: 'GET',
      path: '/:office/petugas/atur/alasan',
      access: mayChange,
      handle: (visit) => answer(visit, visit.query('kode')),
    },
    {
      method: 'POST',
      path: '/:office/petugas/atur/alasan',
      access: mayChange,
      async handle(visit) {
        const input = await visit.form();
        const isNew = one(input, 'baru') === 'ya';
        const content = contentOf(input);
        const saved = await saveReason(house, asStaff(visit), visit.office.id, {
          isNew,
          edition: one(input, 'edisi'),
          typed: content,
        });
        if (saved.ok) return savedAt(house, visit, '/alasan', 'offices.settings.saved');
        return answer(visit, isNew ? '' : content.code, { content, faults: saved.faults });
      },
    },
    {
      method: 'POST',
      path: '/:office/petugas/atur/alasan/simpan',
      access: mayChange,
      async handle(visit) {
        const input = await visit.form();
        const retired = one(input, 'tawarkan') !== 'ya';
        const code = one(input, 'code');
        const saved = await retireReason(house, asStaff(visit), visit.office.id, code, retired);
        if (!saved.ok) return answer(visit, '', { content: {}, faults: saved.faults });
        return savedAt(
          house,
          visit,
          '/alasan',
          retired ? 'offices.reasons.retired' : 'offices.reasons.reopened',
        );
      },
    },
  ];
}

const contentOf = (input: FormInput) => ({
  code: textAt(input, 'code') ?? '',
  label: wordsAt(input, 'label') ?? { id: '' },
  advice: wordsAt(input, 'advice') ?? { id: '' },
});

function ReasonsPage(props: {
  visit: Visit;
  rooms: SettingsRooms;
  all: readonly KeptReason[];
  known: KeptReason | undefined;
  again: Again | undefined;
}) {
  const { visit, rooms, all, known, again } = props;
  const { t } = visit;
  const typed = typedOf(t, again?.content ?? known ?? {}, again?.faults);
  const offered = all.filter(({ retired }) => !retired);
  const gone = all.filter(({ retired }) => retired);
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/alasan"
      title={t('offices.settings.card.reasons')}
      lead={t('offices.reasons.lead')}
    >
      <Problems ctx={visit.page} typed={typed} />
      <Section title={t(known ? 'offices.reasons.change' : 'offices.reasons.add')} id="isian">
        <ReasonForm visit={visit} known={known} typed={typed} />
      </Section>
      <Section title={t('offices.reasons.offered')} id="daftar">
        <ReasonTable visit={visit} rows={offered} caption={t('offices.reasons.offered')} />
      </Section>
      {gone.length === 0 ? null : (
        <Details summary={t('offices.reasons.not_offered', { count: gone.length })}>
          <ReasonTable
            visit={visit}
            rows={gone}
            caption={t('offices.reasons.not_offered', { count: gone.length })}
          />
        </Details>
      )}
    </SettingsPage>
  );
}

function ReasonForm(props: { visit: Visit; known: KeptReason | undefined; typed: Typed }) {
  const { visit, known, typed } = props;
  const { t, page: ctx } = visit;
  return (
    <Form action={settingsPath(visit, '/alasan')}>
      {known ? (
        <>
          <input type="hidden" name="code" value={known.code} />
          <input type="hidden" name="edisi" value={reasonEdition(known)} />
        </>
      ) : (
        <>
          <input type="hidden" name="baru" value="ya" />
          <TextField
            {...placed({
              ctx,
              typed,
              place: 'code',
              label: t('offices.reasons.code'),
              description: t('offices.reasons.code_help'),
            })}
            maxLength={48}
            size={24}
            autocomplete="off"
          />
        </>
      )}
      <BothLanguages
        ctx={ctx}
        typed={typed}
        place="label"
        label={t('offices.reasons.label')}
        maxLength={200}
      />
      <BothLanguages
        ctx={ctx}
        typed={typed}
        place="advice"
        label={t('offices.reasons.advice')}
        description={t('offices.reasons.advice_help')}
        rows={3}
      />
      <SubmitButton>{t('offices.settings.save')}</SubmitButton>
    </Form>
  );
}

function ReasonTable(props: { visit: Visit; rows: readonly KeptReason[]; caption: string }) {
  const { visit, rows, caption } = props;
  const { t, lang, page: ctx } = visit;
  return (
    <Table
      ctx={ctx}
      caption={caption}
      captionHidden
      rows={rows}
      columns={[
        {
          key: 'label',
          head: t('offices.reasons.label'),
          rowHead: true,
          cell: (row) => (
            <>
              <a href={`${settingsPath(visit, '/alasan')}?kode=${row.code}#isian`}>
                {localise(row.label, lang).text}
              </a>
              <br />
              <span class="sl-quiet" data-typed>
                {row.code}
              </span>{' '}
              {row.label.en ? null : <Tag>ID</Tag>}
            </>
          ),
        },
        {
          key: 'advice',
          head: t('offices.reasons.advice'),
          cell: (row) => localise(row.advice, lang).text,
        },
        {
          key: 'change',
          head: t('offices.settings.change'),
          cell: (row) => (
            <form method="post" action={settingsPath(visit, '/alasan/simpan')}>
              <input type="hidden" name="code" value={row.code} />
              <input type="hidden" name="tawarkan" value={row.retired ? 'ya' : 'tidak'} />
              <SubmitButton
                kind="tertiary"
                size="sm"
                label={`${t(row.retired ? 'offices.reasons.reopen' : 'offices.reasons.retire')}: ${localise(row.label, lang).text}`}
              >
                {t(row.retired ? 'offices.reasons.reopen' : 'offices.reasons.retire')}
              </SubmitButton>
            </form>
          ),
        },
      ]}
    />
  );
}
