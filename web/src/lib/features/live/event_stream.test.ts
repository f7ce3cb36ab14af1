import { describe, expect, it } from 'vitest';
import { EventParser, retry_delay_ms } from './event_stream';

const text = ': still here\n\nevent: changed\ndata: {"days":\ndata: []}\n\ndata: x\n\n';
const events = [
  { event: 'changed', data: '{"days":\n[]}' },
  { event: 'message', data: 'x' }
];

describe('EventParser', () => {
  it('finds events wherever the stream is cut', () => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      const parser = new EventParser();
      expect([...parser.feed(text.slice(0, cut)), ...parser.feed(text.slice(cut))]).toEqual(events);
    }
  });

  it('takes lines that end otherwise', () => {
    expect(new EventParser().feed(text.replaceAll('\n', '\r\n'))).toEqual(events);
  });

  it('tells of nothing before its end', () => {
    expect(new EventParser().feed('event: changed\ndata: x\n')).toEqual([]);
  });
});

describe('retry_delay_ms', () => {
  it('grows up to a limit', () => {
    expect(retry_delay_ms(0, 0)).toBe(250);
    expect(retry_delay_ms(0, 1)).toBe(500);
    expect(retry_delay_ms(3, 1)).toBe(4_000);
    expect(retry_delay_ms(50, 1)).toBe(15_000);
  });
});
