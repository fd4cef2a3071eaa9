import { type Converter, integer, oneOf } from '../../../shared/config/converter.ts';
import { channelModes, type Dial, dials, type Policy, policies } from '../schema/run.ts';
import { expectation } from './expectation.ts';
import type { Parameter, ValuesOf } from './parameter.ts';

/** What the settings allow and say where a caller says nothing. */
export interface RunLimits {
  readonly mostRequests: number;
  readonly mostConcurrent: number;
  readonly longestName: number;
  /** Whether the settings name the backends, so that they can be dialled. */
  readonly hasBackendsHost: boolean;
}

export interface RunDefaults {
  readonly requests: number;
  readonly name: string;
  readonly policy: Policy;
}

/** The parameters of a run. Blanks around words and numbers do not matter. */
export function declareRunParameters(limits: RunLimits, defaults: RunDefaults) {
  const { mostRequests, mostConcurrent, longestName, hasBackendsHost } = limits;
  const usualRequests = Math.min(Math.max(defaults.requests, 1), mostRequests);
  const numbers = new Set([usualRequests, 100, 1000].filter((number) => number <= mostRequests));
  return {
    requests: {
      ...parameter(
        'requests',
        numberOrAuto(mostRequests),
        String(usualRequests),
        'How many calls; `auto` makes as many as notice, with 99 %, a backend with twice the calls of the others.',
      ),
      suggestions: ['auto', ...[...numbers].map(String)],
    },
    concurrency: parameter(
      'concurrency',
      integer({ min: 1, max: mostConcurrent }),
      '1',
      'How many calls are in flight at once.',
    ),
    name: parameter(
      'name',
      shortText(Math.max(longestName, defaults.name.length)),
      defaults.name,
      'The name in each call; its number follows.',
    ),
    channel: {
      ...parameter(
        'channel',
        oneOf(channelModes),
        'fresh',
        'One new channel for the run, one that is kept over runs, or a new one for each call.',
      ),
      choices: channelModes,
    },
    policy: {
      ...parameter(
        'policy',
        oneOf(policies),
        defaults.policy,
        'How the channel spreads calls over the addresses of its target.',
      ),
      choices: policies,
    },
    dial: {
      ...optionalParameter(
        'dial',
        hasBackendsHost ? oneOf(dials) : serviceOnly,
        'The configured service, or the addresses of its backends (`hello.report.backends.host`). When round_robin is asked for and the settings say pick_first, those addresses, else the service.',
      ),
      choices: hasBackendsHost ? dials : ['service'],
    },
    expect: {
      ...optionalParameter('expect', expectation, 'What the run should show; else the answer says so.'),
      suggestions: ['balanced', 'pinned', 'weights:l1=90,l2=10', 'any'],
    },
    calls: parameter('calls', yesOrNo, 'false', 'Whether the report lists who answered each call.'),
  };
}

export type RunParameters = ValuesOf<ReturnType<typeof declareRunParameters>>;

function parameter<T>(name: string, converter: Converter<T>, usual: string, about: string): Parameter<T> {
  return { name, converter, usual, about };
}

function optionalParameter<T>(
  name: string,
  converter: Converter<T>,
  about: string,
): Parameter<T | undefined> {
  return { name, converter, about };
}

const serviceOnly: Converter<Dial> = {
  ...oneOf(['service']),
  rule: 'service (backends needs the setting hello.report.backends.host)',
};

const yesOrNo: Converter<boolean> = {
  rule: 'true or false',
  convert(text) {
    const given = text.trim();
    if (given === '') return undefined;
    return given === 'true' || given === 'false' ? { value: given === 'true' } : 'refused';
  },
};

function numberOrAuto(max: number): Converter<number | 'auto'> {
  const number = integer({ min: 1, max });
  return {
    rule: `${number.rule}, or auto`,
    convert: (given) => (given.trim() === 'auto' ? { value: 'auto' } : number.convert(given)),
  };
}

function shortText(longest: number): Converter<string> {
  return {
    rule: `text of at most ${longest} characters`,
    convert: (given) =>
      given.length > longest ? 'refused' : { value: given.replace(/\p{Surrogate}/gu, '?') },
  };
}
