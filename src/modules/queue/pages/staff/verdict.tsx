import { type LocalisedText, localise, type Reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { SelectField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Seat } from '../../../appointments/index.ts';
import type { Office } from '../../../offices/index.ts';
import { whyNot } from '../../arriving.ts';
import type { AtTheDoor } from '../../door.ts';
import type { FloorDossier } from '../../floor.sql.ts';
import { type AdmissionKind, COUNTER_ROLES } from '../../rules.ts';
import { whatNext } from '../../turning-away.ts';

/** Where another time helps. */
const NEEDS_TIME: readonly AdmissionKind[] = ['too_early', 'too_late', 'wrong_day', 'no_schedule'];

/** "Layani" or "Jangan dilayani", in words and colour, why, and what comes next. */
export function VerdictCard(props: {
  readonly visit: Visit;
  readonly office: Office;
  readonly door: AtTheDoor;
  /** What is free later today, where the office moves people on the spot. */
  readonly seatsToday?: readonly Seat[] | undefined;
  /** Why what was just asked for was not done. */
  readonly why?: Reason | undefined;
}) {
  const { visit, office, door, seatsToday, why } = props;
  const { t, lang } = visit;
  const { dossier, booked, admission } = door;
  const { kind } = admission;
  const next = say(t, whatNext(admission, office.timeZone, lang));
  return (
    <Section title={t('queue.verdict.title', { number: dossier.number })} id="hasil">
      {why ? (
        <Alert kind="danger" live="alert" title={t('queue.not_done')}>
          {say(t, why)}
        </Alert>
      ) : null}
      {kind === 'ready' ? (
        <Alert kind="success" live="status" title={t('queue.verdict.serve')} level={3}>
          {door.identity === 'proven' ? t('queue.verdict.code_matches') : next}
        </Alert>
      ) : (
        <Alert kind="danger" live="status" title={t('queue.verdict.do_not_serve')} level={3}>
          <p class="ds-paragraph">{say(t, whyNot(kind))}</p>
          <p class="ds-paragraph">
            <strong>{next}</strong>
          </p>
        </Alert>
      )}
      {kind === 'wrong_person' ? null : (
        <DescriptionList
          items={[
            { term: t('queue.blanko.name'), value: dossier.fullName },
            {
              term: t('queue.blanko.service'),
              value: door.services
                .map(({ serviceName }) => localise(serviceName, lang).text)
                .join(', '),
            },
            {
              term: t('queue.verdict.meeting'),
              value: booked
                ? `${formatWhen(booked.startsAt, office.timeZone, lang)}, ${localise(booked.counterName, lang).text}`
                : t('queue.verdict.no_meeting'),
            },
          ]}
        />
      )}
      {kind === 'ready' ? (
        <Serve visit={visit} door={door} />
      ) : kind === 'own_dossier' || kind === 'wrong_person' ? null : (
        <>
          {seatsToday ? (
            <Spot visit={visit} office={office} door={door} seats={seatsToday} />
          ) : null}
          <TurnAway visit={visit} door={door} />
        </>
      )}
    </Section>
  );
}

const here = ({ office }: Visit, dossierId: string) => `/${office.slug}/petugas/loket/${dossierId}`;

function Serve({ visit, door }: { readonly visit: Visit; readonly door: AtTheDoor }) {
  const { t, person } = visit;
  const path = here(visit, door.dossier.id);
  const arrived = door.booked?.visitState === 'waiting' || door.booked?.visitState === 'serving';
  return (
    <ButtonRow>
      {person.roles.some((role) => COUNTER_ROLES.includes(role)) ? (
        <form method="post" action={`${path}/layani`}>
          <input type="hidden" name="kunci" value={newId()} />
          <SubmitButton>{t('queue.verdict.begin')}</SubmitButton>
        </form>
      ) : null}
      {arrived ? null : (
        <form method="post" action={`${path}/datang`}>
          <input type="hidden" name="kunci" value={newId()} />
          <SubmitButton kind="secondary">{t('queue.verdict.check_in')}</SubmitButton>
        </form>
      )}
    </ButtonRow>
  );
}

/** Another time today for whoever stands here early or late. */
function Spot(props: {
  readonly visit: Visit;
  readonly office: Office;
  readonly door: AtTheDoor;
  readonly seats: readonly Seat[];
}) {
  const { visit, office, door, seats } = props;
  const { t, page: ctx, lang } = visit;
  if (seats.length === 0) return <p class="sl-quiet">{t('queue.spot.none')}</p>;
  return (
    <Form action={`${here(visit, door.dossier.id)}/pindah`} inline>
      <input type="hidden" name="kunci" value={newId()} />
      <SelectField
        ctx={ctx}
        name="waktu"
        label={t('queue.spot.label')}
        empty={false}
        options={seats.map(({ startsAt, counterId }) => ({
          value: `${startsAt.toISOString()} ${counterId}`,
          label: formatWhen(startsAt, office.timeZone, lang, 'time'),
        }))}
      />
      <SubmitButton kind="secondary">{t('queue.spot.do')}</SubmitButton>
    </Form>
  );
}

function TurnAway({ visit, door }: { readonly visit: Visit; readonly door: AtTheDoor }) {
  const { t, office, person } = visit;
  const path = here(visit, door.dossier.id);
  const gives = person.roles.some((role) => COUNTER_ROLES.includes(role));
  const seats = `/${office.slug}/petugas/berkas/${door.dossier.id}/jadwal`;
  return (
    <ButtonRow>
      <form method="post" action={`${path}/catatan`}>
        <input type="hidden" name="kunci" value={newId()} />
        <SubmitButton>{t('queue.note.send')}</SubmitButton>
      </form>
      <LinkButton href={`${path}/catatan.pdf`} kind="secondary">
        {t('queue.note.print')}
      </LinkButton>
      {gives && NEEDS_TIME.includes(door.admission.kind) ? (
        <LinkButton
          href={door.booked ? `${seats}?pindah=${door.booked.id}` : seats}
          kind="secondary"
        >
          {t(door.booked ? 'queue.verdict.move' : 'queue.verdict.give')}
        </LinkButton>
      ) : null}
    </ButtonRow>
  );
}

/** The number is another office's. */
export function WrongOffice({
  visit,
  number,
  name,
}: {
  readonly visit: Visit;
  readonly number: string;
  readonly name: LocalisedText;
}) {
  const { t, lang, office } = visit;
  const asked = new URLSearchParams({ nomor: number }).toString();
  return (
    <>
      <Alert kind="danger" live="status" title={t('queue.verdict.do_not_serve')} id="hasil">
        <p class="ds-paragraph">{say(t, whyNot('wrong_office'))}</p>
        <p class="ds-paragraph">
          <strong>
            {t('queue.admission.wrong_office.next_named', { office: localise(name, lang).text })}
          </strong>
        </p>
      </Alert>
      <LinkButton href={`/${office.slug}/petugas/catatan.pdf?${asked}`} kind="secondary">
        {t('queue.note.print')}
      </LinkButton>
    </>
  );
}

/** Several dossiers fit, or none. */
export function FoundList(props: {
  readonly visit: Visit;
  readonly found: readonly FloorDossier[];
}) {
  const { visit, found } = props;
  const { t, page: ctx, office } = visit;
  if (found.length === 0)
    return (
      <>
        <Empty title={t('queue.find.nothing')} text={t('queue.find.nothing_text')} />
        <LinkButton href={`/${office.slug}/petugas/catatan.pdf`} kind="secondary">
          {t('queue.note.print')}
        </LinkButton>
      </>
    );
  return (
    <Table
      ctx={ctx}
      caption={t('queue.find.found', { count: found.length })}
      rows={found}
      columns={[
        {
          key: 'nama',
          head: t('queue.blanko.name'),
          cell: (row) => row.fullName,
        },
        {
          key: 'berkas',
          head: t('queue.receipt.dossier'),
          rowHead: true,
          cell: (row) => (
            <a
              class="ds-link sl-code"
              href={`/${office.slug}/petugas/loket?${new URLSearchParams({ cari: row.number }).toString()}`}
            >
              {row.number}
            </a>
          ),
        },
      ]}
    />
  );
}
