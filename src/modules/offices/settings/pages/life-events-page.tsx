import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { SelectField, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { UNVERIFIED } from '../../catalogue/draft.ts';
import type { LifeEvent } from '../../definition-events.ts';
import type { OfficeService } from '../../office.ts';
import { BothLanguages, Problems, placed } from './fields.tsx';
import { SettingsPage, type SettingsRooms, settingsPath } from './frame.tsx';
import { type EventEditions, LifeEventList } from './life-event-list.tsx';
import type { Typed } from './typed.ts';

/** As many services as one life event may lead to; see `lifeEventSchema`. */
export const MOST_SERVICES = 10;
/** Empty places to choose further services in, and how many there are at the least. */
const [SPARE, LEAST] = [2, 3];

interface Props {
  readonly visit: Visit;
  readonly rooms: SettingsRooms;
  readonly events: readonly LifeEvent[];
  /** What the office offers now. */
  readonly services: readonly OfficeService[];
  /** The event that is open; undefined: a new one. */
  readonly known: LifeEvent | undefined;
  /** The key of the event of which it is asked whether it is to go. */
  readonly removing: string;
  readonly typed: Typed;
  readonly isTyped: boolean;
  readonly editions: EventEditions;
}

/** What happens in people's lives: the list in its order, and the form of one. */
export function LifeEventsPage(props: Props) {
  const { visit, rooms, known, typed, services } = props;
  const { t, office } = visit;
  const canLead = services.some(({ definition }) => !definition.elsewhere);
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/peristiwa"
      title={t('offices.settings.card.events')}
      lead={t('offices.events.lead')}
    >
      <Problems ctx={visit.page} typed={typed} />
      <Section title={t('offices.events.list')} id="daftar">
        <LifeEventList {...props} />
        {props.events.length === 0 ? null : (
          <p>
            <a href={`/${office.slug}/permohonan/baru`}>{t('offices.events.as_seen')}</a>
          </p>
        )}
      </Section>
      <Section title={known ? t('offices.events.change') : t('offices.events.add')} id="isian">
        {canLead ? (
          <EventForm {...props} />
        ) : (
          <Alert kind="info">{t('offices.events.no_service')}</Alert>
        )}
      </Section>
    </SettingsPage>
  );
}

function EventForm({ visit, known, typed, isTyped, services, editions }: Props) {
  const { t, page: ctx, lang } = visit;
  const both = { ctx, typed } as const;
  const taken = services.filter(({ definition }) => !definition.elsewhere);
  const places = Array.from({ length: MOST_SERVICES }, (_, index) => `services[${index}]`);
  const filled = places.filter((place) => typed.value(place) !== '').length;
  const shown = places.slice(0, Math.max(filled + SPARE, LEAST));
  const offered = taken.map(({ code, definition }) => ({
    value: code,
    label: localise(definition.name, lang).text,
    group: definition.group && localise(definition.group, lang).text,
  }));
  const optionsFor = (code: string) =>
    code === '' || taken.some((service) => service.code === code)
      ? offered
      : [{ value: code, label: t('offices.events.gone', { code }) }, ...offered];
  return (
    <Form action={settingsPath(visit, '/peristiwa')}>
      <input type="hidden" name="edisi" value={editions.form} />
      <input type="hidden" name="peristiwa" value={known?.key ?? ''} />
      <BothLanguages
        {...both}
        place="name"
        label={t('offices.events.name')}
        description={t('offices.events.name_help')}
        maxLength={200}
      />
      <BothLanguages
        {...both}
        place="help"
        label={t('offices.events.help')}
        description={t('offices.events.help_help')}
        rows={3}
        optional
      />
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{t('offices.events.services')}</legend>
        <p class="sl-quiet">{t('offices.events.services_help')}</p>
        {shown.map((place, index) => {
          const field = placed({
            ...both,
            place,
            label: t('offices.events.service', { number: index + 1 }),
            optional: 'unmarked',
          });
          return (
            <SelectField
              {...field}
              error={field.error ?? (index === 0 ? typed.error('services') : undefined)}
              options={optionsFor(field.value)}
              empty={t('offices.events.none')}
            />
          );
        })}
      </fieldset>
      <TextField
        {...placed({
          ...both,
          place: 'source',
          label: t('offices.deadlines.source'),
          description: t('offices.events.source_help'),
        })}
        value={isTyped || known ? typed.value('source') : UNVERIFIED}
        maxLength={300}
        autocomplete="off"
      />
      <ButtonRow>
        <SubmitButton>{t('offices.settings.save')}</SubmitButton>
        {known ? (
          <LinkButton kind="tertiary" href={settingsPath(visit, '/peristiwa')}>
            {t('offices.events.leave')}
          </LinkButton>
        ) : null}
      </ButtonRow>
    </Form>
  );
}
