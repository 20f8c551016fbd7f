import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What the machines that watch the house may read. Labels never carry an address, a name or a number of a dossier. */
export interface Meters {
  request(method: string, status: number, seconds: number): void;
  text(): Promise<string>;
}

export function createMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests by method and class of status',
    labelNames: ['method', 'status'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5],
    registers: [registry],
  });
  return {
    request(method, status, took) {
      requests.inc({ method, status: `${Math.floor(status / 100)}xx` });
      seconds.observe({ method }, took);
    },
    text: () => registry.metrics(),
  };
}
