// Compares the languages: every message stands in each of them, says something, and has the same places to fill in.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ready.mjs';

const folder = join(root, 'messages');
const languages = readdirSync(folder).filter((name) => name.endsWith('.json'));
/** @type {Record<string, Record<string, string>>} */
const texts = Object.fromEntries(
  languages.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
);

/** @param {string} text */
const places = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');

const mistakes = [];
const keys = new Set(Object.values(texts).flatMap((messages) => Object.keys(messages)));
for (const key of [...keys].sort()) {
  const filled = new Map();
  for (const language of languages) {
    const text = texts[language]?.[key];
    if (typeof text !== 'string') mistakes.push(`${language}: ${key} is missing`);
    else if (text.trim() === '') mistakes.push(`${language}: ${key} says nothing`);
    else if (/<\/[a-z]|<br\b/i.test(text)) mistakes.push(`${language}: ${key} holds markup`);
    else filled.set(places(text), language);
  }
  if (filled.size > 1) {
    const found = [...filled].map(([named, language]) => `${language} has ${named || 'none'}`);
    mistakes.push(`${key}: different places to fill in (${found.join(', ')})`);
  }
}

for (const mistake of mistakes) console.error(mistake);
console.log(`${keys.size} messages in ${languages.length} languages, ${mistakes.length} mistakes`);
process.exitCode = mistakes.length > 0 ? 1 : 0;
