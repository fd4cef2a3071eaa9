import type { Express, Request, Response } from 'express';
import { sendAnswer } from '../../shared/http/answer.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import type { GreetingContext, Greetings } from './greetings.ts';
import { type EndpointCall, type EndpointDependencies, textEndpoint } from './text-endpoint.ts';

/** Paths of the original, as Express writes them. */
const paths = { grpc: '/hello/grpc', blocking: '/hello/blocking/:name', mutiny: '/hello/mutiny/:name' };

/** Adds the original's endpoints. */
export function addHelloRoutes(app: Express, greetings: Greetings, dependencies: EndpointDependencies): void {
  const run = textEndpoint(dependencies, (call) => greetings.run(contextOf(call, dependencies)));
  const greet = textEndpoint(dependencies, (call) => {
    return greetings.greet(String(call.request.params.name), contextOf(call, dependencies));
  });
  app.options(/^\/hello(\/.*)?$/, (request, response) => {
    sendAnswer(request, response, { status: 200, headers: [['Allow', 'HEAD, GET, OPTIONS']] });
  });
  app.get(paths.grpc, run).all(paths.grpc, refuseMethod);
  for (const path of [paths.blocking, paths.mutiny]) app.get(path, greet).all(path, refuseMethod);
}

/** Whether a path in canonical spelling is one of these. */
export function isHelloPath(canonicalPath: string): boolean {
  return Object.values(paths).some((path) =>
    new RegExp(`^${path.replace(':name', '[^/]+')}$`).test(canonicalPath),
  );
}

function contextOf({ request, signal }: EndpointCall, { spanOf }: EndpointDependencies): GreetingContext {
  return { signal, headers: forwardedHeaders(request.headers), parent: spanOf(request) };
}

function refuseMethod(request: Request, response: Response): void {
  sendAnswer(request, response, { status: 405 });
}
