// The least that can answer SayHello: node:http2 and a prepared message, `Hello a` with the count 1.
const { createServer } = require('node:http2');

const message = Buffer.from([0, 0, 0, 0, 11, 10, 7, ...Buffer.from('Hello a'), 16, 1]);

createServer()
  .on('stream', (stream) => {
    stream.on('data', () => undefined);
    stream.on('end', () => {
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.end(message);
    });
  })
  .listen(Number(process.argv[2]), '127.0.0.1');
