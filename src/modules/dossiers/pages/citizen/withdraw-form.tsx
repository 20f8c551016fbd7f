import { Button } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Visit } from '../../../../web/visit.ts';

/** Taking an application back; folded away, since few want it and nobody should by accident. */
export function WithdrawForm(props: {
  readonly visit: Visit;
  readonly dossierId: string;
  readonly applicationId: string;
  readonly kunci: string;
}) {
  const { visit, dossierId, applicationId, kunci } = props;
  const { t, page: ctx, office } = visit;
  return (
    <Details summary={t('dossiers.withdraw.open')}>
      <p>{t('dossiers.withdraw.text')}</p>
      <Form action={`/${office.slug}/berkas/${dossierId}/cabut`}>
        <input type="hidden" name="kunci" value={kunci} />
        <input type="hidden" name="permohonan" value={applicationId} />
        <TextArea
          ctx={ctx}
          name="alasan"
          id={`alasan-${applicationId}`}
          label={t('dossiers.withdraw.why')}
          optional
          rows={2}
          maxLength={1000}
        />
        <Button type="submit" kind="danger">
          {t('dossiers.withdraw.do')}
        </Button>
      </Form>
    </Details>
  );
}
