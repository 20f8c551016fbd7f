import { type FormInput, one } from '../../../../kernel/forms.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import type { OfficeService } from '../../../offices/index.ts';
import { ChoiceFields, type Errors } from './choice-form.tsx';
import { hallOf } from './who.ts';

/** What a trainer says to open a class. */
export function ClassForm(props: {
  readonly visit: Visit;
  readonly services: readonly OfficeService[];
  readonly input: FormInput;
  readonly errors: Errors;
}) {
  const { visit, services, input, errors } = props;
  const { t, page: ctx, office } = visit;
  return (
    <StaffPage ctx={ctx} title={t('practice.class.open_title')} nav={staffNav(visit, 'latihan')}>
      <PageHead title={t('practice.class.open_title')} lead={t('practice.class.open_lead')} />
      <ErrorSummary
        ctx={ctx}
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      <Form action={`${hallOf(office.slug)}/kelas/baru`}>
        <input type="hidden" name="kunci" value={newId()} />
        <TextField
          ctx={ctx}
          name="nama"
          label={t('practice.class.name')}
          value={one(input, 'nama')}
          error={errors.nama}
          autocomplete="off"
          maxLength={120}
        />
        <ChoiceFields visit={visit} services={services} input={input} errors={errors} />
        <TextField
          ctx={ctx}
          name="menit"
          label={t('practice.class.minutes')}
          value={one(input, 'menit') || '90'}
          error={errors.menit}
          inputMode="numeric"
          size={5}
          maxLength={3}
        />
        <SubmitButton>{t('practice.class.open')}</SubmitButton>
      </Form>
    </StaffPage>
  );
}
