import { Card } from '../../../../ui/card.tsx';
import { Localised } from '../../../../ui/local.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { Tag } from '../../../../ui/tag.tsx';
import { durationWords, feeWords, type OfficeService } from '../../../offices/index.ts';

/** A service among the others: what it is for, how long it takes, what it costs. */
export function ServiceCard(props: {
  readonly ctx: PageContext;
  readonly service: OfficeService;
  readonly level: 2 | 3;
}) {
  const { ctx, service, level } = props;
  const { code, name, summary, historical, elsewhere, time } = service.definition;
  return (
    <Card
      level={level}
      href={officePath(ctx, `/layanan/${code}`)}
      title={<Localised text={name} lang={ctx.lang} />}
      foot={
        <span class="sl-meta">
          {durationWords(time, ctx.t)} · {feeWords(service.definition, ctx.t, ctx.lang)}
        </span>
      }
    >
      <p class="ds-paragraph">
        <Localised text={summary} lang={ctx.lang} />
      </p>
      {historical || elsewhere ? (
        <p>
          {historical ? <Tag tone="warning">{ctx.t('portal.service.historical')}</Tag> : null}
          {elsewhere ? <Tag tone="info">{ctx.t('portal.service.elsewhere')}</Tag> : null}
        </p>
      ) : null}
    </Card>
  );
}
