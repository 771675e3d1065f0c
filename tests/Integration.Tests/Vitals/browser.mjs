// Runs the script of a page in what a browser would give it, and prints what it sends: node browser.mjs SCRIPT [HOW]
// HOW: an object with what differs, as JSON: how the page is made ready and left, and what the browser measures.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const how = {
  begins: 'visible', measures: ['largest-contentful-paint', 'layout-shift', 'event', 'first-input'], leaves: 'hides',
  ...JSON.parse(process.argv[3] ?? '{}'),
};
const listeners = {}, observers = {}, sent = [];
class ErrorEvent {
  constructor(message) { this.message = message; }
}
const element = (tagName, src) => ({ target: { tagName, src } });
const document = {
  currentScript: { dataset: { to: 'https://agent.example/v1/vitals', service: 'shop' } },
  visibilityState: how.begins === 'visible' ? 'visible' : 'hidden', prerendering: how.begins === 'prerendered',
};
const navigation = { responseStart: 140.5 };
const page = {
  document,
  location: { pathname: how.path ?? '/cart', search: '?user=anna', origin: 'https://shop.example' },
  navigator: { sendBeacon: (to, body) => sent.push([to, body]) },
  addEventListener: (type, heard) => { (listeners[type] ??= []).push(heard); },
  performance: { getEntriesByType: () => [navigation], interactionCount: how.interactions ?? 3 },
  ErrorEvent,
  PerformanceObserver: class {
    static supportedEntryTypes = how.measures;
    constructor(heard) { this.heard = heard; }
    observe({ type }) {
      if (!how.measures.includes(type)) throw new TypeError(`${type} is not known`);
      observers[type] = entries => this.heard({ getEntries: () => entries });
      this.type = type;
    }
    takeRecords() { return this.type === 'event' ? how.untold ?? [] : []; }
  },
  Math, Number, JSON, Map,
};
page.self = page;
runInNewContext(readFileSync(process.argv[2], 'utf8'), page);
const raise = (type, event = {}) => (listeners[type] ?? []).forEach(heard => heard(Object.assign(event, { type })));
const tell = (type, entries) => observers[type]?.(entries);

if (document.prerendering) {
  document.prerendering = false;
  document.visibilityState = 'visible';
  navigation.activationStart = 1000;
}
tell('largest-contentful-paint', [{ startTime: 800 }, { startTime: 1820 }]);
// Two that belong together, one that the user caused, one much later: 0.15 is the worst.
tell('layout-shift', how.still ? [] : [
  { startTime: 100, value: 0.1 }, { startTime: 900, value: 0.05 }, { startTime: 950, value: 1, hadRecentInput: true },
  { startTime: 9000, value: 0.12 },
]);
tell('first-input', [{ interactionId: 1, duration: 8 }]);
if (!how.quick) tell('event', [
  { interactionId: 0, duration: 900 }, { interactionId: 1, duration: 48 }, { interactionId: 2, duration: 120 },
  { interactionId: 2, duration: 96 },
]);
for (let times = how.throws ?? 1; times > 0; times--) raise('error', new ErrorEvent('x is not a function'));
raise('error', new ErrorEvent('ResizeObserver loop completed with undelivered notifications.'));
raise('error', element('IMG', 'https://shop.example/cat.png'));
raise('error', element('SCRIPT', 'https://advertising.example/seen.js'));
raise('error', element('SCRIPT', 'https://shop.example/app.1a2b.js'));
raise('unhandledrejection');
raise('visibilitychange');
if (how.leaves === 'hides') {
  document.visibilityState = 'hidden';
  raise('visibilitychange');
}
raise('pagehide');
console.log(JSON.stringify(sent));
