/** What the original has inside its jar, as `src/main/resources/application.properties`. */
export const builtInProperties: ReadonlyMap<string, string> = new Map([
  ['quarkus.grpc.clients.hello.host', 'localhost'],
  ['%test.quarkus.grpc.clients.hello.port', '9001'],
  ['quarkus.grpc.server.enable-reflection-service', 'true'],
]);
