import type { ChannelCredentials, ChannelOptions } from '@grpc/grpc-js';
import type { CallMeter } from '../../shared/ops/grpc-metrics.ts';
import { loadGreeter } from '../../shared/proto/greeter.ts';
import type { ClientConfig } from '../config.ts';
import { createCancelGroup } from '../grpc/cancel-group.ts';
import { createTarget, TargetError } from '../target.ts';
import { createGreeterIdentify, explainFailure, openGreeterChannel } from './greeter-run.ts';
import { type LookUp, lookUpConfigured } from './look-up-backends.ts';
import { createProxyReader } from './proxy/envoy-admin.ts';
import { createReports, type Reports } from './reports.ts';
import type { ChannelChoice } from './run/run-channel.ts';
import { createRunChannels } from './run/run-channel.ts';
import { createRunGate } from './run-gate.ts';
import type { Report } from './schema/report.ts';

export interface ConnectReportsOptions {
  readonly config: ClientConfig;
  readonly credentials: ChannelCredentials;
  readonly channelOptions: ChannelOptions;
  /** Counts and times the calls. */
  readonly meter?: CallMeter;
  readonly onReport: (report: Report) => void;
  /** Asks the system's name service unless it is given. */
  readonly lookUp?: LookUp;
}

/** Makes reports about calls of the Greeter that go out over gRPC, as the settings say. */
export function connectReports(options: ConnectReportsOptions): Reports {
  const { config, credentials, channelOptions, meter, onReport, lookUp } = options;
  const { backendsHost } = config;
  const method = loadGreeter().sayHello;
  const targetOf = ({ dial }: ChannelChoice) =>
    dial === 'backends' && backendsHost !== undefined
      ? targetBy('hello.report.backends.host', backendsHost, config.port)
      : targetBy('quarkus.grpc.clients.hello.host', config.host, config.port);
  const channelSettings = {
    ...{ method, credentials, targetOf, meter },
    options: channelOptions,
    callTimeoutMs: config.callTimeoutMs,
    inFlight: createCancelGroup(),
    nowMs: Date.now,
  };
  return createReports({
    channels: createRunChannels((choice) => openGreeterChannel(channelSettings, choice)),
    createIdentify: createGreeterIdentify,
    explain: explainFailure,
    method: method.path,
    targetOf,
    usualDial: usualDial(config),
    gate: createRunGate(config.mostRuns),
    mostRequests: config.maxRequests,
    runTimeoutMs: config.runTimeoutMs,
    lookUpBackends: () => lookUpConfigured(backendsHost, lookUp),
    configuredBackends: config.backendsCount,
    proxyReader: createProxyReader({ adminUrl: config.adminUrl }),
    meshMode: config.meshMode,
    onReport,
    nowMs: () => performance.now(),
    now: () => new Date(),
  });
}

/**
 * Round robin over one address goes nowhere, so who asks for it where the settings say otherwise gets the addresses of
 * the backends, if the settings know them. What the settings themselves say is judged as it is.
 */
function usualDial({ backendsHost, loadBalancing }: ClientConfig) {
  return (policy: ChannelChoice['policy']): ChannelChoice['dial'] =>
    policy === 'round_robin' && loadBalancing !== 'round_robin' && backendsHost !== undefined
      ? 'backends'
      : 'service';
}

/** @throws TargetError naming the setting */
function targetBy(key: string, host: string, port: number): string {
  try {
    return createTarget(host, port);
  } catch (cause) {
    throw new TargetError(`${key} is "${host}", which cannot be dialled.`, { cause });
  }
}
