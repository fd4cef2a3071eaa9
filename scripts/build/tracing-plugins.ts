import type { Plugin } from 'esbuild';
import { grpcSymbolName } from '../../services/shared/telemetry/shared-grpc.ts';

/** The services load tracing from a file of its own, which a process that does not trace never reads. */
export const tracingApart: Plugin = {
  name: 'tracing-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/tracing\/start-tracing\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './tracing.js', external: true } : undefined,
    );
  },
};

/** What the SDK would make exporters and propagators of, had it not been given all it needs. */
const unused =
  /^@opentelemetry\/(?:exporter-.+|propagator-.+|configuration|sdk-metrics|sdk-trace-base|sdk-trace-node)$/;

/**
 * Leaves out what the SDK itself loads at once and never uses here: half of the time that loading it takes. The exporters
 * and propagators that this project chooses it imports itself.
 */
export const sdkWithoutUnused: Plugin = {
  name: 'sdk-without-unused',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: unused }, ({ path, importer }) =>
      /@opentelemetry[\\/]sdk-node[\\/]/.test(importer) ? { path, namespace: 'unused' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** The service that loads it hands its own grpc-js over: half a megabyte that need not be there twice. */
export const grpcOfService: Plugin = {
  name: 'grpc-of-service',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@grpc\/grpc-js$/ }, ({ path }) => ({ path, namespace: 'grpc-of-service' }));
    onLoad({ filter: /.*/, namespace: 'grpc-of-service' }, () => ({
      contents: `module.exports = globalThis[Symbol.for(${JSON.stringify(grpcSymbolName)})];`,
    }));
  },
};
