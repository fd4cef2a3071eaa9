import assert from 'node:assert/strict';
import test from 'node:test';
import { createChannelObserver } from './channel-observer.ts';

test('a channel that has done nothing has no addresses, errors and connections', () => {
  const { observations } = createChannelObserver().watch();
  assert.deepEqual(observations(), { addresses: [], errors: [], connections: 0 });
});

test('a watcher counts the connections that are open at its beginning, and those that come later', () => {
  const observer = createChannelObserver();
  const early = observer.watch();
  const end = observer.connected();
  observer.connected();
  end();
  const late = observer.watch();
  observer.connected();
  assert.deepEqual([early.observations().connections, late.observations().connections], [3, 2]);
});

test('the last addresses are told, to those who come late, too', () => {
  const observer = createChannelObserver();
  observer.resolved(['10.0.0.1:9000']);
  observer.resolved(['10.0.0.2:9000', '10.0.0.3:9000']);
  assert.deepEqual(observer.watch().observations().addresses, ['10.0.0.2:9000', '10.0.0.3:9000']);
});

test('an error is told once however often it comes, and five different ones at most', () => {
  const observer = createChannelObserver();
  const { observations } = observer.watch();
  for (let round = 0; round < 2; round += 1) for (let n = 1; n <= 7; n += 1) observer.failed(`error ${n}`);
  assert.deepEqual(observations().errors, ['error 1', 'error 2', 'error 3', 'error 4', 'error 5']);
});

test('a watch that was stopped is told nothing more, and another goes on', () => {
  const observer = createChannelObserver();
  const [stopped, other] = [observer.watch(), observer.watch()];
  stopped.stop();
  observer.connected();
  observer.failed('refused');
  assert.deepEqual(stopped.observations(), { addresses: [], errors: [], connections: 0 });
  assert.deepEqual(other.observations(), { addresses: [], errors: ['refused'], connections: 1 });
});

test('what a watcher is given is its own', () => {
  const observer = createChannelObserver();
  observer.resolved(['10.0.0.1:9000']);
  const { observations } = observer.watch();
  observations().addresses.push('changed');
  observations().errors.push('changed');
  assert.deepEqual(observations(), { addresses: ['10.0.0.1:9000'], errors: [], connections: 0 });
});
