import { Counter, Gauge, Histogram } from 'prom-client';
import type { Metrics } from '../shared/ops/process-metrics.ts';

/** Counts the connections of a server, and the calls on each. */
export interface ConnectionMeters {
  /** Counts a connection that was accepted. @returns takes how many calls came on it when it ends */
  begin(): (calls: number) => void;
}

/** Registers the metrics of connections: what shows whether balancing happens by connection or by call. */
export function createConnectionMeters(registry: Metrics): ConnectionMeters {
  const registers = [registry];
  const accepted = new Counter({
    name: 'hello_server_connections_total',
    help: 'gRPC connections accepted, those of health probes and reflection included.',
    registers,
  });
  const open = new Gauge({
    name: 'hello_server_connections_open',
    help: 'gRPC connections that are open.',
    registers,
  });
  const calls = new Histogram({
    name: 'hello_server_connection_calls',
    help: 'SayHello calls on each gRPC connection that has ended.',
    buckets: [0, 1, 2, 5, 10, 25, 50, 100, 250, 1000, 10_000],
    registers,
  });
  return {
    begin() {
      accepted.inc();
      open.inc();
      return (made) => {
        open.dec();
        calls.observe(made);
      };
    },
  };
}
