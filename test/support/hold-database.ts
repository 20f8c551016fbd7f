// Keeps the test cluster running until standard input closes, so that it does not stop and start between test files.
import { testCluster } from './cluster.ts';

await testCluster();
process.stdin.resume();
process.stdin.on('end', () => process.exit());
