export * from './problems.ts';
export * from './schemas.ts';
