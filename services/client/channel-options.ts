import type { ChannelOptions } from '@grpc/grpc-js';
import type { ClientConfig } from './config.ts';

/** How a channel behaves, as the settings say. Proxies of the environment are left alone, as in grpc-java. */
export function createChannelOptions(config: ClientConfig, retry: boolean): ChannelOptions {
  const given = {
    'grpc.keepalive_time_ms': config.keepAliveTimeMs,
    'grpc.keepalive_timeout_ms': config.keepAliveTimeoutMs,
    'grpc.client_idle_timeout_ms': config.idleTimeoutMs,
    'grpc.default_authority': config.overrideAuthority,
    'grpc.ssl_target_name_override': config.overrideAuthority,
    'grpc.primary_user_agent': config.userAgent,
    'grpc.retry_buffer_size': config.retryBufferBytes,
    'grpc.per_rpc_retry_buffer_size': config.callBufferBytes,
  };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    'grpc.keepalive_permit_without_calls': config.keepAliveWithoutCalls ? 1 : 0,
    'grpc.max_receive_message_length': config.maxInboundMessageBytes,
    'grpc.enable_http_proxy': 0,
    // Nobody is told what it would count.
    'grpc.enable_channelz': 0,
    // grpc-js waits 30 s: in a rolling restart all addresses that it knows are gone before it asks again.
    'grpc.dns_min_time_between_resolutions_ms': 1000,
    // The policy is ours to choose; a TXT record of the name must not change it.
    'grpc.service_config_disable_resolution': 1,
    'grpc.service_config': JSON.stringify(serviceConfig(config, retry)),
  };
}

/**
 * Without a retry policy only streams that a server refused unseen are tried again, so that a run outlives the
 * graceful end of a server (gRFC A6, transparent retries).
 * Only this spelling is understood by grpc-js; others silently mean pick_first.
 */
function serviceConfig({ loadBalancing, maxRetryAttempts }: ClientConfig, retry: boolean): object {
  const loadBalancingConfig = [{ [loadBalancing]: {} }];
  if (!retry) return { loadBalancingConfig };
  const retryPolicy = {
    maxAttempts: maxRetryAttempts,
    initialBackoff: '0.1s',
    maxBackoff: '1s',
    backoffMultiplier: 2,
    retryableStatusCodes: ['UNAVAILABLE'],
  };
  return { loadBalancingConfig, methodConfig: [{ name: [{}], retryPolicy }] };
}
