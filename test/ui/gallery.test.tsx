import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErrorPage } from '../../src/ui/error-page.tsx';
import { html } from '../../src/ui/html.ts';
import { Gallery, galleryContext, StaffGallery } from './gallery.tsx';
import { htmlFaults } from './html-rules.ts';

const plain = (words: string) => words;
/** Breaks out of text, attributes and comments wherever a component forgets to escape. */
const hostile = (words: string) =>
  `"'><img src=x onerror=alert(1)></textarea></title></svg><!--${words}`;

const pages = {
  gallery: (lang: 'id' | 'en', say: typeof plain) => (
    <Gallery ctx={galleryContext(lang, say)} say={say} />
  ),
  staff: (lang: 'id' | 'en', say: typeof plain) => (
    <StaffGallery ctx={galleryContext(lang, say)} say={say} />
  ),
  forbidden: (lang: 'id' | 'en', say: typeof plain) => (
    <ErrorPage
      ctx={galleryContext(lang, say)}
      status={403}
      reason={say('Berkas ini milik orang lain.')}
    />
  ),
  fault: (lang: 'id' | 'en', say: typeof plain) => (
    <ErrorPage
      ctx={{ ...galleryContext(lang, say), person: undefined }}
      status={500}
      reference={say('0199-ab')}
    />
  ),
  nowhere: (lang: 'id' | 'en', say: typeof plain) => (
    <ErrorPage ctx={{ ...galleryContext(lang, say), office: undefined }} status={404} />
  ),
};

for (const [name, page] of Object.entries(pages)) {
  test(`${name}: valid HTML in both languages`, async () => {
    for (const lang of ['id', 'en'] as const) {
      assert.deepEqual(await htmlFaults(await html(page(lang, plain))), []);
    }
  });

  test(`${name}: what people wrote stays text`, async () => {
    const made = await html(page('id', hostile));
    assert.doesNotMatch(made, /<img|<!--/);
    assert.deepEqual(await htmlFaults(made), []);
  });

  test(`${name}: nothing inline that the content security policy forbids`, async () => {
    const made = await html(page('id', plain));
    assert.doesNotMatch(made, /<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)/i);
  });
}

test('text that falls back to Indonesian on an English page says so', async () => {
  const made = await html(pages.gallery('en', plain));
  assert.match(made, /<html lang="en">/);
  assert.match(made, /<span lang="id">Peralihan hak: jual beli<\/span>/);
});
