// Tells a Bellwether agent what page views are like: once a view, when it is left. No library, no cookie, no id.
// <script src="/vitals.js" data-to="https://agent.example/v1/vitals" data-sample="0.2" async></script>
(function () {
  'use strict';
  const me = document.currentScript;
  const { to, service, sample = '1' } = (me && me.dataset) || {};
  if (!to || Math.random() >= Number(sample) || !navigator.sendBeacon) return;

  const seen = { page: location.pathname, service, errors: 0 };
  addEventListener('error', event => { if (event instanceof ErrorEvent) seen.errors++; });
  addEventListener('unhandledrejection', () => { seen.errors++; });

  const watch = (type, take, more) => {
    try {
      new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
    } catch {
      // This browser does not measure it: then it is not sent.
    }
  };

  // The largest so far; the browser tells of no more once somebody interacts.
  watch('largest-contentful-paint', entry => { seen.lcp = entry.startTime; });
  watch('navigation', entry => { seen.ttfb = entry.responseStart; });

  // Shifts less than a second apart, at most five seconds long, are one; the worst counts.
  let shift = 0, first = 0, last = 0;
  watch('layout-shift', entry => {
    seen.cls = seen.cls || 0;
    if (entry.hadRecentInput) return;
    if (entry.startTime - last >= 1000 || entry.startTime - first >= 5000) [shift, first] = [0, entry.startTime];
    [shift, last] = [shift + entry.value, entry.startTime];
    seen.cls = Math.max(seen.cls, shift);
  });

  // The slowest interaction; of very many, one in fifty is passed over.
  const slowest = new Map();
  let interactions = 0;
  watch('event', entry => {
    if (!entry.interactionId) return;
    if (!slowest.has(entry.interactionId)) interactions++;
    slowest.set(entry.interactionId, Math.max(slowest.get(entry.interactionId) || 0, entry.duration));
    const times = [...slowest].sort((one, other) => other[1] - one[1]).slice(0, 10);
    slowest.clear();
    times.forEach(([id, duration]) => slowest.set(id, duration));
    seen.inp = times[Math.min(times.length - 1, Math.floor(interactions / 50))][1];
  }, { durationThreshold: 40 });

  let sent = false;
  const send = () => {
    if (sent || document.visibilityState !== 'hidden') return;
    sent = true;
    // As plain text it needs no question beforehand, which a page that is left has no time for.
    navigator.sendBeacon(to, JSON.stringify(seen));
  };
  addEventListener('visibilitychange', send, true);
  addEventListener('pagehide', send, true);
})();
