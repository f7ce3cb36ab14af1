// How one sum becomes another, step by step, as bars that hang where the one before ended; no I/O.
import type { Schemas } from '../../api/open_client';
import { plotted, sum_of } from '../../money';
import { sales_steps, type Measure } from './figures';

export type SalesTotals = Pick<Schemas['Totals'], (typeof sales_steps)[number]['measure']>;

export interface WaterfallStep {
  measure: Measure;
  kind: 'sum' | 'more' | 'less' | 'nothing';
  amount: string;
  /** What it comes to with this step, exact. */
  comes_to: string;
  /** Where the bar begins and ends, 0 to 1, and where the next one goes on. */
  low: number;
  high: number;
  end: number;
}

export interface Waterfall {
  steps: WaterfallStep[];
  /** Where nothing is, 0 to 1. */
  zero: number;
}

/** From gross to total sales. What is a sum stands on the ground, as the API has it. */
export function waterfall_of(totals: SalesTotals): Waterfall {
  let running = '0';
  const steps = sales_steps.map(({ measure, sum }) => {
    const amount = totals[measure];
    const from = sum || measure === 'gross_sales' ? '0' : running;
    running = sum_of([from, amount]);
    return { measure, amount, kind: kind_of(measure, sum, amount), from, comes_to: running };
  });
  const ends = steps.flatMap(({ from, comes_to }) => [plotted(from), plotted(comes_to)]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const place = (amount: string) =>
    most === least ? 0 : (plotted(amount) - least) / (most - least);
  return {
    zero: place('0'),
    steps: steps.map(({ from, ...step }) => {
      const [begin, end] = [place(from), place(step.comes_to)];
      return { ...step, low: Math.min(begin, end), high: Math.max(begin, end), end };
    })
  };
}

function kind_of(measure: Measure, sum: boolean, amount: string): WaterfallStep['kind'] {
  if (sum || measure === 'gross_sales') return 'sum';
  const size = plotted(amount);
  return size === 0 ? 'nothing' : size > 0 ? 'more' : 'less';
}
