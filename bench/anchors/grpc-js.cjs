// The least that grpc-js and proto-loader, as they are documented, need to answer SayHello; not bundled.
const { join } = require('node:path');
const { loadPackageDefinition, Server, ServerCredentials } = require('@grpc/grpc-js');
const { loadSync } = require('@grpc/proto-loader');

const { helloworld } = loadPackageDefinition(loadSync(join(__dirname, '../../protos/helloworld.proto')));
const server = new Server();
server.addService(helloworld.Greeter.service, {
  sayHello: (call, reply) => reply(null, { message: `Hello ${call.request.name}`, count: 1 }),
});
server.bindAsync(`127.0.0.1:${process.argv[2]}`, ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
});
