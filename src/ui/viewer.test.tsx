import assert from 'node:assert/strict';
import { test } from 'node:test';
import { galleryContext } from '../../test/ui/gallery.tsx';
import { fragment } from './html.ts';
import { Viewer, viewFrom } from './viewer.tsx';

test('a strange view is the whole first page, upright', () => {
  const whole = { page: 1, zoom: 1, turn: 0 };
  assert.deepEqual(viewFrom({}, 3), whole);
  assert.deepEqual(viewFrom({ halaman: '4', perbesar: '9', putar: '45' }, 3), whole);
  assert.deepEqual(viewFrom({ halaman: '1.5', perbesar: '', putar: 'x' }, 3), whole);
  assert.deepEqual(viewFrom({ halaman: '3', perbesar: '2', putar: '270' }, 3), {
    page: 3,
    zoom: 2,
    turn: 270,
  });
});

test('a page lying on its side fills a frame lying on its side', async () => {
  const viewer = await fragment(
    <Viewer
      ctx={galleryContext()}
      title="KTP"
      src="/x"
      width={1000}
      height={640}
      pages={1}
      view={{ page: 1, zoom: 1, turn: 90 }}
      href={(view) => `?putar=${view.turn}`}
    />,
  );
  assert.match(viewer, /viewBox="0 0 640 1000"/);
  assert.match(viewer, /translate\(640 0\) rotate\(90\)/);
  assert.match(viewer, /href="\?putar=180"/);
  assert.doesNotMatch(viewer, /Sebelumnya|Berikutnya|Perkecil/);
});
