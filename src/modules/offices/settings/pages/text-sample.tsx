import type { Lang } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Card } from '../../../../ui/card.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Typed } from './typed.ts';

/** How the public reads the texts in one language; where there is no English, the Indonesian stands there, as it will. */
export function TextSample(props: {
  readonly visit: Visit;
  readonly typed: Typed;
  readonly steps: number;
  readonly lang: Lang;
}) {
  const { visit, typed, steps, lang } = props;
  const { t } = visit;
  const words = (place: string) => {
    const own = typed.value(`${place}.${lang}`);
    return own === '' ? <span lang="id">{typed.value(`${place}.id`)}</span> : own;
  };
  return (
    <Card
      title={t(lang === 'id' ? 'offices.letters.in_id' : 'offices.letters.in_en')}
      level={3}
      tinted
    >
      <div lang={lang} class="sl-flow">
        {typed.value('announcement.text.id') === '' ? null : (
          <Alert>
            <p class="ds-paragraph">{words('announcement.text')}</p>
          </Alert>
        )}
        <p class="sl-meta">{words('tagline')}</p>
        <p class="ds-paragraph">{words('welcome')}</p>
        <ol class="ds-list">
          {Array.from({ length: steps }, (_, index) => (
            <li>
              <strong>{words(`guide[${index}].title`)}</strong>
              <br />
              {words(`guide[${index}].text`)}
            </li>
          ))}
        </ol>
        <p class="ds-paragraph">{typed.value('address')}</p>
      </div>
    </Card>
  );
}
