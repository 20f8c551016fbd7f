import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../../kernel/i18n.ts';
import { listening } from './own-wording.ts';

test('what the house fills into a letter is heard, and nothing that it says elsewhere', () => {
  const { t, heard } = listening(translator('id'));
  t('dossiers.mail.extended.subject', { number: 'U-1' });
  t('dossiers.mail.extended.body', {
    service: 'Roya',
    why: 'Ahli sakit',
    before: 'Senin',
    after: 'Rabu',
  });
  t('dossiers.mail.about', { services: 'Roya' });
  assert.deepEqual(heard, {
    number: 'U-1',
    service: 'Roya',
    why: 'Ahli sakit',
    before: 'Senin',
    after: 'Rabu',
  });
});
