import type { House } from '../../../../kernel/house.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { contact } from '../../../accounts/index.ts';
import type { Panel } from '../../../dossiers/index.ts';
import { exerciseOf } from '../../training/exercises.sql.ts';
import { resultsOf } from '../../training/results.ts';
import { hallOf } from './who.ts';
import { tallyWords } from './words.ts';

/** What practice says on a dossier's page: what is to be done, and once it is decided the way to the feedback. */
export function practicePanel(house: House): Panel {
  return async (visit, dossierId, side) => {
    const { office, person, t } = visit;
    if (side !== 'office' || office.practiceOf === undefined) return null;
    const exercise = await exerciseOf(house.db, office.id, dossierId);
    if (!exercise) return null;
    if (exercise.person_id !== person.id) {
      const name = (await contact(house.db, exercise.person_id))?.name ?? '';
      return <Card title={t('practice.panel.title')}>{t('practice.panel.other', { name })}</Card>;
    }
    const [result] = await resultsOf(house, office.id, [exercise]);
    if (result?.state !== 'decided')
      return <Card title={t('practice.panel.title')}>{t('practice.panel.work')}</Card>;
    return (
      <Card
        tinted
        title={t('practice.panel.title')}
        foot={
          <LinkButton href={`${hallOf(office.slug)}/berkas/${dossierId}`}>
            {t('practice.panel.see')}
          </LinkButton>
        }
      >
        {t('practice.panel.decided')} {tallyWords(visit, result.tally)}
      </Card>
    );
  };
}
