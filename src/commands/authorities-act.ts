/* What `muhurdar authorities` can be asked for. */

export const AUTHORITIES_ACTS = ['list', 'fetch', 'import', 'export'] as const;

/** `pem`: one file; `ca-certificates`: a folder as update-ca-certificates reads it, one `.crt` each. */
export const EXPORT_FORMATS = ['pem', 'ca-certificates'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type AuthoritiesAct =
	| { readonly kind: 'list' | 'fetch' }
	| { readonly kind: 'import'; readonly files: readonly string[] }
	| { readonly kind: 'export'; readonly format: ExportFormat; readonly path: string };
