import { type ClientInput, startClient } from '../client/start.ts';
import { startServer } from '../server/start.ts';
import { builtInProperties } from '../shared/config/built-in.ts';
import { readServiceConfig } from '../shared/config/service-config.ts';
import { type RunningService, type ServiceInput, StartError } from '../shared/life/service.ts';
import { labKeys } from './config.ts';
import { startForwarder } from './forwarder.ts';
import { clientName, findJaeger } from './jaeger.ts';
import { prefixedOutput } from './prefixed-output.ts';
import { type LabPorts, welcome } from './welcome.ts';

/** A lab that runs, and where its parts listen. */
export interface RunningLab extends RunningService {
  readonly ports: LabPorts;
}

const versions = ['l1', 'l2', 'l3'];

/**
 * Starts three servers, the forwarder in front of them and a client, all on loopback in this process, with the
 * article's own file; only the name of the server in it is replaced by this machine.
 * @throws ConfigError or StartError; whatever ran by then is stopped
 */
export async function startLab(input: ClientInput): Promise<RunningLab> {
  const declaration = { keys: labKeys, crossCheck: () => [], others: [] };
  const { config } = readServiceConfig(declaration, { ...input.process, builtIn: builtInProperties });
  const { jaegerUrl: url, otlpEndpoint } = config;
  const jaeger = config.jaeger ? await findJaeger({ url, otlpEndpoint }) : undefined;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const servers: number[] = [];
    for (const [index, version] of versions.entries()) {
      const port = config.firstServerPort === 0 ? 0 : config.firstServerPort + index;
      const settings = { ...serverSettings(version, port), ...jaeger?.settingsFor(`grpc-v${index + 1}`) };
      const server = await startServer(partOf(input, version, settings)).catch(hintAtPorts);
      stops.push(server.stop);
      servers.push(server.grpcPort);
    }
    const choose = () => servers[Math.floor(Math.random() * servers.length)] ?? 0;
    const forwarder = await startForwarder({ port: config.forwarderPort, choose });
    stops.push(forwarder.close);
    const settings = { ...clientSettings(forwarder.port, servers), ...jaeger?.settingsFor(clientName) };
    const { pageFolder } = input;
    const client = await startClient({ ...partOf(input, 'client', settings), pageFolder });
    stops.push(client.stop);
    const ports = { servers, forwarder: forwarder.port, client: client.httpPort };
    input.output.standard.write(welcome(ports, jaeger?.tracesUrl));
    return { ports, logger: client.logger, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The sentence of a server names a key that the lab itself sets. */
function hintAtPorts(error: unknown): never {
  if (!(error instanceof StartError)) throw error;
  throw new StartError(`${error.message} -D${labKeys.firstServerPort.name}=… chooses other ports.`, {
    cause: error,
  });
}

/** A part sees the settings of the lab and, above them, its own; its lines begin with its name. */
function partOf(input: ServiceInput, name: string, settings: Readonly<Record<string, string>>): ServiceInput {
  const { process, output } = input;
  return {
    process: {
      ...process,
      systemProperties: new Map([...quiet, ...process.systemProperties, ...Object.entries(settings)]),
    },
    output: { ...output, standard: prefixedOutput(output.standard, `${name.padEnd(7)}| `) },
  };
}

/** For people, and without the lines about starting and stopping. */
const quiet: [string, string][] = [
  ['quarkus.log.console.json', 'false'],
  ['quarkus.log.category."hello".level', 'WARN'],
  ['quarkus.log.category."hello.server.Greeter".level', 'INFO'],
];

function serverSettings(version: string, port: number): Record<string, string> {
  return {
    'quarkus.grpc.server.host': '127.0.0.1',
    'quarkus.grpc.server.port': String(port),
    'quarkus.http.host': '127.0.0.1',
    'quarkus.http.port': '0',
    'hello.pod': version,
    'hello.version': version,
  };
}

/** The client is told of the forwarder, as of a ClusterIP, and of the servers behind it, as by a headless name. */
function clientSettings(port: number, servers: readonly number[]): Record<string, string> {
  return {
    'quarkus.http.host': '127.0.0.1',
    'quarkus.grpc.clients.hello.host': '127.0.0.1',
    'quarkus.grpc.clients.hello.port': String(port),
    'hello.report.backends.host': `ipv4:${servers.map((server) => `127.0.0.1:${server}`).join(',')}`,
  };
}
