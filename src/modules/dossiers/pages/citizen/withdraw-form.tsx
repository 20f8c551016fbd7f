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
  /** Which of several services it is about. */
  readonly service?: string | undefined;
  readonly kunci: string;
}) {
  const { visit, dossierId, applicationId, service, kunci } = props;
  const { t, page: ctx, office } = visit;
  return (
    <Details
      summary={
        service ? t('dossiers.withdraw.open_named', { service }) : t('dossiers.withdraw.open')
      }
    >
      <p>{t('dossiers.withdraw.text')}</p>
      {service ? <p>{t('dossiers.withdraw.others_go_on')}</p> : null}
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
