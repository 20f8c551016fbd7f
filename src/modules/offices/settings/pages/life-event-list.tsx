import { localise } from '../../../../kernel/i18n.ts';
import { Button, ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { LifeEvent } from '../../definition-events.ts';
import type { OfficeService } from '../../office.ts';
import { settingsPath } from './frame.tsx';

/** Under which editions the forms of the page are sent. */
export interface EventEditions {
  readonly order: string;
  readonly event: (key: string) => string;
  readonly form: string;
}

const ORDER_FORM = 'urutan';

interface Props {
  readonly visit: Visit;
  readonly events: readonly LifeEvent[];
  readonly services: readonly OfficeService[];
  readonly removing: string;
  readonly editions: EventEditions;
}

/** The office's life events in the order in which applicants see them, each with what can be done about it. */
export function LifeEventList(props: Props) {
  const { visit, events, editions } = props;
  if (events.length === 0) return <p class="sl-quiet">{visit.t('offices.events.empty')}</p>;
  return (
    <>
      <form method="post" action={settingsPath(visit, '/peristiwa/urutan')} id={ORDER_FORM}>
        <input type="hidden" name="edisi" value={editions.order} />
      </form>
      <ol class="sl-rows sl-entries">
        {events.map((event, index) => (
          <li id={`butir-${event.key}`}>
            <div class="sl-flow">
              <p>
                <strong>{index + 1}.</strong> <Localised text={event.name} lang={visit.lang} />{' '}
                {event.name.en ? null : <Tag>{visit.t('offices.events.no_english')}</Tag>}
              </p>
              <p class="sl-meta">
                <ServicesIn {...props} event={event} />
              </p>
            </div>
            {props.removing === event.key ? (
              <Remove {...props} event={event} />
            ) : (
              <Buttons {...props} event={event} index={index} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** The services it leads to; one that is not offered any more is marked: applicants do not see it. */
function ServicesIn({ visit, services, event }: Props & { readonly event: LifeEvent }) {
  const { t, lang } = visit;
  return (
    <>
      {event.services.map((code, index) => {
        const found = services.find((service) => service.code === code);
        const isOffered = found !== undefined && !found.definition.elsewhere;
        return (
          <>
            {index === 0 ? '' : ' · '}
            {isOffered ? (
              <Localised text={found.definition.name} lang={lang} />
            ) : (
              <Tag tone="warning">{t('offices.events.gone', { code })}</Tag>
            )}
          </>
        );
      })}
    </>
  );
}

function Buttons(props: Props & { readonly event: LifeEvent; readonly index: number }) {
  const { visit, events, event, index } = props;
  const { t, lang } = visit;
  const name = localise(event.name, lang).text;
  const path = settingsPath(visit, '/peristiwa');
  const move = (way: 'naik' | 'turun', shown: string) => (
    <Button
      type="submit"
      kind="tertiary"
      size="sm"
      form={ORDER_FORM}
      name="pindah"
      value={`${way}:${event.key}`}
      label={`${shown} ${name}`}
    >
      {shown}
    </Button>
  );
  return (
    <div class="sl-buttons">
      {index === 0 ? null : move('naik', t('offices.catalogue.up'))}
      {index === events.length - 1 ? null : move('turun', t('offices.catalogue.down'))}
      <LinkButton
        kind="secondary"
        size="sm"
        href={`${path}?ubah=${event.key}#isian`}
        label={`${t('offices.catalogue.change')} ${name}`}
      >
        {t('offices.catalogue.change')}
      </LinkButton>
      <LinkButton
        kind="tertiary"
        size="sm"
        href={`${path}?hapus=${event.key}#butir-${event.key}`}
        label={`${t('offices.catalogue.remove')} ${name}`}
      >
        {t('offices.catalogue.remove')}
      </LinkButton>
    </div>
  );
}

/** Asked once more: what is taken out here is gone at once. */
function Remove({ visit, editions, event }: Props & { readonly event: LifeEvent }) {
  const { t, lang } = visit;
  const name = localise(event.name, lang).text;
  return (
    <Form action={settingsPath(visit, '/peristiwa/hapus')}>
      <input type="hidden" name="edisi" value={editions.event(event.key)} />
      <input type="hidden" name="peristiwa" value={event.key} />
      <p class="ds-paragraph">{t('offices.events.sure', { name })}</p>
      <ButtonRow>
        <SubmitButton kind="danger">{t('offices.events.remove')}</SubmitButton>
        <LinkButton kind="tertiary" href={settingsPath(visit, '/peristiwa')}>
          {t('offices.events.leave')}
        </LinkButton>
      </ButtonRow>
    </Form>
  );
}
