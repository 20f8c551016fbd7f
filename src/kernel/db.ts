import postgres from 'postgres';

/** The pool, and the handle inside a transaction: queries take whichever they are given. */
export type Db = postgres.Sql;
export type Tx = postgres.TransactionSql;
/** Either; for reads that may stand alone or inside a command. */
export type Query = Db | Tx;
export type JsonValue = postgres.JSONValue;

/** The role the application works under: it reads and writes rows, and can neither drop a table nor rewrite the ledger. */
export const APP_ROLE = 'satu_loket_app';

/**
 * A connection gets its next command when it has answered: the driver would otherwise send up to a hundred ahead over one that is
 * busy with a slow one, and they would wait for it although others are free.
 */
const ONE_BY_ONE = { max_pipeline: 0 };

/** Opens the pool. `owner: true` is for migrations and keeps the rights of the connecting user. */
export function connect(url: string, options: { owner?: boolean; max?: number } = {}): Db {
  return postgres(url, {
    max: options.max ?? 8,
    ...ONE_BY_ONE,
    connect_timeout: 10,
    idle_timeout: 0,
    // All connections of a pool count their failures together: the usual doubling would leave a house whose database was
    // gone for two seconds shut for twenty more.
    backoff: () => 0.1 + Math.random() * 0.4,
    onnotice: () => {},
    connection: {
      application_name: 'satu-loket',
      TimeZone: 'UTC',
      ...(options.owner
        ? {}
        : {
            role: APP_ROLE,
            statement_timeout: 30_000,
            idle_in_transaction_session_timeout: 30_000,
          }),
    },
    types: {
      // Counts and serials fit a double for as long as the house stands; a bigint would not survive JSON.
      bigint: {
        to: 20,
        from: [20],
        serialize: (value: number) => String(value),
        parse: (text: string) => Number(text),
      },
    },
  }) as Db;
}

/**
 * Runs `work` in one transaction; it commits when the promise resolves and leaves no trace when it rejects. Inside a
 * transaction it is a part of that one: it can fail alone, and lasts only if the whole does.
 */
export function transaction<T>(db: Query, work: (tx: Tx) => Promise<T>): Promise<T> {
  if ('savepoint' in db) return db.savepoint((tx) => work(tx)) as Promise<T>;
  const enter = doors.get(db) ?? openDoor(Math.ceil((db.options.max * 2) / 3));
  doors.set(db, enter);
  return enter(() => db.begin((tx) => work(tx)) as Promise<T>);
}

/**
 * Transactions take turns at two thirds of a pool's connections. A command may ask something beside its transaction, such as what
 * an office's days off are: with every connection held by a command that waits for one more, none would ever go on.
 */
const doors = new WeakMap<Db, Door>();
type Door = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets `most` in at a time, the others in the order in which they came. */
function openDoor(most: number): Door {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside < most) inside += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}

/** True when the error is PostgreSQL refusing a second row of the named constraint (or any, when none is named). */
export function isTaken(error: unknown, constraint?: string): boolean {
  if (!(error instanceof postgres.PostgresError)) return false;
  if (error.code !== '23505' && error.code !== '23P01') return false;
  return constraint === undefined || error.constraint_name === constraint;
}

/** What the driver says when it lost the database or does not find it, and what PostgreSQL says when it goes or is not ready. */
const GONE =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|57P0[123]|53300|08\w{3})$/;

/** True when the database cannot be reached just now: nothing is wrong with the request, and it may be sent again soon. */
export function isOutage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && GONE.test(String(error.code));
}

/** True when PostgreSQL broke a circle of commands that waited for one another: this one was undone and may try again. */
export function isDeadlock(error: unknown): boolean {
  return (
    error instanceof postgres.PostgresError && (error.code === '40P01' || error.code === '40001')
  );
}
