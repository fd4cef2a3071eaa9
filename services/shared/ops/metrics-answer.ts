import type { Answer } from '../http/answer.ts';
import { preferredForm } from '../http/media-preference.ts';
import { type ExpositionForm, expose } from './exposition.ts';
import type { Metrics } from './process-metrics.ts';

const forms = [
  { form: 'prometheus', mediaType: 'text/plain', version: '0.0.4' },
  { form: 'openmetrics', mediaType: 'application/openmetrics-text', version: '1.0.0' },
] as const satisfies readonly { form: ExpositionForm; mediaType: string; version: string }[];

/** All metrics in the form that the Accept header wants: Prometheus' text unless it asks for OpenMetrics. */
export async function metricsAnswer(metrics: Metrics, accept: string | undefined): Promise<Answer> {
  const { contentType, body } = await expose(metrics, preferredForm<ExpositionForm>(accept, forms));
  return {
    status: 200,
    headers: [
      ['content-type', contentType],
      ['vary', 'accept'],
    ],
    body,
  };
}
