/** Host and port of a target such as `dns:///name:9000`; of a list of addresses, those of the first. */
export function splitTarget(target: string): { readonly host: string; readonly port: number } {
  const [first = target] = target.replace(/^[a-z0-9-]+:(?:\/\/[^/]*\/)?(?=.*:)/, '').split(',');
  const [, bracketed, plain, port = '0'] = /^(?:\[([^\]]*)\]|(.*?)):(\d+)$/.exec(first) ?? [];
  return { host: bracketed ?? plain ?? first, port: Number(port) };
}
