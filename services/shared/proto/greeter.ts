import type { MethodDefinition, ServerMethodDefinition } from '@grpc/grpc-js';
import { helloworld } from './generated/descriptors.ts';
import { decodeHelloRequest, type HelloRequest, type UnreadableRequest } from './hello-request.ts';
import { loadPackage, serviceOf } from './load-service.ts';

/** What SayHello answers. */
export interface HelloReply {
  readonly message: string;
  /** How many calls the answering process has served, this one included; wraps like a Java int. */
  readonly count: number;
}

/** The name under which the service is known on the wire. */
export const greeterServiceName = 'helloworld.Greeter';
export const sayHelloPath = `/${greeterServiceName}/SayHello`;

/** SayHello as both sides speak it. */
export type SayHelloMethod = MethodDefinition<HelloRequest, HelloReply>;

/** SayHello as the server reads it: bytes that are no request arrive as a value. */
type SayHelloServerMethod = ServerMethodDefinition<HelloRequest | UnreadableRequest, HelloReply>;

/** The contract of `protos/helloworld.proto`; the server reads requests as strictly as the original does. */
export function loadGreeter() {
  const packageDefinition = loadPackage(helloworld);
  const sayHello = serviceOf(packageDefinition, greeterServiceName).SayHello as SayHelloMethod;
  const served: SayHelloServerMethod = { ...sayHello, requestDeserialize: decodeHelloRequest };
  return { packageDefinition, sayHello, served };
}
