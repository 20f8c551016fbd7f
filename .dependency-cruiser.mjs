// The walls of the house. Imports go down only, and into a module only through its door (index.ts).
// test/walls.test.ts proves each wall by breaking through it.

/** From the ground up. A module may use those on lower levels, and on its own level those named before it. */
const LEVELS = [
  ['offices', 'accounts', 'staff'],
  ['documents', 'correspondence'],
  ['dossiers'],
  ['appointments', 'payments', 'inspections', 'issuance', 'delivery'],
  ['queue', 'hotline'],
  ['satisfaction', 'reports', 'portal', 'practice'],
];
/** The desks on this level never use one another. */
const DESKS = 3;

const MODULES = LEVELS.flat();
const TEST = '(\\.test|\\.fixture|/fixtures)\\.tsx?$';
/** Where the rooms are put together: main.ts and its parts. */
const ROOF = '^src/[^/]+\\.tsx?$';
const PAGES = ['^src/modules/.+/pages/', '^src/modules/.+/api\\.ts$'];

/** @type {(name: string) => string[]} the modules that a module may not use */
function above(name) {
  const level = LEVELS.findIndex((names) => names.includes(name));
  const siblings = LEVELS[level] ?? [];
  const later = level === DESKS ? siblings : siblings.slice(siblings.indexOf(name));
  return [...later.filter((other) => other !== name), ...LEVELS.slice(level + 1).flat()];
}

const levels = MODULES.filter((name) => above(name).length > 0).map((name) => ({
  name: `level-of-${name}`,
  comment: `${name} may not use what stands above or beside it. It records an event; the other one's reactions answer it.`,
  from: { path: `^src/modules/${name}/` },
  to: { path: `^src/modules/(${above(name).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const walls = [
  {
    name: 'no-cycle',
    comment: 'Two files that need each other are one idea, or two with a third below them.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unknown-module',
    comment: 'A module has a level: name it in LEVELS.',
    from: {},
    to: { path: `^src/modules/(?!(${MODULES.join('|')})/)` },
  },
  {
    name: 'door',
    comment: 'A module is entered through its index.ts.',
    from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
    to: {
      path: '^src/modules/[^/]+/',
      pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'],
    },
  },
  {
    name: 'door-in-tests',
    comment: 'Tests too enter through the door; beside it they may borrow fixtures.',
    from: { path: `^src/modules/([^/]+)/.*${TEST}` },
    to: {
      path: '^src/modules/[^/]+/',
      pathNot: [
        '^src/modules/$1/',
        '^src/modules/[^/]+/index\\.ts$',
        '\\.fixture\\.tsx?$',
        '/fixtures\\.ts$',
      ],
    },
  },
  {
    name: 'door-of-main',
    comment: 'main.ts and its parts enter a module through its door too.',
    from: { path: ROOF },
    to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
  },
  ...levels,
  {
    name: 'pages-on-top',
    comment: 'Nothing uses a page or the API but the door, which shows them to main.ts.',
    from: { path: '^src/', pathNot: [...PAGES, TEST, '^src/modules/[^/]+/index\\.ts$'] },
    to: { path: PAGES },
  },
  {
    name: 'only-pages-see-the-web',
    comment: 'Rules, commands, queries and reactions know nothing of pages, requests and markup.',
    from: { path: '^src/modules/', pathNot: [...PAGES, TEST] },
    to: { path: '^src/(web|ui|islands)/' },
  },
  {
    name: 'only-pages-see-hono',
    comment:
      'Only pages/, api.ts, src/ui, src/web, src/islands and main.ts with its parts see the web framework.',
    from: { path: '^src/', pathNot: [...PAGES, TEST, '^src/(ui|web|islands)/', ROOF] },
    to: { path: '(^|/)(node_modules/)?(hono|@hono/[^/]+)(/|$)' },
  },
  {
    name: 'rules-are-pure',
    comment: 'rules.ts decides; it reads and writes nothing.',
    from: { path: '^src/modules/.*(^|/)rules\\.ts$' },
    to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
  },
  {
    name: 'rules-know-no-io',
    comment:
      'rules.ts uses no database, queue, vault, log or file, neither directly nor through a neighbour that does.',
    from: { path: '^src/modules/.*(^|/)rules\\.ts$' },
    to: {
      path: [
        '^src/kernel/(db|migrate|embedded|ledger|jobs|vault|log|config|doorbell|once|house|ports)(\\.ts$|/)',
        '\\.sql\\.ts$',
        '(^|/)(commands|reactions|api)\\.ts$',
      ],
    },
  },
  {
    name: 'rules-borrow-types-only',
    comment:
      'The door of another module leads to its queries: rules.ts may take types from it, nothing else.',
    from: { path: '^src/modules/.*(^|/)rules\\.ts$' },
    to: { path: '(^|/)index\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-module-knows-a-channel',
    comment: 'main.ts hands the channels in.',
    from: { path: '^src/(modules|kernel|ui|web|islands)/', pathNot: TEST },
    to: { path: '^src/channels/' },
  },
  {
    name: 'channels-know-the-kernel-only',
    comment: 'A channel is an adapter to the world outside; it knows no module.',
    from: { path: '^src/channels/' },
    to: { path: '^src/(?!channels/|kernel/)' },
  },
  {
    name: 'kernel-at-the-bottom',
    comment: 'The kernel uses nothing above it.',
    from: { path: '^src/kernel/', pathNot: TEST },
    to: { path: '^src/(?!kernel/)' },
  },
  {
    name: 'ui-on-the-kernel',
    comment: 'Components know the kernel and one another.',
    from: { path: '^src/ui/', pathNot: TEST },
    to: { path: '^src/(?!ui/|kernel/)' },
  },
  {
    name: 'web-below-the-modules',
    comment:
      'The edge knows the kernel and the components; main.ts brings modules and edge together.',
    from: { path: '^src/web/', pathNot: TEST },
    to: { path: '^src/(?!web/|ui/|kernel/)' },
  },
  {
    name: 'islands-alone',
    comment:
      'An island runs in the browser and is a file of its own; no server code gets in, none imports it.',
    from: { path: '^src/islands/', pathNot: TEST },
    to: { path: ['^src/(?!islands/)', '^node:'] },
  },
  {
    name: 'nobody-stands-on-main',
    comment: 'main.ts and its parts stand on everything; nothing stands on them.',
    from: { path: '^src/.+/', pathNot: TEST },
    to: { path: ROOF },
  },
  {
    name: 'sql-in-its-place',
    comment: 'Only the kernel and *.sql.ts speak to the database driver.',
    from: { path: '^src/', pathNot: ['^src/kernel/', '\\.sql\\.ts$', TEST] },
    to: { path: '(^|/)node_modules/postgres/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-test-in-the-house',
    comment: 'What runs in an office depends on no test.',
    from: { path: '^src/', pathNot: TEST },
    to: { path: ['^test/', '^bench/', TEST] },
  },
  {
    name: 'no-development-package',
    comment: 'What runs in an office needs only what is installed there.',
    from: { path: '^src/', pathNot: [TEST, '^src/ui/styles/generate-theme\\.ts$'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-stray-import',
    comment: 'Every import leads to a file or to a package that package.json names.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-unnamed-package',
    comment:
      'A package that another one happens to bring may be gone tomorrow: name it in package.json.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: walls.map((wall) => ({ ...wall, severity: 'error' })),
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
