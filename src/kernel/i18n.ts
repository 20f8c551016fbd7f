import en from '../../messages/en.json' with { type: 'json' };
import id from '../../messages/id.json' with { type: 'json' };

export type Lang = 'id' | 'en';
/** Every sentence of the product has a name; a name that does not exist does not compile. */
export type MessageKey = keyof typeof id;
export type MessageParams = Readonly<Record<string, string | number>>;
export type Translate = (key: MessageKey, params?: MessageParams) => string;

/** A sentence not yet spoken: what a guard, a validation or a refusal returns, to be said in the reader's language. */
export interface Reason {
  readonly key: MessageKey;
  readonly params?: MessageParams;
}

/** Builds a {@link Reason}. */
export function reason(key: MessageKey, params?: MessageParams): Reason {
  return params === undefined ? { key } : { key, params };
}

const books: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { id, en };

/** The speaker of one language. A placeholder without a value is a bug and throws. */
export function translator(lang: Lang): Translate {
  const book = books[lang];
  return (key, params) => {
    const text = book[key] ?? id[key];
    if (text === undefined) throw new Error(`no message ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params?.[name];
      if (value === undefined) throw new Error(`message ${key} wants {${name}}`);
      return String(value);
    });
  };
}

/** Says a reason aloud. */
export function say(t: Translate, what: Reason): string {
  return t(what.key, what.params);
}

/** True when the text names a message; for keys that come out of data. */
export function isMessageKey(text: string): text is MessageKey {
  return Object.hasOwn(id, text);
}

/** Text an office wrote: Indonesian always, English where it has it. */
export interface LocalisedText {
  readonly id: string;
  readonly en?: string | undefined;
}

/** The text in the reader's language, and whether it had to fall back to Indonesian. */
export function localise(text: LocalisedText, lang: Lang): { text: string; fellBack: boolean } {
  if (lang === 'id') return { text: text.id, fellBack: false };
  return text.en === undefined
    ? { text: text.id, fellBack: true }
    : { text: text.en, fellBack: false };
}
