import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { Button, ButtonRow, SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextArea, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { forgetAnswer, type Kept, keepAnswer } from '../../saved-answers/commands.ts';
import { BODY_LENGTH, PLACES, TITLE_LENGTH } from '../../saved-answers/rules.ts';
import { answersFor, type SavedAnswer } from '../../saved-answers/saved-answers.sql.ts';
import { staffNav } from './nav.ts';
import { officer, onTheFloor } from './who.ts';

const PATH = '/petugas/jawaban';

/** Answers kept for the next time: one's own, and the office's, which its administrators change. */
export function savedAnswerRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: `/:office${PATH}`,
      access: onTheFloor,
      handle: (visit) => page(house, visit),
    },
    {
      method: 'POST',
      path: `/:office${PATH}`,
      access: onTheFloor,
      handle: (visit) => change(house, visit),
    },
  ];
}

/** A form that came back. */
interface Typed extends SavedAnswer {
  readonly wrong: Extract<Kept, { ok: false }>;
}

async function change(house: House, visit: Visit): Promise<Response> {
  const input = await visit.form();
  const who = await officer(house, visit);
  const typed = {
    id: one(input, 'jawaban'),
    shared: one(input, 'milik') === 'kantor',
    title: one(input, 'judul'),
    body: one(input, 'isi'),
    elsewhere: false,
  };
  if (typed.shared && !who.roles.includes('administrator'))
    return visit.forbidden(reason('dossiers.saved.only_administrators'));
  if (one(input, 'tindakan') === 'hapus') {
    await forgetAnswer(house, who, typed.id, typed.shared);
    return visit.redirect(`/${visit.office.slug}${PATH}`);
  }
  const kept = await keepAnswer(house, who, typed);
  return kept.ok
    ? visit.redirect(`/${visit.office.slug}${PATH}`)
    : page(house, visit, { ...typed, wrong: kept });
}

async function page(house: House, visit: Visit, typed?: Typed): Promise<Response> {
  const { t, page: ctx, office, person: me } = visit;
  const answers = await answersFor(house.db, office.id, me.id);
  const administers = me.roles.includes('administrator');
  const title = t('dossiers.saved.title');
  const list = (shared: boolean) => {
    const mine = answers.filter((answer) => answer.shared === shared);
    const mayChange = !shared || administers;
    return (
      <Section title={t(shared ? 'dossiers.saved.shared' : 'dossiers.saved.own')}>
        {mine.length === 0 ? <p class="sl-quiet">{t('dossiers.saved.none')}</p> : null}
        {mine.map((answer) => {
          const back = typed?.id === answer.id ? typed : undefined;
          return (
            <Details summary={answer.title} open={back ? true : undefined}>
              {mayChange && !answer.elsewhere ? (
                <AnswerForm visit={visit} answer={back ?? answer} typed={back} known />
              ) : (
                answer.body.split('\n').map((line) => <p>{line}</p>)
              )}
            </Details>
          );
        })}
        {mayChange ? (
          <Details
            summary={t(shared ? 'dossiers.saved.new_shared' : 'dossiers.saved.new')}
            open={isNew(typed, answers) && typed?.shared === shared ? true : undefined}
          >
            <AnswerForm
              visit={visit}
              answer={
                isNew(typed, answers) && typed?.shared === shared
                  ? typed
                  : { id: newId(), shared, title: '', body: '', elsewhere: false }
              }
              typed={isNew(typed, answers) && typed?.shared === shared ? typed : undefined}
            />
          </Details>
        ) : null}
      </Section>
    );
  };
  return visit.html(
    <StaffPage ctx={ctx} title={title} nav={staffNav(visit, undefined)}>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('dossiers.desk.list.title'), href: `/${office.slug}/petugas` },
          { label: title },
        ]}
      />
      <PageHead
        title={title}
        lead={t(office.practiceOf ? 'dossiers.saved.lead_practice' : 'dossiers.saved.lead')}
      />
      {list(false)}
      {list(true)}
    </StaffPage>,
    typed ? 422 : 200,
  );
}

const isNew = (typed: Typed | undefined, answers: readonly SavedAnswer[]): boolean =>
  typed !== undefined && !answers.some(({ id }) => id === typed.id);

function AnswerForm(props: {
  readonly visit: Visit;
  readonly answer: SavedAnswer;
  readonly typed: Typed | undefined;
  readonly known?: boolean;
}) {
  const { visit, answer, typed, known } = props;
  const { t, page: ctx, office } = visit;
  const error = (field: 'judul' | 'isi') =>
    typed?.wrong.field === field ? say(t, typed.wrong.why) : undefined;
  return (
    <Form action={`/${office.slug}${PATH}`}>
      <input type="hidden" name="jawaban" value={answer.id} />
      <input type="hidden" name="milik" value={answer.shared ? 'kantor' : 'saya'} />
      <TextField
        ctx={ctx}
        id={`judul-${answer.id}`}
        name="judul"
        label={t('dossiers.saved.answer_title')}
        value={answer.title}
        maxLength={TITLE_LENGTH}
        autocomplete="off"
        error={error('judul')}
      />
      <TextArea
        ctx={ctx}
        id={`isi-${answer.id}`}
        name="isi"
        label={t('dossiers.saved.answer_body')}
        description={
          <>
            {t('dossiers.saved.places')}{' '}
            <code data-typed="">{PLACES.map((place) => `{${place}}`).join(', ')}</code>
          </>
        }
        value={answer.body}
        rows={5}
        maxLength={BODY_LENGTH}
        error={error('isi')}
      />
      <ButtonRow>
        <SubmitButton kind="secondary">{t('dossiers.saved.keep')}</SubmitButton>
        {known ? (
          <Button type="submit" kind="tertiary" name="tindakan" value="hapus" formNoValidate>
            {t('dossiers.saved.drop')}
          </Button>
        ) : null}
      </ButtonRow>
    </Form>
  );
}
