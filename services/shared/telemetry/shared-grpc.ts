import * as grpc from '@grpc/grpc-js';

/** Under this name of a symbol the bundle of tracing finds the grpc-js of the service that loads it. */
export const grpcSymbolName = 'grpc-hello.grpc-js';

/** Hands the grpc-js of this bundle to the one that is loaded next; from source they share it anyway. */
export function shareGrpc(): void {
  Object.assign(globalThis, { [Symbol.for(grpcSymbolName)]: grpc });
}
