import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { barriers, DESK, LOOKS, nameOf, newVisitor, openBrowser, PHONE } from './browser.ts';

const PAGE = `<!doctype html><html lang="id"><head><title>Uji</title>
  <meta name="viewport" content="width=device-width"></head><body><main><h1>Satu loket</h1>
  <p id="what">tanpa</p><script>document.getElementById('what').textContent = 'dengan';</script></main></body></html>`;

test('a real Chromium stands ready for the journeys', async (t) => {
  const server = createServer((request, response) => {
    const policy =
      request.url === '/strict' ? "default-src 'self'" : "default-src 'self' 'unsafe-inline'";
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
    if (request.url === '/')
      response.end(PAGE.replace('tanpa', request.headers['accept-language'] ?? ''));
    else
      response.end(
        request.url === '/barred' ? PAGE.replace('<p id', '<img src="data:,"><p id') : PAGE,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const place = server.address();
  const address = `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`;
  const browser = await openBrowser(t);

  for (const look of LOOKS) {
    await t.test(`it looks as asked: ${nameOf(look)}`, async () => {
      const { page, complaints } = await newVisitor(browser, address, look);
      await page.goto('/');
      const said = await page.textContent('#what');
      if (look.javaScript) assert.equal(said, 'dengan');
      else assert.match(said ?? '', look.language === 'id' ? /^id-ID/ : /^en-GB/);
      assert.equal(await page.evaluate('innerWidth'), look.viewport.width);
      assert.deepEqual(await barriers(page, look), []);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  await t.test('text is drawn with a font, not with empty boxes', async () => {
    const { page } = await newVisitor(browser, address, {
      viewport: DESK,
      javaScript: true,
      language: 'id',
    });
    await page.goto('/');
    const widths = await page.evaluate<number[]>(`['iiii', 'WWWW'].map((text) => {
      const context = document.createElement('canvas').getContext('2d');
      context.font = '20px sans-serif';
      return context.measureText(text).width;
    })`);
    assert.ok((widths[1] ?? 0) > 2 * (widths[0] ?? 0), `widths ${widths.join(' and ')}`);
  });

  await t.test('a breach of the content policy is noticed', async () => {
    const { page, complaints } = await newVisitor(browser, address, {
      viewport: PHONE,
      javaScript: true,
      language: 'id',
    });
    await page.goto('/strict');
    assert.equal(await page.textContent('#what'), 'tanpa');
    assert.match(complaints.join('\n'), /Content Security Policy/);
  });

  await t.test('a barrier is noticed, without JavaScript too', async () => {
    const look = { viewport: PHONE, javaScript: false, language: 'id' } as const;
    const { page } = await newVisitor(browser, address, look);
    await page.goto('/barred');
    assert.match((await barriers(page, look)).join('\n'), /^image-alt: .*img/);
  });
});
