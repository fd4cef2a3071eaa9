import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { TracingConfig } from '../shared/telemetry/tracing-keys.ts';

/** Decides which traces are kept, as OTEL_TRACES_SAMPLER says. */
export function createSampler({ sampler, sampledFraction }: TracingConfig): Sampler {
  const own = sampler.replace('parentbased_', '');
  const root = ownSampler(own, sampledFraction);
  return own === sampler ? root : new ParentBasedSampler({ root });
}

function ownSampler(name: string, fraction: number): Sampler {
  if (name === 'always_off') return new AlwaysOffSampler();
  return name === 'traceidratio' ? new TraceIdRatioBasedSampler(fraction) : new AlwaysOnSampler();
}
