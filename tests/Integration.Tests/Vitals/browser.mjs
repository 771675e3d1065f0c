// Runs the script of a page in what a browser would give it, and prints what it sends: node browser.mjs SCRIPT
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const listeners = {}, observers = {}, sent = [];
class ErrorEvent {}
const page = {
  document: {
    currentScript: { dataset: { to: 'https://agent.example/v1/vitals', service: 'shop' } }, visibilityState: 'visible',
  },
  location: { pathname: '/cart', search: '?user=anna' },
  navigator: { sendBeacon: (to, body) => sent.push([to, body]) },
  addEventListener: (type, heard) => { (listeners[type] ??= []).push(heard); },
  ErrorEvent,
  PerformanceObserver: class {
    constructor(heard) { this.heard = heard; }
    observe({ type }) {
      if (type === 'navigation-of-tomorrow') throw new TypeError('not known');
      observers[type] = entries => this.heard({ getEntries: () => entries });
    }
  },
  Math, Number, JSON, Map,
};
runInNewContext(readFileSync(process.argv[2], 'utf8'), page);
const raise = (type, event = {}) => (listeners[type] ?? []).forEach(heard => heard(event));

observers['navigation']([{ responseStart: 140.5 }]);
observers['largest-contentful-paint']([{ startTime: 800 }, { startTime: 1820 }]);
// Two that belong together, one that the user caused, one much later: 0.15 is the worst.
observers['layout-shift']([
  { startTime: 100, value: 0.1 }, { startTime: 900, value: 0.05 }, { startTime: 950, value: 1, hadRecentInput: true },
  { startTime: 9000, value: 0.12 },
]);
observers['event']([
  { interactionId: 0, duration: 900 }, { interactionId: 1, duration: 48 }, { interactionId: 2, duration: 120 },
  { interactionId: 2, duration: 96 },
]);
raise('error', new ErrorEvent());
raise('error', { target: 'an image that is not there' });
raise('unhandledrejection');
raise('visibilitychange');
page.document.visibilityState = 'hidden';
raise('visibilitychange');
raise('pagehide');
console.log(JSON.stringify(sent));
