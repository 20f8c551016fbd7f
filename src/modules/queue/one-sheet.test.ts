import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTwins } from './custody.ts';
import { sheetsOf } from './one-sheet.ts';
import type { OriginalRow } from './originals.sql.ts';

const original = (
  applicationId: string,
  versionId: string | null,
  place: OriginalRow['place'] = 'applicant',
  more: Partial<OriginalRow> = {},
): OriginalRow => ({
  applicationId,
  serviceName: { id: applicationId },
  atMeeting: true,
  appointmentId: null,
  requirement: 'sertipikat',
  name: { id: 'Sertipikat asli' },
  required: true,
  versionId,
  fileName: 'sertipikat.pdf',
  found: 'matches',
  place,
  placeSince: null,
  ...more,
});

test('the same file for the same requirement is one sheet of paper; another file, or none, is another', () => {
  const rows = [
    original('CEK', 'v1'),
    original('PH-JB', 'v1'),
    original('ROYA', 'v2'),
    original('SKPT', null),
    original('BLK', null),
    original('GAB', 'v1', 'applicant', { name: { id: 'Sertipikat semua bidang' } }),
  ];
  assert.deepEqual(
    sheetsOf(rows).map((sheet) => sheet.map(({ applicationId }) => applicationId)),
    [['CEK', 'PH-JB'], ['ROYA'], ['SKPT'], ['BLK'], ['GAB']],
  );
});

test('a sheet of paper lies in one place, whichever application it was shown for', () => {
  const rows = [
    original('CEK', 'v1'),
    original('PH-JB', 'v1'),
    original('ROYA', 'v1', 'office'),
    original('SKPT', 'v1', null),
    original('BLK', 'v1', 'applicant', { found: 'missing' }),
  ];
  const moved = withTwins(rows, [{ applicationId: 'CEK', requirement: 'sertipikat' }], 'office');
  assert.deepEqual(
    moved.map(({ applicationId }) => applicationId),
    ['CEK', 'PH-JB'],
    'not what lies there already, was never shown or was not brought',
  );
});
