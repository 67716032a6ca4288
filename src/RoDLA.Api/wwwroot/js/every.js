/**
 * Repeats a task while the page is in sight; the next round begins so long after the end of the one before.
 * @param milliseconds Between two rounds.
 * @param task Gets a signal that stops it.
 * @returns `stop()`; `now()` begins a round at once.
 */
export function every(milliseconds, task) {
  let timer = 0;
  let round = null;
  let isStopped = false;

  async function run() {
    clearTimeout(timer);
    round?.abort();
    round = new AbortController();
    const { signal } = round;
    await task(signal);
    if (!isStopped && !signal.aborted && !document.hidden) timer = setTimeout(run, milliseconds);
  }

  const resume = () => { if (!document.hidden) run(); };
  document.addEventListener('visibilitychange', resume);
  run();
  return {
    now: run,
    stop() {
      isStopped = true;
      clearTimeout(timer);
      round.abort();
      document.removeEventListener('visibilitychange', resume);
    },
  };
}
