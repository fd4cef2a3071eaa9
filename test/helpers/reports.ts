import type { TestContext } from 'node:test';
import type { Report } from '../../services/client/report/schema/report.ts';
import { startTestClient } from './services.ts';

/** The report as JSON. */
export async function getReport(httpPort: number, query: string): Promise<Report> {
  const response = await fetch(`http://127.0.0.1:${httpPort}/hello/report?${query}`, {
    headers: { accept: 'application/json' },
  });
  if (response.status !== 200 && response.status !== 417)
    throw new Error(`${query} was answered ${response.status} ${await response.text()}`);
  return (await response.json()) as Report;
}

/** Starts a client with settings and gives its report on a run. */
export async function reportWith(
  t: TestContext,
  settings: Readonly<Record<string, string>>,
  query = '',
): Promise<Report> {
  const { httpPort } = await startTestClient(t, 0, settings);
  return getReport(httpPort, query);
}

/** The host and port of the server that a client calls, as settings. */
export function calling(host: string, port = 9000): Record<string, string> {
  return { 'quarkus.grpc.clients.hello.host': host, 'quarkus.grpc.clients.hello.port': String(port) };
}
