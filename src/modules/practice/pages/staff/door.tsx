import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { cookiesFor, writeFlash } from '../../../../web/cookies.ts';
import { type Route, staff } from '../../../../web/route.ts';
import { asStaff, type Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import { makeTwin, twinOf } from '../../../offices/index.ts';
import { enter } from '../../entering.ts';
import { readCode } from '../../rules.ts';
import { everyOfficer, hallOf } from './who.ts';

/** The door of practice in a real office: what it is, the way in, and the administrator's one button. */
export async function doorPage(house: House, visit: Visit): Promise<Response> {
  const { t, page: ctx, office, person } = visit;
  const twin = await twinOf(house.db, office.id);
  const administers = person.roles.includes('administrator');
  return visit.html(
    <StaffPage ctx={ctx} title={t('practice.door.title')} nav={staffNav(visit, 'latihan')}>
      <PageHead title={t('practice.door.title')} lead={t('practice.door.lead')} />
      {twin ? (
        <>
          <Alert>{t('practice.door.safe')}</Alert>
          <Form action={`${hallOf(office.slug)}/masuk`}>
            <TextField
              ctx={ctx}
              name="kode"
              label={t('practice.door.code')}
              description={t('practice.door.code_help')}
              value={readCode(visit.query('kode'))}
              autocomplete="off"
              size={8}
              maxLength={12}
              optional
            />
            <SubmitButton>{t('practice.door.enter')}</SubmitButton>
          </Form>
        </>
      ) : administers ? (
        <Empty title={t('practice.door.none')} text={t('practice.door.make_text')}>
          <TwinForm visit={visit} isNew />
        </Empty>
      ) : (
        <Empty title={t('practice.door.none')} text={t('practice.door.none_text')} />
      )}
      {twin && administers ? (
        <Section title={t('practice.door.manage')}>
          <p>{t('practice.door.refresh_text')}</p>
          <TwinForm visit={visit} isNew={false} />
        </Section>
      ) : null}
    </StaffPage>,
  );
}

function TwinForm({ visit, isNew }: { readonly visit: Visit; readonly isNew: boolean }) {
  return (
    <form method="post" action={`${hallOf(visit.office.slug)}/kantor`}>
      <SubmitButton kind={isNew ? 'primary' : 'secondary'}>
        {visit.t(isNew ? 'practice.door.make' : 'practice.door.refresh')}
      </SubmitButton>
    </form>
  );
}

export function doorRoutes(house: House): Route[] {
  const cookies = cookiesFor(house.config.publicUrl.startsWith('https:'));
  return [
    {
      method: 'POST',
      path: '/:office/petugas/latihan/kantor',
      access: staff('administrator'),
      async handle(visit) {
        const twin = await makeTwin(house, visit.office.id, asStaff(visit));
        if (!twin) return visit.notFound();
        writeFlash(visit.c, cookies, twin.isNew ? 'practice.door.made' : 'practice.door.refreshed');
        return visit.redirect(hallOf(visit.office.slug));
      },
    },
    {
      method: 'POST',
      path: '/:office/petugas/latihan/masuk',
      access: everyOfficer,
      async handle(visit) {
        const code = readCode(one(await visit.form(), 'kode'));
        const actor = { ...asStaff(visit), personId: visit.person.id };
        const twin = await enter(house, visit.office.id, actor);
        if (!twin) return visit.redirect(hallOf(visit.office.slug));
        return visit.redirect(`${hallOf(twin.slug)}${code ? `?kode=${code}` : ''}`);
      },
    },
  ];
}
