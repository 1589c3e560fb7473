import { expect, test } from 'vitest';
import { passwordRules } from './password';

const ADA = { name: 'Ada Lovelace', email: 'ada.l@example.com' };

test.each([
  ['', { long: false, own: false, varied: false }],
  ['amber-ferry', { long: false, own: true, varied: true }],
  ['amber-ferry-27', { long: true, own: true, varied: true }],
  ['lovelace-1815-ferry', { long: true, own: false, varied: true }],
  ['DriveSphere-2026', { long: true, own: false, varied: true }],
  ['abababababab', { long: true, own: true, varied: false }],
])('of %o the rules say', (password, rules) => {
  expect(passwordRules(password, ADA)).toEqual(rules);
});

test('characters count as people see them, as the server counts them', () => {
  expect(passwordRules('🐝🦊🐙🦉🐢🐬', {}).long).toBe(false);
  expect(passwordRules('ﬃﬃﬃﬃ', {}).long).toBe(true);
});

test('a short name may stand in a password by chance', () => {
  expect(passwordRules('nomadic-adagio', ADA).own).toBe(true);
});
