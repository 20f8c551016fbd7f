import { Alert } from '../../../../ui/alert.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import {
  type DocumentText,
  documentText,
  PictureProblem,
  type TextBlock,
} from '../../../documents/index.ts';
import type { ViewProps } from './document-pages.tsx';

/** The words of a Word or text document: no looks, no links, no pictures, and a mark that says so. */
export async function DocumentWords(props: ViewProps & { readonly member: number | undefined }) {
  const { house, desk, version, member } = props;
  const { t, office } = desk.visit;
  let text: DocumentText | undefined;
  try {
    text = await documentText(house, office.id, version.id, member);
  } catch (error) {
    if (!(error instanceof PictureProblem)) throw error;
    const { reason: key, params } = error.verdict;
    return (
      <Alert kind="danger" title={t('dossiers.desk.member_refused')} level={3}>
        {t(key, params)}
      </Alert>
    );
  }
  if (!text) return <p class="sl-quiet">{t('dossiers.desk.member_not_shown')}</p>;
  return (
    <>
      <p>
        <Tag tone="info">{t('dossiers.desk.as_text')}</Tag>{' '}
        <span class="sl-quiet">
          {t('dossiers.desk.as_text_help')}
          {text.pictures > 0
            ? ` ${t('dossiers.desk.pictures_not_shown', { count: text.pictures })}`
            : ''}
        </span>
      </p>
      <section class="sl-words" tabindex={0} aria-label={version.name} lang="" data-typed="">
        {text.blocks.length === 0 ? <p>{t('dossiers.desk.no_words')}</p> : null}
        {text.blocks.map((block) => (
          <Block block={block} visit={desk.visit} />
        ))}
      </section>
      {text.cut ? <p class="sl-quiet">{t('dossiers.desk.words_cut')}</p> : null}
    </>
  );
}

function Block({ block, visit }: { readonly block: TextBlock; readonly visit: Visit }) {
  switch (block.kind) {
    case 'part':
      return (
        <p lang={visit.lang}>
          <Tag>{visit.t(`dossiers.desk.part.${block.part}`)}</Tag>
        </p>
      );
    case 'heading': {
      // Below the page's own headings, whatever the document calls them.
      const Heading = block.level === 1 ? 'h4' : block.level === 2 ? 'h5' : 'h6';
      return (
        <Heading class="ds-heading" data-size="2xs">
          {block.text}
        </Heading>
      );
    }
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'item':
      return (
        <ul data-level={String(Math.min(block.level, 3))}>
          <li>{block.text}</li>
        </ul>
      );
    case 'table':
      return (
        <table class="ds-table" data-border="true" data-size="sm">
          <tbody>
            {block.rows.map((row) => (
              <tr>
                {row.map((cell) => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}
