import type { House } from '../../../../kernel/house.ts';
import { Card } from '../../../../ui/card.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Route } from '../../../../web/route.ts';
import { practiceOutbox } from '../../../correspondence/index.ts';
import { staffNav } from '../../../dossiers/index.ts';
import { casesOf } from '../../making/cases.sql.ts';
import { exercisesOf } from '../../training/exercises.sql.ts';
import { everyOfficer, inPractice, isTrainer } from './who.ts';

/** What the practice office would have sent: trainers read all of it, others what concerns their own files. */
export function outboxRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: '/:office/petugas/latihan/pesan',
      access: everyOfficer,
      handle: inPractice(house, async (visit, office) => {
        const { t, page: ctx, lang } = visit;
        const messages = await practiceOutbox(
          house,
          office.id,
          isTrainer(visit) ? undefined : await applicantsOf(house, office.id, visit.person.id),
        );
        return visit.html(
          <StaffPage ctx={ctx} title={t('practice.outbox.title')} nav={staffNav(visit, 'latihan')}>
            <PageHead title={t('practice.outbox.title')} lead={t('practice.outbox.lead')} />
            {messages.length === 0 ? (
              <Empty title={t('practice.outbox.none')} text={t('practice.outbox.none_text')} />
            ) : (
              messages.map(({ subject, personName, lang: written, body, at }) => (
                <Card
                  title={<span lang={written}>{subject}</span>}
                  meta={
                    <>
                      {t('practice.outbox.to', { name: personName })},{' '}
                      <When at={at} tz={office.timeZone} lang={lang} style="short" />
                    </>
                  }
                >
                  {body.split(/\n{2,}/).map((part) => (
                    <p lang={written}>
                      {part.split('\n').map((line, n) => (
                        <>
                          {n === 0 ? null : <br />}
                          {line}
                        </>
                      ))}
                    </p>
                  ))}
                </Card>
              ))
            )}
          </StaffPage>,
        );
      }),
    },
  ];
}

/** The made-up people whose files this trainee has. */
async function applicantsOf(house: House, officeId: string, personId: string): Promise<string[]> {
  const exercises = await exercisesOf(house.db, officeId, personId);
  const cases = await casesOf(house.db, officeId, [
    ...new Set(exercises.map(({ case_id: id }) => id)),
  ]);
  return cases.map(({ applicant_id: id }) => id);
}
