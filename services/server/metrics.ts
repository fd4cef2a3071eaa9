import { status } from '@grpc/grpc-js';
import { exposeBuildInfo } from '../shared/ops/build-info.ts';
import { type CallMeter, createCallMeters, unaryMethod, unknownMethod } from '../shared/ops/grpc-metrics.ts';
import { createRegistry, type Metrics } from '../shared/ops/process-metrics.ts';
import { sayHelloPath } from '../shared/proto/greeter.ts';
import { type ConnectionMeters, createConnectionMeters } from './connection-metrics.ts';

const sayHello = unaryMethod(sayHelloPath);

/** All that the server counts. */
export interface ServerMetrics {
  readonly registry: Metrics;
  readonly connections: ConnectionMeters;
  readonly sayHello: CallMeter;
  /** Counts a call that was refused before it reached a handler, by its path and gRPC status. */
  readonly refuse: (path: string, code: number) => void;
}

/** Registers the server's metrics. */
export function createServerMetrics(): ServerMetrics {
  const registry = createRegistry();
  exposeBuildInfo(registry);
  const meters = createCallMeters(registry, 'server');
  return {
    registry,
    connections: createConnectionMeters(registry),
    sayHello: meters.of(sayHello),
    refuse(path, code) {
      meters.refuse(path === sayHelloPath ? sayHello : unknownMethod, status[code] ?? 'UNKNOWN');
    },
  };
}
