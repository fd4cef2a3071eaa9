/** What a run needs. */
export interface HelloRun {
  /** How many calls; 0 or less makes none. */
  readonly requests: number;
  /** The number of the call is put behind it. */
  readonly namePrefix: string;
  readonly sayHello: (name: string) => Promise<{ readonly message: string }>;
  /** Gets the message of each reply, in order. */
  readonly print: (message: string) => void;
}

/**
 * Makes the calls of `/hello/grpc`: one after the other, up to the first that fails.
 * @throws what the failed call threw
 */
export async function runHello({ requests, namePrefix, sayHello, print }: HelloRun): Promise<void> {
  for (let index = 0; index < requests; index += 1) {
    const { message } = await sayHello(`${namePrefix}${index}`);
    print(message);
  }
}
