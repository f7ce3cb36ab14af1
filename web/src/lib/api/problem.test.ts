import { describe, expect, it } from 'vitest';
import { as_sentence, duration_in_words, may_pass, no_answer, problem_of } from './problem';

describe('problem_of', () => {
  it('tells what the server says, as a sentence', () => {
    const problem = problem_of(401, { detail: 'the password is wrong' }, null);
    expect(problem.detail).toBe('The password is wrong.');
    expect(problem.retry_after_s).toBeNull();
  });

  it('keeps the first message of each field', () => {
    const errors = [
      { field: 'email', message: 'is no e-mail address' },
      { field: 'email', message: 'is too long' },
      { field: 'code' },
      null
    ];
    expect(problem_of(422, { errors }, null).fields).toEqual({
      email: 'The e-mail address is no e-mail address.'
    });
  });

  it('tells the time to wait', () => {
    const problem = problem_of(429, { detail: 'slow down' }, '34');
    expect(problem.detail).toBe('Too many tries. Try again in 34 seconds.');
    expect(problem.retry_after_s).toBe(34);
  });

  it('takes no time to wait from what is no number of seconds', () => {
    for (const header of [null, '', '-1', '1.5', 'Fri, 31 Dec 1999 23:59:59 GMT']) {
      expect(problem_of(429, {}, header).retry_after_s).toBeNull();
      expect(problem_of(429, {}, header).detail).toBe('Too many tries. Try again in a moment.');
    }
  });

  it('has words for an answer that is no problem document', () => {
    for (const body of [undefined, null, '<html>', [], {}, { detail: 3 }]) {
      expect(problem_of(502, body, null).detail).toBe('The server answered with an error (502).');
    }
  });
});

describe('may_pass', () => {
  it('is so where the server could not answer, not where it refused', () => {
    expect(may_pass(no_answer)).toBe(true);
    for (const status of [429, 500, 503]) expect(may_pass(problem_of(status, {}, null))).toBe(true);
    for (const status of [403, 404, 422]) expect(may_pass(problem_of(status, {}, null))).toBe(false);
  });
});

describe('as_sentence', () => {
  it('gives a fragment its subject and leaves a sentence alone', () => {
    expect(as_sentence('is too long')).toBe('This is too long.');
    expect(as_sentence('a password has 12 characters')).toBe('A password has 12 characters.');
    expect(as_sentence('Done.')).toBe('Done.');
  });
});

describe('duration_in_words', () => {
  it('counts seconds below two minutes and minutes from there', () => {
    expect(duration_in_words(1)).toBe('1 second');
    expect(duration_in_words(119)).toBe('119 seconds');
    expect(duration_in_words(120)).toBe('2 minutes');
    expect(duration_in_words(121)).toBe('3 minutes');
  });
});
