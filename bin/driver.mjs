// The database driver, with faults of it mended while it is loaded: when a connection broke under a transaction, the driver
// ended the whole process or lost the connection from its pool (porsager/postgres, issues 1066, 1154, 1208; open in 3.4.9);
// and in a rush a transaction's connection was lent to others. The build and the tests both load it through here.

/** The file of the driver that is mended. */
export const DRIVER = /[\\/]node_modules[\\/]postgres[\\/]src[\\/]connection\.js$/;

const FAULTS = [
  {
    // A transaction goes on over a connection that broke: it is rejected, and the connection stays where the pool finds it.
    found: '  function execute(q) {\n',
    times: 1,
    mended: `  function execute(q) {
    if (socket === null) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true
    }
`,
  },
  {
    // The connection is a transaction's own from the moment "begin" was written: also when that filled the line of what is
    // sent ahead of the answers, or the socket asked for a pause (issues 823, 1189, 1204). Otherwise it went back to the pool
    // with the transaction open, and others' commands ended up in it.
    found: `      return write(toBuffer(q))
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))
`,
    times: 1,
    mended: `      const isFlowing = write(toBuffer(q))
      if (q.options.onexecute) {
        q.options.onexecute(connection)
        return false
      }
      return isFlowing
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
`,
  },
  {
    // A pause that ends between two commands of a transaction does not end the transaction's hold on the connection.
    found: '    !query && onopen(connection)\n',
    times: 1,
    mended: '    !query && !connection.reserved && onopen(connection)\n',
  },
  {
    // A write that comes too late rejects what waits for it.
    found: 'const x = socket.write(chunk, fn)',
    times: 1,
    mended: `if (socket === null) {
      clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)`,
  },
  {
    // What was not sent over the broken connection must not hold up the next.
    found: '    clearImmediate(nextWriteTimer)\n',
    times: 2,
    mended: '    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n',
  },
];

/**
 * @param {string} source the driver's connection.js as it was published
 * @throws when the driver is another one: then look whether it still needs this
 */
export function mendDriver(source) {
  let text = source;
  for (const { found, times, mended } of FAULTS.toReversed()) {
    const parts = text.split(found);
    if (parts.length !== times + 1)
      throw new Error(
        'Another version of the driver "postgres": see whether bin/driver.mjs is still needed.',
      );
    text = parts.join(mended);
  }
  return text;
}
