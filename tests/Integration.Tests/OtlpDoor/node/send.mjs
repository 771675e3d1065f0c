// Counts requests of a shop, and sends them twice: node send.mjs ADDRESS FORM FAILED ALL MODULES
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [address, form, failed, all, modules] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));
const { MeterProvider, PeriodicExportingMetricReader, AggregationType } = require('@opentelemetry/sdk-metrics');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const isJson = form.startsWith('json');
const { AggregationTemporalityPreference } = require('@opentelemetry/exporter-metrics-otlp-http');
const { OTLPMetricExporter } = require(
  isJson ? '@opentelemetry/exporter-metrics-otlp-http' : '@opentelemetry/exporter-metrics-otlp-proto');

const exporter = new OTLPMetricExporter({
  url: `${address}v1/metrics`,
  compression: 'gzip',
  temporalityPreference: form.endsWith('delta')
    ? AggregationTemporalityPreference.DELTA : AggregationTemporalityPreference.CUMULATIVE,
});
const provider = new MeterProvider({
  resource: resourceFromAttributes({
    'service.name': 'shop', 'service.version': '1', 'service.instance.id': `node-${form}`,
  }),
  readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })],
  views: isJson ? [{
    instrumentName: 'http.server.request.duration',
    aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM },
  }] : [],
});
const meter = provider.getMeter('shop');
const duration = meter.createHistogram('http.server.request.duration', {
  unit: 's', advice: { explicitBucketBoundaries: [0.01, 0.05, 0.1, 0.5] },
});
const queue = meter.createObservableGauge('shop.queue', { unit: '{job}' });
queue.addCallback(result => result.observe(7));
const serve = count => {
  for (let i = 0; i < count; i++)
    duration.record(0.03, { 'http.route': '/cart', 'http.response.status_code': i < failed ? 500 : 200 });
};

serve(Number(all));
await provider.forceFlush();
serve(Number(all));
await provider.forceFlush();
await provider.shutdown();
