import { Server, type ServerOptions } from '@grpc/grpc-js';
import type { Logger } from '../shared/logging/logging.ts';
import type { CallMeter } from '../shared/ops/grpc-metrics.ts';
import type { Readiness } from '../shared/ops/readiness.ts';
import { greeterServiceName, loadGreeter } from '../shared/proto/greeter.ts';
import type { FindCurrentSpan } from '../shared/telemetry/current-span.ts';
import { measureCalls } from './call-metrics.ts';
import type { ServerConfig } from './config.ts';
import type { Connections } from './connections.ts';
import { createGreeter } from './greeter.ts';
import { createHealthService, healthServiceName } from './health-service.ts';
import type { Identify } from './identity.ts';
import { indexPackages } from './reflection-index.ts';
import { createReflectionServices } from './reflection-service.ts';
import { createSayHello } from './say-hello.ts';
import type { CallTracer } from './trace-calls.ts';

export interface ServerDependencies {
  readonly config: ServerConfig;
  readonly connections: Connections;
  readonly identify: Identify;
  readonly readiness: Readiness;
  readonly meter: CallMeter;
  readonly findCurrentSpan: FindCurrentSpan;
  readonly calls: CallTracer;
  readonly logger: Logger;
}

/** The services that health knows by name. */
export const servedNames = [greeterServiceName, healthServiceName];

/** Makes the gRPC server with Greeter, health and, if wanted, reflection; it is not bound yet. */
export function createServer(dependencies: ServerDependencies): Server {
  const { config, readiness, meter, findCurrentSpan, calls } = dependencies;
  const server = new Server(serverOptions(config));
  const greeter = loadGreeter();
  const { path, responseSerialize, requestDeserialize } = greeter.served;
  const options = { ...dependencies, greeter: createGreeter(), onIdentity: calls.identify };
  const sayHello = createSayHello(options);
  const measured = config.measuresCalls ? measureCalls(sayHello, meter, findCurrentSpan) : sayHello;
  server.register(path, calls.wrap(path, measured), responseSerialize, requestDeserialize, 'unary');

  const health = createHealthService(servedNames, readiness);
  server.addService(health.definition, health.implementation);

  if (config.reflection) {
    const index = indexPackages([greeter.packageDefinition, health.packageDefinition]);
    for (const { definition, implementation } of createReflectionServices(index)) {
      server.addService(definition, implementation);
    }
  }
  return server;
}

function serverOptions(config: ServerConfig): ServerOptions {
  const { maxConnectionAgeMs, maxConnectionAgeGraceMs, keepAliveTimeMs } = config;
  return {
    // Nothing serves channelz, and its counters cost every call.
    'grpc.enable_channelz': 0,
    'grpc.max_receive_message_length': config.maxInboundMessageBytes,
    ...(maxConnectionAgeMs !== undefined && { 'grpc.max_connection_age_ms': maxConnectionAgeMs }),
    ...(maxConnectionAgeGraceMs !== undefined && {
      'grpc.max_connection_age_grace_ms': maxConnectionAgeGraceMs,
    }),
    ...(keepAliveTimeMs !== undefined && { 'grpc.keepalive_time_ms': keepAliveTimeMs }),
  };
}
