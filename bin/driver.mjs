// The database driver, with a fault of it mended while it is loaded: when a connection broke under a transaction, the driver
// ended the whole process or lost the connection from its pool (porsager/postgres, issues 1066, 1154, 1208; open in 3.4.9).
// The build and the tests both load it through here.

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
