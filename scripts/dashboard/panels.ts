import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
  StackingConfigBuilder,
  StackingMode,
  VizLegendOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/** A query and what its lines are called; {{label}} stands for a label's value. */
export type Target = readonly [expression: string, legend: string];

interface PanelInput {
  readonly title: string;
  /** What to read from it. */
  readonly description: string;
  /** As Grafana calls it. */
  readonly unit: string;
  /** Of 24 columns. */
  readonly width: number;
  readonly targets: readonly Target[];
}

/** The Prometheus that is chosen at the top of the dashboard. */
export const datasource = { type: 'prometheus', uid: '$datasource' };

/** Lines over time; with `stacked` on top of each other. */
export function graph({ targets, stacked, ...input }: PanelInput & { readonly stacked?: boolean }) {
  const panel = new TimeSeriesBuilder()
    .title(input.title)
    .description(input.description)
    .unit(input.unit)
    .span(input.width)
    .height(8)
    .min(0)
    .fillOpacity(stacked ? 40 : 5)
    .datasource(datasource)
    .legend(new VizLegendOptionsBuilder().showLegend(true));
  if (stacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal));
  targets.forEach((target, index) => {
    panel.withTarget(query(target, index));
  });
  return panel;
}

/** One number, or one for each line, that colours by what is good: green from the last of the limits on. */
export function figure({
  targets,
  limits = [],
  colours = [],
  ...input
}: PanelInput & { readonly limits?: readonly number[]; readonly colours?: readonly string[] }) {
  const steps = colours.map((color, index) => ({
    color,
    value: index === 0 ? null : (limits[index - 1] ?? null),
  }));
  const panel = new StatBuilder()
    .title(input.title)
    .description(input.description)
    .unit(input.unit)
    .span(input.width)
    .height(5)
    .datasource(datasource)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  if (steps.length > 0)
    panel.thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps));
  targets.forEach((target, index) => {
    panel.withTarget(query(target, index).instant());
  });
  return panel;
}

function query([expression, legend]: Target, index: number): DataqueryBuilder {
  return new DataqueryBuilder()
    .expr(expression)
    .legendFormat(legend)
    .refId(String.fromCharCode(65 + index))
    .datasource(datasource);
}
