import assert from 'node:assert/strict';
import test from 'node:test';
import { version } from '../package.json';
import { freePorts, listeningPorts, startProcess } from './helpers/process.ts';

/** What Kiali's dashboard for Node.js draws. */
const drawnByKiali = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_eventloop_lag_seconds',
  'nodejs_heap_space_size_total_bytes',
  'nodejs_heap_space_size_used_bytes',
  'nodejs_heap_space_size_available_bytes',
];

for (const service of ['server', 'client'] as const) {
  test(`the built ${service} says what it is and what Kiali draws, in both forms`, async (t) => {
    const settings = service === 'client' ? { numrequest: '3', teststring: 't' } : {};
    const { http } = await listeningPorts(
      startProcess(t, service, { settings: { ...settings, ...freePorts } }),
    );
    for (const accept of ['text/plain', 'application/openmetrics-text']) {
      const response = await fetch(`http://127.0.0.1:${http}/q/metrics`, { headers: { accept } });
      assert.ok(response.headers.get('content-type')?.startsWith(accept));
      assert.equal(response.headers.get('vary'), 'accept');
      const text = await response.text();
      assert.ok(
        text.includes(`\nhello_build_info{version="${version}",node_version="${process.version}"} 1\n`),
      );
      for (const name of drawnByKiali)
        assert.match(text, new RegExp(`^${name}(\\{space="new"\\})? \\d`, 'm'));
    }
  });
}
