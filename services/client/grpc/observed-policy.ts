import { type ChannelOptions, connectivityState, experimental } from '@grpc/grpc-js';
import type { ChannelObserver } from './channel-observer.ts';

/**
 * A load balancing policy that tells an observer what it sees, and leaves the balancing to another policy. It sits
 * where the resolver's addresses come in and where connections are asked for, so that what it tells are facts; grpc-js
 * has this place for xDS (gRFC A42, A50 are built on it).
 */
const policyName = 'hello_observed';

/** Options with this beginning are not handed on to connections. */
const observerOption = `${experimental.SUBCHANNEL_ARGS_EXCLUDE_KEY_PREFIX}.hello_observer`;

type Helper = ConstructorParameters<typeof experimental.ChildLoadBalancerHandler>[0];
type LoadBalancer = experimental.LoadBalancer;
type Subchannel = ReturnType<Helper['createSubchannel']>;
type StateListener = Parameters<Subchannel['addConnectivityStateListener']>[0];

/** Options that make a channel use a policy and tell the observer about it. */
export function observedBy(observer: ChannelObserver, policy: string): ChannelOptions {
  if (!experimental.isLoadBalancerNameRegistered(policyName))
    experimental.registerLoadBalancerType(policyName, ObservedLoadBalancer, ObservedConfig);
  const loadBalancingConfig = [{ [policyName]: { childPolicy: [{ [policy]: {} }] } }];
  return {
    'grpc.service_config': JSON.stringify({ loadBalancingConfig }),
    [observerOption]: observer,
  };
}

class ObservedConfig implements experimental.TypedLoadBalancingConfig {
  readonly child: experimental.TypedLoadBalancingConfig;

  constructor(child: experimental.TypedLoadBalancingConfig) {
    this.child = child;
  }

  static createFromJson(json: { childPolicy: Parameters<typeof experimental.selectLbConfigFromList>[0] }) {
    const child = experimental.selectLbConfigFromList(json.childPolicy);
    if (child === null) throw new Error(`${policyName} needs a childPolicy that is known.`);
    return new ObservedConfig(child);
  }

  getLoadBalancerName(): string {
    return policyName;
  }

  toJsonObject(): object {
    return { [policyName]: { childPolicy: [this.child.toJsonObject()] } };
  }
}

class ObservedLoadBalancer implements LoadBalancer {
  readonly #child: LoadBalancer;
  /** What ends the watching of each subchannel; a child asks for the same one again and again. */
  readonly #watched = new Map<unknown, () => void>();
  #observer: ChannelObserver | undefined;

  constructor(helper: Helper) {
    const observing = experimental.createChildChannelControlHelper(helper, {
      createSubchannel: (address, options) => this.#watch(helper.createSubchannel(address, options)),
    });
    this.#child = new experimental.ChildLoadBalancerHandler(observing);
  }

  updateAddressList(...[endpoints, config, options, note]: Parameters<LoadBalancer['updateAddressList']>) {
    this.#observer = options[observerOption] as ChannelObserver;
    if (endpoints.ok) this.#observer.resolved(endpoints.value.flatMap(addressesOf));
    else this.#observer.failed(endpoints.error.details);
    const { child } = config as ObservedConfig;
    return this.#child.updateAddressList(endpoints, child, options, note);
  }

  #watch(subchannel: Subchannel): Subchannel {
    const real = subchannel.getRealSubchannel();
    if (this.#watched.has(real)) return subchannel;
    let disconnected = this.#connectedIf(subchannel.getConnectivityState() === connectivityState.READY);
    const listener: StateListener = (_subchannel, _previous, state, _keepaliveMs, message) => {
      if (message) this.#observer?.failed(message);
      // After a connection has ended, the child asks for its subchannel anew before it connects again.
      if (disconnected === undefined) disconnected = this.#connectedIf(state === connectivityState.READY);
      else forget();
    };
    const forget = () => {
      subchannel.removeConnectivityStateListener(listener);
      this.#watched.delete(real);
      disconnected?.();
    };
    subchannel.addConnectivityStateListener(listener);
    this.#watched.set(real, forget);
    return subchannel;
  }

  #connectedIf(isReady: boolean): (() => void) | undefined {
    return isReady ? this.#observer?.connected() : undefined;
  }

  exitIdle(): void {
    this.#child.exitIdle();
  }

  resetBackoff(): void {
    this.#child.resetBackoff();
  }

  destroy(): void {
    for (const forget of this.#watched.values()) forget();
    this.#child.destroy();
  }

  getTypeName(): string {
    return policyName;
  }
}

function addressesOf({ addresses }: experimental.Endpoint): string[] {
  return addresses.map(experimental.subchannelAddressToString);
}
