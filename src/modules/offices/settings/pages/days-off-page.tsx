import type { IsoDate } from '../../../../kernel/clocks/index.ts';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { DateField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { type Column, Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { DaysOff } from '../days-off.ts';
import type { Booking } from '../misfits.ts';
import type { Faults } from '../saved.ts';
import { DayWords } from './day-words.tsx';
import { Problems, placed } from './fields.tsx';
import { Recounting, SettingsPage, type SettingsRooms, settingsPath } from './frame.tsx';
import { AlreadyOutside, NewlyOutside } from './outside.tsx';
import { typedOf } from './typed.ts';

interface Props {
  readonly visit: Visit;
  readonly rooms: SettingsRooms;
  readonly own: DaysOff;
  readonly national: DaysOff;
  readonly today: IsoDate;
  readonly edition: string;
  readonly again: {
    readonly content?: unknown;
    readonly faults?: Faults;
    readonly newly?: readonly Booking[];
  };
  readonly already: readonly Booking[];
}

type Row = { day: IsoDate } & (DaysOff extends ReadonlyMap<IsoDate, infer Off> ? Off : never);

export function DaysOffPage(props: Props) {
  const { visit, rooms, own, national, today, already } = props;
  const { t, page: ctx } = visit;
  const rows = (days: DaysOff): Row[] => [...days].map(([day, off]) => ({ day, ...off }));
  const ahead = rows(own).filter(({ day }) => day >= today);
  const past = rows(own).filter(({ day }) => day < today);
  const nation = rows(national).filter(({ day }) => day >= `${today.slice(0, 4)}-01-01`);
  const plain = columns(visit);
  const changing = [...plain, removal(props)];
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/libur"
      title={t('offices.settings.card.days_off')}
      lead={t('offices.days_off.lead')}
    >
      <Recounting visit={visit} rooms={rooms} />
      <Section title={t('offices.days_off.add')} id="tambah">
        <AddForm {...props} />
      </Section>
      <Section
        title={t('offices.days_off.own')}
        id="sendiri"
        actions={
          <LinkButton href={settingsPath(visit, '/libur/impor')} kind="secondary">
            {t('offices.decree.title')}
          </LinkButton>
        }
      >
        <Table
          ctx={ctx}
          caption={t('offices.days_off.own')}
          captionHidden
          rows={ahead}
          columns={changing}
          empty={<p class="sl-quiet">{t('offices.days_off.none')}</p>}
        />
        {past.length === 0 ? null : (
          <Details summary={t('offices.days_off.over', { count: past.length })}>
            <Table
              ctx={ctx}
              caption={t('offices.days_off.over', { count: past.length })}
              captionHidden
              rows={past}
              columns={plain}
            />
          </Details>
        )}
      </Section>
      <AlreadyOutside visit={visit} bookings={already} />
      <Details summary={t('offices.days_off.national', { count: nation.length })}>
        <p class="ds-paragraph">{t('offices.days_off.national_lead')}</p>
        <Table
          ctx={ctx}
          caption={t('offices.days_off.national', { count: nation.length })}
          captionHidden
          rows={nation}
          columns={plain}
        />
      </Details>
    </SettingsPage>
  );
}

function AddForm({ visit, today, edition, again }: Props) {
  const { t, page: ctx } = visit;
  const typed = typedOf(t, again.content ?? {}, again.faults);
  const newly = again.newly ?? [];
  return (
    <Form action={settingsPath(visit, '/libur')}>
      <Problems ctx={ctx} typed={typed} />
      <input type="hidden" name="edisi" value={edition} />
      <NewlyOutside visit={visit} bookings={newly} />
      <div class="sl-form-inline">
        <DateField
          {...placed({ ctx, typed, place: 'from', label: t('offices.days_off.from') })}
          min={today}
        />
        <DateField
          {...placed({ ctx, typed, place: 'to', label: t('offices.days_off.to'), optional: true })}
          min={today}
        />
      </div>
      <TextField
        {...placed({
          ctx,
          typed,
          place: 'name',
          label: t('offices.days_off.name'),
          description: t('offices.days_off.name_help'),
        })}
        maxLength={200}
        autocomplete="off"
      />
      <TextField
        {...placed({
          ctx,
          typed,
          place: 'source',
          label: t('offices.days_off.source'),
          description: t('offices.days_off.source_help'),
        })}
        maxLength={200}
        autocomplete="off"
      />
      <SubmitButton>
        {t(newly.length > 0 ? 'offices.outside.save' : 'offices.days_off.submit')}
      </SubmitButton>
    </Form>
  );
}

function columns(visit: Visit): Column<Row>[] {
  const { t, lang } = visit;
  return [
    {
      key: 'day',
      head: t('offices.days_off.day'),
      rowHead: true,
      cell: ({ day }) => <DayWords day={day} lang={lang} />,
    },
    {
      key: 'name',
      head: t('offices.days_off.name'),
      cell: ({ name, status }) => (
        <>
          <span lang="id">{name}</span>{' '}
          {status === 'estimate' ? (
            <Tag tone="warning">{t('offices.days_off.estimate')}</Tag>
          ) : null}
        </>
      ),
    },
    {
      key: 'kind',
      head: t('offices.days_off.kind'),
      cell: ({ kind }) => t(`offices.days_off.kind_${kind}`),
    },
    {
      key: 'source',
      head: t('offices.days_off.source'),
      cell: ({ source }) => <span lang="id">{source}</span>,
    },
  ];
}

function removal({ visit, edition }: Props): Column<Row> {
  const { t } = visit;
  return {
    key: 'remove',
    head: t('offices.settings.change'),
    cell: ({ day, name }) => (
      <form method="post" action={settingsPath(visit, '/libur/hapus')}>
        <input type="hidden" name="hari" value={day} />
        <input type="hidden" name="edisi" value={edition} />
        <SubmitButton
          kind="tertiary"
          size="sm"
          label={`${t('offices.days_off.remove')} ${name} ${day}`}
        >
          {t('offices.days_off.remove')}
        </SubmitButton>
      </form>
    ),
  };
}
