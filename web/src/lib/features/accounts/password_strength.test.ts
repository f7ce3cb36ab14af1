import { describe, expect, it } from 'vitest';
import { strength_of } from './password_strength';

const level = (password: string, ...owner: string[]) => strength_of(password, owner).level;

describe('strength_of', () => {
  it('counts characters as people do', () => {
    expect(strength_of('𝒶𝒷𝒸𝒹𝒶𝒷𝒸𝒹𝒶𝒷𝒸', []).words).toBe('1 more character.');
    expect(strength_of('abc', []).words).toBe('9 more characters.');
    expect(level('x7'.repeat(65))).toBe('refused');
  });

  it('refuses what is little more than the owner’s words', () => {
    expect(level('annabell-example1', 'Annabell', 'annabell@example.com')).toBe('refused');
    expect(level('Tillwatch1234')).toBe('refused');
    expect(level('annabell likes green tea', 'Annabell')).not.toBe('refused');
  });

  it('calls repeats and rows no strength', () => {
    expect(level('aaaaaaaaaaaaaaaaaaaaaaaa')).toBe('fair');
    expect(level('12345678901234567890')).toBe('fair');
    expect(level('a password of some length')).toBe('strong');
    expect(level('kx7-vpq2-mz9')).toBe('fair');
  });

  it('asks for something where nothing is', () => {
    expect(level('')).toBe('empty');
  });
});
