import { localise } from '../../../../kernel/i18n.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { EvidenceRow } from '../../facts.sql.ts';
import type { CitizenDossier } from './citizen-dossier.ts';
import { fileSize, fileState } from './file-words.ts';

/** What was handed in, for which requirement, and what the officer said of it. */
export function OwnFiles(props: {
  readonly visit: Visit;
  readonly application: CitizenDossier['applications'][number];
  /** In a dossier of several services it is said for which of them. */
  readonly named?: boolean;
}) {
  const { visit, application, named } = props;
  const { t, page: ctx, office, lang } = visit;
  const { definition, evidence, verdicts, view } = application;
  if (evidence.length === 0) return null;
  // A verdict is about the very versions that the officer saw: a file that came later has none yet.
  const verdictOn = (file: EvidenceRow, requirement: string) =>
    verdicts.findLast(
      (verdict) =>
        verdict.requirement === requirement &&
        verdict.round <= view.round &&
        verdict.version_ids.includes(file.version_id),
    )?.verdict;
  const title = named
    ? t('dossiers.page.files_for', { service: localise(definition.name, lang).text })
    : t('dossiers.page.files');
  return (
    <Section title={title}>
      <Table
        ctx={ctx}
        caption={title}
        captionHidden
        rows={evidence}
        columns={[
          {
            key: 'name',
            head: t('dossiers.receipt.file'),
            rowHead: true,
            cell: (file) =>
              file.state === 'ready' ? (
                <a href={`/${office.slug}/dokumen/${file.version_id}`}>{file.name}</a>
              ) : (
                file.name
              ),
          },
          {
            key: 'for',
            head: t('dossiers.form.use_for'),
            cell: (file) =>
              definition.requirements
                .filter(({ key }) => file.requirements.includes(key))
                .map(({ name }) => localise(name, lang).text)
                .join('; '),
          },
          {
            key: 'size',
            head: t('dossiers.receipt.size'),
            numeric: true,
            cell: (file) => fileSize(ctx, file.size),
          },
          {
            key: 'verdict',
            head: t('dossiers.page.verdict'),
            cell: (file) => {
              if (file.state !== 'ready') {
                const { tone, words } = fileState(ctx, file);
                return <Tag tone={tone}>{words}</Tag>;
              }
              const said = file.requirements.map((key) => verdictOn(file, key));
              if (said.includes('deficient'))
                return <Tag tone="warning">{t('dossiers.page.faulty')}</Tag>;
              if (said.length > 0 && said.every((verdict) => verdict === 'accepted'))
                return <Tag tone="success">{t('dossiers.page.accepted')}</Tag>;
              return <Tag>{t('dossiers.page.not_judged')}</Tag>;
            },
          },
        ]}
      />
    </Section>
  );
}
