import { type Reason, reason } from '../i18n.ts';
import { type Rational, rationalOf, ZERO } from './rational.ts';
import { type Token, tokenise } from './tokens.ts';

export type Operator = '+' | '-' | '*' | '/';
export type Comparator = '<' | '<=' | '>' | '>=' | '==' | '!=';
type FunctionName = 'round' | 'min' | 'max';

/** Positions count characters from 1, as a person points at them. */
export type Expression =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'input'; readonly name: string; readonly position: number }
  | { readonly kind: 'negate'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
      readonly position: number;
    }
  | {
      readonly kind: 'if';
      readonly condition: Condition;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly first: Expression;
      readonly rest: readonly Expression[];
    };

export type Condition = {
  readonly comparator: Comparator;
  readonly left: Expression;
  readonly right: Expression;
};

/** A formula that was read once and may be evaluated often. */
export type Formula = {
  readonly root: Expression;
  /** The inputs that it asks for. */
  readonly names: ReadonlySet<string>;
};

export type ParsedFormula =
  | { readonly ok: true; readonly formula: Formula }
  | { readonly ok: false; readonly reason: Reason };

const LONGEST = 500;
const DEEPEST = 30;
const NOTHING: Expression = { kind: 'number', value: ZERO };

/**
 * Reads a formula of an office's tariff: numbers with a decimal point, named inputs in lower case,
 * `+ - * /`, parentheses, `round(x)`, `min(a, b, …)`, `max(a, b, …)` and `if(a <= b, then, otherwise)`.
 * At most 500 characters and 30 levels deep; a mistake is a value that names its position.
 */
export function parseFormula(text: string): ParsedFormula {
  if (text.length > LONGEST)
    return { ok: false, reason: reason('formula.too_long', { most: LONGEST }) };
  const tokens = tokenise(text);
  if (!Array.isArray(tokens)) return { ok: false, reason: tokens };
  const parser = new Parser(tokens);
  const root = parser.whole();
  return parser.mistake
    ? { ok: false, reason: parser.mistake }
    : { ok: true, formula: { root, names: parser.names } };
}

/** Recursive descent. The first mistake is kept and moves the reading to the end, so all calls return. */
class Parser {
  mistake: Reason | null = null;
  readonly names = new Set<string>();
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const root = this.#sum();
    if (this.#here().type !== 'end') this.#unexpected();
    return root;
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const { text, at } = this.#here();
      if (text !== '+' && text !== '-') return left;
      this.#index += 1;
      left = { kind: 'binary', operator: text, left, right: this.#product(), position: at };
    }
  }

  #product(): Expression {
    let left = this.#atom();
    for (;;) {
      const { text, at } = this.#here();
      if (text !== '*' && text !== '/') return left;
      this.#index += 1;
      left = { kind: 'binary', operator: text, left, right: this.#atom(), position: at };
    }
  }

  #atom(): Expression {
    if (this.#depth >= DEEPEST) return this.#fail(reason('formula.too_deep', { most: DEEPEST }));
    this.#depth += 1;
    const atom = this.#unguardedAtom();
    this.#depth -= 1;
    return atom;
  }

  #unguardedAtom(): Expression {
    const { text, type, at } = this.#here();
    if (type === 'number') {
      this.#index += 1;
      return { kind: 'number', value: rationalOf(text) ?? ZERO };
    }
    if (type === 'name') {
      this.#index += 1;
      if (this.#here().text === '(') return this.#call(text, at);
      this.names.add(text);
      return { kind: 'input', name: text, position: at };
    }
    if (this.#took('-')) return { kind: 'negate', of: this.#atom() };
    if (!this.#took('(')) return this.#unexpected();
    const inner = this.#sum();
    this.#expect(')');
    return inner;
  }

  #call(name: string, at: number): Expression {
    this.#expect('(');
    if (name === 'if') return this.#choice();
    if (name !== 'round' && name !== 'min' && name !== 'max') {
      return this.#fail(reason('formula.unknown_function', { name, position: at }));
    }
    const first = this.#sum();
    const rest: Expression[] = [];
    while (name !== 'round' && this.#took(',')) rest.push(this.#sum());
    this.#expect(')');
    return { kind: 'call', name, first, rest };
  }

  #choice(): Expression {
    const left = this.#sum();
    const { text, at } = this.#here();
    if (!isComparator(text)) {
      return this.#fail(reason('formula.not_a_condition', { position: at }));
    }
    this.#index += 1;
    const condition = { comparator: text, left, right: this.#sum() };
    this.#expect(',');
    const whenTrue = this.#sum();
    this.#expect(',');
    const whenFalse = this.#sum();
    this.#expect(')');
    return { kind: 'if', condition, whenTrue, whenFalse };
  }

  #here(): Token {
    return this.#tokens[this.#index] ?? { text: '', type: 'end', at: 1 };
  }

  #took(sign: string): boolean {
    if (this.#here().text !== sign) return false;
    this.#index += 1;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#took(sign)) this.#unexpected();
  }

  #unexpected(): Expression {
    const { text, type, at } = this.#here();
    return this.#fail(
      type === 'end'
        ? reason('formula.unfinished', { position: at })
        : reason('formula.unexpected', { found: text, position: at }),
    );
  }

  #fail(mistake: Reason): Expression {
    this.mistake ??= mistake;
    this.#index = this.#tokens.length - 1;
    return NOTHING;
  }
}

function isComparator(text: string): text is Comparator {
  return ['<', '<=', '>', '>=', '==', '!='].includes(text);
}
