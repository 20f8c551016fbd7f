import { localDate } from '../../../../kernel/clocks/index.ts';
import { type FieldErrors, type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type MessageKey, type Reason, say } from '../../../../kernel/i18n.ts';
import { parseNik, parsePhone } from '../../../../kernel/identity/index.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { CheckboxGroup, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import { officeNav } from '../../../../ui/office-nav.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { cookiesFor, writeFlash } from '../../../../web/cookies.ts';
import { person, type Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { claimDossier } from '../../claiming/claim.ts';
import { type ClaimLimits, createClaimLimits } from '../../claiming/limits.ts';
import { officeOf } from '../who.ts';

/** "Punya berkas dari loket?": a dossier that an officer filed goes into the account of the one it is for. */
export function claimRoutes(house: House): Route[] {
  const path = '/:office/klaim';
  const limits = createClaimLimits(house);
  return [
    {
      method: 'GET',
      path,
      access: person,
      handle: (visit) => page(visit, { nomor: visit.query('nomor') }),
    },
    { method: 'POST', path, access: person, handle: (visit) => claim(house, limits, visit) },
  ];
}

async function claim(house: House, limits: ClaimLimits, visit: Visit): Promise<Response> {
  const input = await visit.form();
  const office = await officeOf(house, visit);
  const nik = parseNik(one(input, 'nik'), localDate(visit.now, office.timeZone));
  const phone = parsePhone(one(input, 'telepon'));
  const errors: Record<string, Reason> = {};
  if (one(input, 'nik').trim() !== '' && !nik.ok) errors['nik'] = nik.reason;
  if (one(input, 'telepon').trim() !== '' && !phone.ok) errors['telepon'] = phone.reason;
  if (Object.keys(errors).length > 0) return page(visit, input, errors, 422);
  const outcome = await claimDossier(
    house,
    limits,
    { office, personId: visit.person.id, address: visit.address },
    {
      number: one(input, 'nomor'),
      secret: one(input, 'kode'),
      nik: nik.ok ? nik.nik : undefined,
      phone: phone.ok ? phone.number : undefined,
      atCounter: one(input, 'di_loket') === 'ya',
    },
  );
  const onward = (to: string, said: MessageKey) => {
    writeFlash(visit.c, cookiesFor(house.config.publicUrl.startsWith('https:')), said);
    return visit.redirect(`/${office.slug}${to}`);
  };
  switch (outcome.kind) {
    case 'claimed':
      return onward(
        outcome.count > 1 ? '/dasbor' : `/berkas/${outcome.dossierId}`,
        outcome.count > 1 ? 'dossiers.claim.done_all' : 'dossiers.claim.done',
      );
    case 'asked':
      return onward('/dasbor', 'dossiers.claim.asked');
    case 'refused': {
      const isTooMany = outcome.reason.key === 'dossiers.claim.too_many';
      return page(visit, input, { nomor: outcome.reason }, isTooMany ? 429 : 422);
    }
  }
}

function page(
  visit: Visit,
  typed: FormInput,
  errors: FieldErrors = {},
  status = 200,
): Response | Promise<Response> {
  const { t, page: ctx, office } = visit;
  const said = Object.entries(errors).map(([field, why]) => ({ field, message: say(t, why) }));
  const field = (name: string) => ({
    ctx,
    name,
    value: one(typed, name),
    error: errors[name] && say(t, errors[name] ?? { key: 'form.invalid' }),
    autocomplete: 'off',
  });
  return visit.html(
    <Page ctx={ctx} title={t('dossiers.claim.title')} nav={officeNav(ctx, 'dashboard')} hidden>
      <PageHead title={t('dossiers.claim.title')} lead={t('dossiers.claim.lead')} />
      <ErrorSummary ctx={ctx} errors={said} />
      <Form action={`/${office.slug}/klaim`}>
        <TextField {...field('nomor')} label={t('dossiers.receipt.number')} size={22} />
        <TextField
          {...field('kode')}
          label={t('dossiers.receipt.code')}
          description={t('dossiers.claim.code_help')}
          size={18}
        />
        <Section title={t('dossiers.claim.who')}>
          <div class="sl-flow">
            <p>{t('dossiers.claim.who_text')}</p>
            <TextField
              {...field('nik')}
              label={t('dossiers.claim.nik')}
              description={t('dossiers.claim.nik_help')}
              optional
              inputMode="numeric"
              maxLength={24}
              size={20}
            />
            <TextField
              {...field('telepon')}
              label={t('dossiers.claim.phone')}
              description={t('dossiers.claim.phone_help')}
              optional
              type="tel"
              maxLength={30}
              size={20}
            />
            <CheckboxGroup
              ctx={ctx}
              name="di_loket"
              label={t('dossiers.claim.neither')}
              optional="unmarked"
              values={[one(typed, 'di_loket')]}
              choices={[
                {
                  value: 'ya',
                  label: t('dossiers.claim.at_counter'),
                  description: t('dossiers.claim.at_counter_help'),
                },
              ]}
            />
          </div>
        </Section>
        <SubmitButton>{t('dossiers.claim.do')}</SubmitButton>
      </Form>
    </Page>,
    status,
  );
}
