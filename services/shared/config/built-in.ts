/** What the original has inside its jar, but for the port of its own unit tests. */
export const builtInProperties: ReadonlyMap<string, string> = new Map([
  ['quarkus.grpc.clients.hello.host', 'localhost'],
  ['quarkus.grpc.server.enable-reflection-service', 'true'],
]);
