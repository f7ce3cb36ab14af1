// What a chart over time looks like, as Chart.js takes it.
import type { ChartConfiguration, ChartDataset, TooltipItem } from 'chart.js';
import { faded, type Colours } from './colours';

/** One measure, and what it is compared with. */
export interface Drawn {
  now: (number | null)[];
  /** Drawn dashed behind it. */
  before: (number | null)[] | null;
}

export interface TimeChartContent {
  kind: 'line' | 'bar';
  labels: string[];
  /** Two at most. */
  drawn: readonly Drawn[];
  unfinished: boolean[];
  /** Said of a point that is. */
  unfinished_in_words?: string;
  /** The heading of a point; of each measure its value and the one compared with, exact. */
  describe: (at: number) => { title: string; values: { now: string; before: string | null }[] };
  axis: (value: number) => string;
}

type Config = ChartConfiguration<'line' | 'bar', (number | null)[], string>;
type Dataset = ChartDataset<'line' | 'bar', (number | null)[]>;

const dashes = [4, 4];
/** Where they are few, wider ones fill the chart. */
const bar_px_max = { few: 72, many: 36 };
const few_bars = 12;
/** How many labels are measured to see how many there is room for. */
const measured_labels = 8;

export function config_of(content: TimeChartContent, colours: Colours): Config {
  return {
    type: content.kind,
    data: { labels: content.labels, datasets: datasets_of(content, colours) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: scales_of(content, colours),
      plugins: { tooltip: tooltip_of(content, colours) }
    }
  };
}

/** In the order of `values_of`. */
function datasets_of(content: TimeChartContent, colours: Colours): Dataset[] {
  const inks = [colours.accent, colours.second];
  const now = content.drawn.map((drawn, at) => {
    const ink = inks[at] ?? colours.accent;
    return content.kind === 'line' ? line(content, drawn, ink, colours) : bars(content, drawn, ink);
  });
  const before = content.drawn.flatMap(({ before }, at) => {
    const ink = content.drawn.length === 1 ? colours.edge : faded(inks[at] ?? colours.edge, 0.6);
    return before === null ? [] : [comparison(before, ink)];
  });
  return [...now, ...before];
}

function values_of({ describe }: TimeChartContent, at: number): string[] {
  const { values } = describe(at);
  return [...values.map(({ now }) => now), ...values.flatMap(({ before }) => before ?? [])];
}

function line(content: TimeChartContent, drawn: Drawn, ink: string, colours: Colours): Dataset {
  const { unfinished } = content;
  const radius = radius_of(drawn.now);
  return {
    type: 'line',
    data: drawn.now,
    borderColor: ink,
    backgroundColor: faded(ink, 0.08),
    fill: content.drawn.length === 1 ? 'origin' : false,
    borderWidth: 2,
    pointRadius: drawn.now.map((_, at) => (unfinished[at] ? 3 : radius)),
    pointBackgroundColor: drawn.now.map((_, at) => (unfinished[at] ? colours.surface : ink)),
    pointBorderColor: ink,
    pointHoverRadius: 4,
    spanGaps: true,
    tension: 0.2,
    cubicInterpolationMode: 'monotone',
    segment: { borderDash: ({ p1DataIndex }) => (unfinished[p1DataIndex] ? dashes : undefined) }
  };
}

/** A single value has no line to be seen by. */
function radius_of(values: (number | null)[]): number {
  return values.filter((value) => value !== null).length === 1 ? 3 : 0;
}

function bars({ unfinished }: TimeChartContent, { now }: Drawn, ink: string): Dataset {
  return {
    type: 'bar',
    data: now,
    backgroundColor: now.map((_, at) => faded(ink, unfinished[at] ? 0.4 : 0.85)),
    borderColor: ink,
    borderRadius: 2,
    maxBarThickness: now.length <= few_bars ? bar_px_max.few : bar_px_max.many,
    categoryPercentage: 0.9,
    barPercentage: 0.85
  };
}

function comparison(before: (number | null)[], ink: string): Dataset {
  return {
    type: 'line',
    data: before,
    borderColor: ink,
    borderDash: dashes,
    borderWidth: 1.5,
    pointRadius: radius_of(before),
    spanGaps: true,
    pointHoverRadius: 3,
    pointBackgroundColor: ink,
    cubicInterpolationMode: 'monotone'
  };
}

function scales_of({ axis }: TimeChartContent, colours: Colours) {
  const ticks = { color: colours.quiet, font: { size: 12 } };
  return {
    x: {
      grid: { display: false },
      border: { color: colours.line },
      ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 24, sampleSize: measured_labels }
    },
    y: {
      beginAtZero: true,
      grid: { color: colours.line },
      border: { display: false },
      ticks: {
        ...ticks,
        maxTicksLimit: 5,
        // There is no half of an order.
        precision: 0,
        callback: (value: string | number) => axis(Number(value))
      }
    }
  };
}

function tooltip_of(content: TimeChartContent, colours: Colours) {
  const { describe, unfinished, unfinished_in_words } = content;
  type Item = TooltipItem<'line' | 'bar'>;
  return {
    backgroundColor: colours.surface,
    titleColor: colours.ink,
    bodyColor: colours.ink,
    footerColor: colours.quiet,
    footerFont: { weight: 'normal' as const },
    borderColor: colours.line,
    borderWidth: 1,
    padding: 10,
    displayColors: false,
    callbacks: {
      title: (items: Item[]) => (items[0] ? describe(items[0].dataIndex).title : ''),
      label: ({ datasetIndex, dataIndex }: Item) =>
        values_of(content, dataIndex)[datasetIndex] ?? '',
      footer: ([item]: Item[]) => (item && unfinished[item.dataIndex] ? unfinished_in_words : '')
    }
  };
}
