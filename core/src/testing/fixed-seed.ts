import fc from 'fast-check';

/**
 * Property tests draw the same examples every day, so that a red run is the fault of its change. HOIST_SEED draws others; a
 * test that names a seed of its own keeps it.
 */
fc.configureGlobal({ seed: Number(process.env['HOIST_SEED'] ?? 1) });
