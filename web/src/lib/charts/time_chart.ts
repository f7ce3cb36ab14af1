// What a chart over time looks like, as Chart.js takes it.
import type { ChartConfiguration, ChartDataset, TooltipItem } from 'chart.js';
import { faded, type Colours } from './colours';

export interface TimeChartContent {
  kind: 'line' | 'bar';
  labels: string[];
  now: (number | null)[];
  /** Drawn dashed behind it. */
  before: (number | null)[] | null;
  unfinished: boolean[];
  /** The heading of a point, its value and the one compared with, exact. */
  describe: (at: number) => { title: string; now: string; before: string | null };
  axis: (value: number) => string;
}

type Config = ChartConfiguration<'line' | 'bar', (number | null)[], string>;
type Dataset = ChartDataset<'line' | 'bar', (number | null)[]>;

const dashes = [4, 4];

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

function datasets_of(content: TimeChartContent, colours: Colours): Dataset[] {
  const now = content.kind === 'line' ? line(content, colours) : bars(content, colours);
  return content.before === null ? [now] : [now, comparison(content.before, colours)];
}

function line({ now, unfinished, labels }: TimeChartContent, colours: Colours): Dataset {
  return {
    type: 'line',
    data: now,
    borderColor: colours.accent,
    backgroundColor: faded(colours.accent, 0.08),
    fill: 'origin',
    borderWidth: 2,
    pointRadius: now.map((_, at) => (labels.length === 1 || unfinished[at] ? 3 : 0)),
    pointBackgroundColor: now.map((_, at) => (unfinished[at] ? colours.surface : colours.accent)),
    pointBorderColor: colours.accent,
    pointHoverRadius: 4,
    tension: 0.2,
    cubicInterpolationMode: 'monotone',
    segment: { borderDash: ({ p1DataIndex }) => (unfinished[p1DataIndex] ? dashes : undefined) }
  };
}

function bars({ now, unfinished }: TimeChartContent, colours: Colours): Dataset {
  return {
    type: 'bar',
    data: now,
    backgroundColor: now.map((_, at) => faded(colours.accent, unfinished[at] ? 0.4 : 0.85)),
    borderColor: colours.accent,
    borderRadius: 2,
    maxBarThickness: 36,
    categoryPercentage: 0.9,
    barPercentage: 0.85
  };
}

function comparison(before: (number | null)[], colours: Colours): Dataset {
  return {
    type: 'line',
    data: before,
    borderColor: colours.edge,
    borderDash: dashes,
    borderWidth: 1.5,
    pointRadius: before.length === 1 ? 3 : 0,
    pointHoverRadius: 3,
    pointBackgroundColor: colours.edge,
    cubicInterpolationMode: 'monotone'
  };
}

function scales_of({ axis }: TimeChartContent, colours: Colours) {
  const ticks = { color: colours.quiet, font: { size: 12 } };
  return {
    x: {
      grid: { display: false },
      border: { color: colours.line },
      ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 24 }
    },
    y: {
      beginAtZero: true,
      grid: { color: colours.line },
      border: { display: false },
      ticks: {
        ...ticks,
        maxTicksLimit: 5,
        callback: (value: string | number) => axis(Number(value))
      }
    }
  };
}

function tooltip_of({ describe, unfinished }: TimeChartContent, colours: Colours) {
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
        (datasetIndex === 0 ? describe(dataIndex).now : describe(dataIndex).before) ?? '',
      footer: (items: Item[]) => (items[0] && unfinished[items[0].dataIndex] ? 'Not over yet' : '')
    }
  };
}
