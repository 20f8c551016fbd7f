import { localise } from '../../../../kernel/i18n.ts';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { SelectField } from '../../../../ui/fields.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Slot } from '../../drafting/asked-once.ts';
import { shapeOf } from '../../drafting/shape.ts';
import { DraftFiles } from './draft-files.tsx';
import type { DraftPageProps } from './draft-props.ts';
import { SlotCards } from './draft-slots.tsx';
import { UploadField } from './upload-field.tsx';

/** The documents: many at once, or one slot after the other, or again from an earlier dossier. */
export function DocumentSection(
  props: DraftPageProps & {
    /** All that are needed. */
    readonly slots: readonly Slot[];
    /** Those whose cards stand here, and not under a service's heading. */
    readonly here: readonly Slot[];
  },
) {
  const { visit, office, draft, files, slots, here, errors, earlier, base, services } = props;
  const { t, page: ctx } = visit;
  return (
    <Section title={t('dossiers.form.documents')} id="lampiran">
      <div class="sl-flow">
        <p>
          {t(
            services.length > 1
              ? 'dossiers.form.documents_help_several'
              : 'dossiers.form.documents_help',
          )}
        </p>
        <UploadField
          ctx={ctx}
          slug={office.slug}
          name="berkas."
          label={t('dossiers.form.many_files')}
          target={props.target([])}
          multiple
          listed
        />
        <sl-live src={`${base}/dokumen`} topic="saya">
          <DraftFiles
            ctx={ctx}
            tz={office.timeZone}
            files={files}
            slots={slots}
            applications={services.length}
            missing={draft.missing}
            errors={errors}
          />
        </sl-live>
        {services.length > 1 ? null : (
          <div class="sl-flow" data-part="dokumen">
            <SlotCards {...props} slots={here} />
          </div>
        )}
        {earlier.length > 0 ? (
          <div data-part="terdahulu">
            <div data-key="terdahulu" data-as={shapeOf([], slots)}>
              <EarlierDocuments {...props} />
            </div>
          </div>
        ) : null}
        <ButtonRow>
          <Button type="submit" kind="secondary" name="tindakan" value="simpan">
            {t('dossiers.form.upload_and_save')}
          </Button>
        </ButtonRow>
      </div>
    </Section>
  );
}

function EarlierDocuments(props: DraftPageProps & { readonly slots: readonly Slot[] }) {
  const { visit, office, earlier, slots } = props;
  const { t, page: ctx, lang } = visit;
  return (
    <Details summary={t('dossiers.form.earlier')}>
      <ul class="sl-flow">
        {earlier.map((document) => (
          <li>
            <p>
              <strong>{document.name}</strong>{' '}
              <span class="sl-quiet">
                {t('dossiers.form.earlier_from', {
                  date: formatWhen(document.uploaded_at, office.timeZone, lang, 'day'),
                })}
              </span>
            </p>
            <SelectField
              ctx={ctx}
              name={`pakai_untuk.${document.document_id}`}
              label={t('dossiers.form.use_for')}
              optional="unmarked"
              options={slots.map(({ name, requirement }) => ({
                value: name,
                label: localise(requirement.name, lang).text,
              }))}
            />
            <Button
              type="submit"
              kind="secondary"
              size="sm"
              name="tindakan"
              value={`pakai:${document.document_id}`}
              label={t('dossiers.form.use_named', { name: document.name })}
            >
              {t('dossiers.form.use')}
            </Button>
          </li>
        ))}
      </ul>
    </Details>
  );
}
