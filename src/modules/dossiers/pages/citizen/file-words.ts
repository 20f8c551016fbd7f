import { isMessageKey } from '../../../../kernel/i18n.ts';
import type { PageContext } from '../../../../ui/page-context.ts';
import type { Tone } from '../../../../ui/tag.tsx';
import type { EvidenceRow } from '../../facts.sql.ts';

/** A size as people say it: "640 KB", "2,4 MB". */
export function fileSize(ctx: Pick<PageContext, 'lang'>, bytes: number): string {
  const number = new Intl.NumberFormat(ctx.lang === 'id' ? 'id-ID' : 'en-GB', {
    maximumFractionDigits: 1,
  });
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${number.format(Math.round(bytes / 1024))} KB`;
  return `${number.format(bytes / 1024 / 1024)} MB`;
}

/** What became of a file, in words. */
export function fileState(
  ctx: PageContext,
  file: Pick<EvidenceRow, 'state' | 'refusal' | 'scan'>,
): { tone: Tone; words: string; why?: string } {
  const { t } = ctx;
  switch (file.state) {
    case 'checking':
      return { tone: 'info', words: t('dossiers.files.checking') };
    case 'held':
      return { tone: 'warning', words: t('dossiers.files.held') };
    case 'ready':
      return { tone: 'success', words: t('dossiers.files.ready') };
    case 'refused': {
      const key = file.refusal?.key ?? '';
      return {
        tone: 'danger',
        words: t('dossiers.files.refused'),
        why: isMessageKey(key) ? t(key, file.refusal?.params) : t('dossiers.files.refused_why'),
      };
    }
  }
}
