// biome-ignore-all lint/suspicious/noTemplateCurlyInString: those are expressions of the settings.
import assert from 'node:assert/strict';
import test from 'node:test';
import { activeProfiles } from './profile.ts';
import { environmentSource, propertySource } from './source.ts';

const parent = 'quarkus.config.profile.parent';

const cases: [string, Readonly<Record<string, string>>, readonly string[]][] = [
  ['prod is active by default', {}, ['prod']],
  ['one profile is named', { 'quarkus.profile': 'dev' }, ['dev']],
  ['the last of several is the strongest', { 'quarkus.profile': 'a,b' }, ['b', 'a']],
  ['blanks around and empty places are nothing', { 'quarkus.profile': ' a , ,b,' }, ['b', 'a']],
  ['a comma behind a backslash is part of the name', { 'quarkus.profile': 'a\\,b' }, ['a,b']],
  ['an empty setting means no profile', { 'quarkus.profile': '' }, []],
  ['a blank setting means no profile', { 'quarkus.profile': ' , ' }, []],
  ['the name of SmallRye counts too', { 'smallrye.config.profile': 'dev' }, ['dev']],
  ["Quarkus' name goes first", { 'smallrye.config.profile': 'a', 'quarkus.profile': 'b' }, ['b']],
  ["Quarkus' name goes first when empty", { 'smallrye.config.profile': 'a', 'quarkus.profile': '' }, []],
  ['an expression is not expanded', { 'quarkus.profile': '${x}', x: 'dev' }, ['${x}']],
  ['a profile cannot choose the profile', { '%prod.quarkus.profile': 'dev' }, ['prod']],
  ['a parent is weaker', { [parent]: 'a' }, ['prod', 'a']],
  [
    'a parent may be of one profile alone',
    { [`%prod.${parent}`]: 'a', [`%dev.${parent}`]: 'b' },
    ['prod', 'a'],
  ],
  ['parents may be several', { [parent]: 'a,b' }, ['prod', 'b', 'a']],
  ['parents have parents', { [`%prod.${parent}`]: 'a', [`%a.${parent}`]: 'b' }, ['prod', 'a', 'b']],
  ['parents may go round in a ring', { [`%prod.${parent}`]: 'a', [`%a.${parent}`]: 'prod' }, ['prod', 'a']],
  [
    'each profile is followed by its parents',
    { 'quarkus.profile': 'c,d', [`%c.${parent}`]: 'a', [`%d.${parent}`]: 'b' },
    ['d', 'b', 'c', 'a'],
  ],
  [
    "a parent by SmallRye's name counts without Quarkus'",
    { 'smallrye.config.profile.parent': 'a' },
    ['prod', 'a'],
  ],
  [
    "a parent by Quarkus' name goes first",
    { 'smallrye.config.profile.parent': 'a', [parent]: 'b' },
    ['prod', 'b'],
  ],
];

for (const [name, entries, expected] of cases) {
  test(name, () => {
    assert.deepEqual(
      activeProfiles([propertySource('test', 100, new Map(Object.entries(entries)))]),
      expected,
    );
  });
}

test('the stronger source chooses the profile', () => {
  const file = propertySource('file', 260, new Map([['quarkus.profile', 'a']]));
  const environment = environmentSource('environment', 300, new Map([['QUARKUS_PROFILE', 'b']]));
  assert.deepEqual(activeProfiles([file, environment]), ['b']);
});
