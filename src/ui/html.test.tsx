import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fragment, html } from './html.ts';

async function Later({ words }: { readonly words: string }) {
  await Promise.resolve();
  return <p>{words}</p>;
}

test('a document begins with the doctype, asynchronous parts included', async () => {
  const page = (
    <main>
      <Later words="<b>" />
    </main>
  );
  assert.equal(await html(page), '<!doctype html><main><p>&lt;b&gt;</p></main>');
  assert.equal(await fragment(page), '<main><p>&lt;b&gt;</p></main>');
});
