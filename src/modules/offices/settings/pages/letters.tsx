import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import { asStaff, type Visit } from '../../../../web/visit.ts';
import { LETTER_KINDS } from '../../letters/kinds.ts';
import { houseBlanko, houseWording } from '../../letters/wording.ts';
import { checkParts } from '../change.ts';
import { ownWords, type PaperKind, paperEdition, saveWords, withWords } from '../letters.ts';
import { type Faults, OVERTAKEN } from '../saved.ts';
import { selectToChange } from '../settings.sql.ts';
import { mayChange, type SettingsRooms, savedAt } from './frame.tsx';
import { LetterPage } from './letter-page.tsx';
import { LettersPage } from './letters-page.tsx';
import { typedOf, wordsAt } from './typed.ts';

/** The words of every letter and of the manual form: the office's own, checked, looked at, or the house's again. */
export function letterRoutes(house: House, rooms: SettingsRooms): readonly Route[] {
  const kindOf = (visit: Visit): PaperKind | undefined =>
    (['blanko', ...LETTER_KINDS] as const).find((kind) => kind === visit.param('letter'));

  const answer = async (
    visit: Visit,
    kind: PaperKind,
    again: {
      words?: ReturnType<typeof wordsIn>;
      edition?: string;
      faults?: Faults;
      preview?: boolean;
    } = {},
  ) => {
    const office = await selectToChange(house.db, visit.office.id);
    const own = ownWords(office.profile, kind);
    const words = again.words ?? own ?? houseWords(kind);
    const content = kind === 'blanko' ? { blanko: words.body } : { letters: { [kind]: words } };
    return visit.html(
      <LetterPage
        visit={visit}
        rooms={rooms}
        kind={kind}
        typed={typedOf(visit.t, content, again.faults)}
        edition={again.edition ?? paperEdition(office.profile, kind)}
        isOwn={own !== undefined}
        preview={again.preview ? words : undefined}
      />,
      again.faults ? 422 : 200,
    );
  };

  return [
    {
      method: 'GET',
      path: '/:office/petugas/atur/surat',
      access: mayChange,
      async handle(visit) {
        const { profile } = await selectToChange(house.db, visit.office.id);
        return visit.html(<LettersPage visit={visit} rooms={rooms} profile={profile} />);
      },
    },
    {
      method: 'GET',
      path: '/:office/petugas/atur/surat/:letter',
      access: mayChange,
      handle: (visit) => {
        const kind = kindOf(visit);
        return kind ? answer(visit, kind) : visit.notFound();
      },
    },
    {
      method: 'POST',
      path: '/:office/petugas/atur/surat/:letter',
      access: mayChange,
      async handle(visit) {
        const kind = kindOf(visit);
        if (!kind) return visit.notFound();
        const input = await visit.form();
        const [step, edition] = [one(input, 'langkah'), one(input, 'edisi')];
        const office = await selectToChange(house.db, visit.office.id);
        const words = wordsIn(input, kind);
        const isReset = step === 'bawaan';
        const wanted = withWords(office.profile, kind, isReset ? undefined : words);
        const checked = checkParts(office, [kind === 'blanko' ? 'blanko' : 'letters'], wanted);
        if (!checked.ok) return answer(visit, kind, { words, edition, faults: checked.faults });
        if (step === 'lihat') return answer(visit, kind, { words, edition, preview: true });
        const actor = asStaff(visit);
        const saved = await saveWords(
          house,
          actor,
          office.id,
          kind,
          edition,
          isReset || isHouse(words, kind) ? undefined : words,
        );
        if (saved.ok)
          return savedAt(
            house,
            visit,
            '/surat',
            isReset ? 'offices.letters.restored' : 'offices.settings.saved',
          );
        const isOvertaken = saved.faults['']?.key === OVERTAKEN.key;
        return answer(visit, kind, {
          words,
          faults: saved.faults,
          edition: isOvertaken ? paperEdition(office.profile, kind) : edition,
        });
      },
    },
  ];
}

/** What the form holds; a field that was emptied is empty, so that the check says so. */
function wordsIn(input: FormInput, kind: PaperKind) {
  const at = (place: string) => wordsAt(input, place) ?? { id: '' };
  return kind === 'blanko'
    ? { body: at('blanko') }
    : { subject: at(`letters.${kind}.subject`), body: at(`letters.${kind}.body`) };
}

/** The house's words in both languages, their places left open. */
function houseWords(kind: PaperKind): ReturnType<typeof wordsIn> {
  if (kind === 'blanko') return { body: { id: houseBlanko('id'), en: houseBlanko('en') } };
  const [id, en] = [houseWording(kind, 'id'), houseWording(kind, 'en')];
  return {
    subject: { id: id.subject, en: en.subject },
    body: { id: id.body, en: en.body },
  };
}

/** Whoever saves the house's words unchanged leaves the letter to the house: its words may get better. */
const isHouse = (words: ReturnType<typeof wordsIn>, kind: PaperKind) =>
  JSON.stringify(words) === JSON.stringify(houseWords(kind));
