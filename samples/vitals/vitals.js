// Tells a Bellwether agent what page views are like: once a view, when it is left. No library, no cookie, no id.
// The first script of a page, not async: <script src="/vitals.js" data-to="/v1/vitals" data-sample="0.2"></script>
(function () {
  'use strict';
  const { to, service, sample = '1' } = document.currentScript?.dataset ?? {};
  if (!to || Math.random() >= Number(sample) || !navigator.sendBeacon) return;
  // No more than the agent takes: a script may throw at every frame, and a path may be long.
  const seen = { page: location.pathname.slice(0, 200), service, errors: 0 };
  const failed = () => { seen.errors = Math.min(seen.errors + 1, 1000); };
  addEventListener('unhandledrejection', failed);
  addEventListener('error', event => {
    // Browsers tell of resizing as of an error; that a script is not there they tell its element alone.
    if (event instanceof ErrorEvent ? !/^ResizeObserver loop/.test(event.message)
      : event.target.tagName === 'SCRIPT' && event.target.src.startsWith(location.origin + '/')) failed();
  }, true);

  const rests = [], slowest = new Map();
  const watch = (type, take, more) => {
    if (!self.PerformanceObserver?.supportedEntryTypes?.includes(type)) return;
    const observer = new PerformanceObserver(list => list.getEntries().forEach(take));
    rests.push(() => observer.takeRecords().forEach(take));
    observer.observe({ type, buffered: true, ...more });
    if (type === 'layout-shift') seen.cls = 0;
  };
  // A page made ready beforehand begins when it is seen; one behind others is drawn only when somebody looks.
  const view = performance.getEntriesByType('navigation')[0] ?? {};
  const since = instant => Math.max(0, instant - (view.activationStart ?? 0));
  if (document.prerendering || document.visibilityState === 'visible')
    watch('largest-contentful-paint', entry => { seen.lcp = since(entry.startTime); });
  // Shifts less than a second apart, at most five seconds long, are one; the worst counts.
  let shift = 0, first = 0, last = -Infinity;
  watch('layout-shift', entry => {
    if (entry.hadRecentInput) return;
    if (entry.startTime - last >= 1000 || entry.startTime - first >= 5000) [shift, first] = [0, entry.startTime];
    [shift, last] = [shift + entry.value, entry.startTime];
    seen.cls = Math.max(seen.cls, shift);
  });
  // The slowest interaction; of very many, one in fifty is passed over. The first is told of however quick it was.
  const interact = ({ interactionId: id, duration }) => {
    if (id) slowest.set(id, Math.max(slowest.get(id) ?? 0, duration));
    const times = [...slowest].sort((one, other) => other[1] - one[1]);
    times.slice(10).forEach(([quick]) => slowest.delete(quick));
    seen.inp = times[Math.min(times.length - 1, Math.floor((performance.interactionCount ?? 0) / 50))]?.[1];
  };
  ['first-input', 'event'].forEach(type => watch(type, interact, { durationThreshold: 40 }));

  let sent = false;
  const send = ({ type }) => {
    // Some browsers leave a page without hiding it first.
    if (sent || document.prerendering || (type !== 'pagehide' && document.visibilityState !== 'hidden')) return;
    sent = true;
    rests.forEach(rest => rest());
    if (view.responseStart > 0) seen.ttfb = since(view.responseStart);
    // As plain text it needs no question beforehand, which a page that is left has no time for.
    navigator.sendBeacon(to, JSON.stringify(seen));
  };
  ['visibilitychange', 'pagehide'].forEach(type => addEventListener(type, send, true));
})();
