import fc from 'fast-check';

/*
 * `npm test` tries the same inputs in every run, so that a change is judged by itself and not by the day's luck.
 * `npm run properties` looks for inputs that nobody tried yet; what it finds becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env['MUHURDAR_PROPERTY_SEED'] ?? 20140828) });
