import { Localised } from '../../../../ui/local.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Tag } from '../../../../ui/tag.tsx';
import {
  conditionWords,
  type Requirement,
  type ServiceDefinition,
} from '../../../offices/index.ts';

/** What to hand in: always first, then what depends on the applicant. */
export function RequirementList({
  ctx,
  definition,
}: {
  readonly ctx: PageContext;
  readonly definition: ServiceDefinition;
}) {
  const { requirements, elsewhere } = definition;
  if (requirements.length === 0) return <p>{ctx.t('portal.service.no_requirements')}</p>;
  const always = requirements.filter(({ when, required }) => when === undefined && required);
  const rest = requirements.filter((requirement) => !always.includes(requirement));
  return (
    <>
      {elsewhere ? null : <p>{ctx.t('portal.service.requirements_lead')}</p>}
      <ul class="sl-list">
        {[...always, ...rest].map((requirement) => (
          <li>
            <Item ctx={ctx} definition={definition} requirement={requirement} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Item(props: {
  readonly ctx: PageContext;
  readonly definition: ServiceDefinition;
  readonly requirement: Requirement;
}) {
  const { ctx, definition, requirement } = props;
  const { name, help, required, original, local, when } = requirement;
  const { t, lang } = ctx;
  return (
    <>
      <Localised text={name} lang={lang} />{' '}
      {original ? <Tag tone="info">{t('portal.service.original')}</Tag> : null}{' '}
      {required ? null : <Tag>{t('portal.service.optional')}</Tag>}{' '}
      {local ? <Tag tone="warning">{t('portal.service.local')}</Tag> : null}
      {when ? (
        <div class="sl-meta">
          {t('portal.service.only_when', { condition: conditionWords(when, definition, t, lang) })}
        </div>
      ) : null}
      {help ? (
        <div class="sl-meta">
          <Localised text={help} lang={lang} />
        </div>
      ) : null}
    </>
  );
}
