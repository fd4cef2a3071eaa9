import { anything, type FailureRow } from './failure-row.ts';

/** What the status alone tells. */
export const statusFailures: readonly FailureRow[] = [
  {
    id: 'deadline',
    when: 'Calls took longer than allowed.',
    statuses: ['DEADLINE_EXCEEDED'],
    pattern: anything,
    sentence: () => 'Calls took longer than they were allowed to.',
    remedies: [
      'hello.run.call-timeout, hello.run.timeout',
      'the load of the servers, and timeouts of the mesh',
    ],
  },
  {
    id: 'not-implemented',
    when: 'What answers does not know the method.',
    statuses: ['UNIMPLEMENTED'],
    pattern: anything,
    sentence: ({ run }) => `What answers at ${run.target} does not know ${run.method}.`,
    remedies: ['host and port: is that the Greeter?'],
  },
  {
    id: 'denied',
    when: 'The server or its proxy does not allow the call.',
    statuses: ['PERMISSION_DENIED', 'UNAUTHENTICATED'],
    pattern: anything,
    sentence: () => 'The server or its proxy does not allow this call, as an AuthorizationPolicy does.',
    remedies: ['AuthorizationPolicy: the client’s service account and /helloworld.Greeter/SayHello'],
  },
];
