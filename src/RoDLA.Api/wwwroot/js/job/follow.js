import { key, request, ticket } from '../api.js';

// Failed attempts after which the status is polled instead.
const attemptsBeforePolling = 3;
const longestDelay = 15000;
const longestWait = 25;

/**
 * Follows a job until its end: by WebSocket with reconnection, by polling where no WebSocket gets through.
 * @param {string} jobId
 * @param {object} on What to call.
 * @param {(message: object) => void} on.message For each message of the service.
 * @param {() => void} on.sync When messages may have been missed: after each connection, and after each answer of a poll.
 * @param {(state: 'connecting' | 'live' | 'polling' | 'ended') => void} on.connection
 * @returns {() => void} Stops it.
 */
export function follow(jobId, on) {
  const stopped = new AbortController();
  run(jobId, on, stopped.signal).catch((error) => {
    if (!stopped.signal.aborted) {
      on.failed?.(error);
    }
  });
  return () => stopped.abort();
}

async function run(jobId, on, signal) {
  for (let attempt = 0; !signal.aborted; attempt++) {
    on.connection('connecting');
    const outcome = await listen(jobId, on, signal);
    if (outcome === 'ended' || signal.aborted) {
      on.connection('ended');
      return;
    }
    attempt = outcome === 'lost' ? 0 : attempt;
    if (attempt < attemptsBeforePolling - 1) {
      await pause(Math.min(longestDelay, 500 * 2 ** attempt) * (0.75 + Math.random() / 2), signal);
    } else {
      on.connection('polling');
      if (await poll(jobId, on, signal)) {
        on.connection('ended');
        return;
      }
    }
  }
}

/** One WebSocket: 'ended' after the last message of the job, 'lost' after others, 'refused' when it never opened. */
async function listen(jobId, on, signal) {
  let query = '';
  if (key.get()) {
    try {
      query = await ticket();
    } catch {
      return 'refused';
    }
  }
  return new Promise((resolve) => {
    let outcome = 'refused';
    const base = location.origin.replace(/^http/, 'ws');
    const socket = new WebSocket(`${base}/api/v1/batch/${jobId}/ws${query}`);
    signal.addEventListener('abort', () => socket.close(), { once: true });
    socket.addEventListener('open', () => {
      outcome = 'lost';
      on.connection('live');
      on.sync();
    });
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data);
      outcome = message.type === 'job_complete' ? 'ended' : outcome;
      on.message(message);
    });
    socket.addEventListener('close', () => resolve(outcome));
  });
}

/** One long poll after another until a socket may be tried again. Whether the job has ended. */
async function poll(jobId, on, signal) {
  let version = 0;
  for (let round = 0; round < 10 && !signal.aborted; round++) {
    try {
      const query = version ? { wait: longestWait, version } : {};
      const { data } = await request(`/api/v1/jobs/${jobId}/status`, { query, signal });
      version = data.version;
      on.sync();
      if (!['queued', 'processing'].includes(data.status)) {
        on.message({ type: 'job_complete', status: data.status });
        return true;
      }
    } catch (error) {
      if (signal.aborted || (error.status >= 400 && error.status < 500 && error.status !== 429)) {
        throw error;
      }
    }
    await pause(1000, signal);
  }
  return false;
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
