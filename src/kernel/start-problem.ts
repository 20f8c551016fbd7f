/**
 * A reason why the counter cannot open, said to the person who typed the command: what is wrong and what
 * to do next, in Indonesian and then in English. Whoever catches it prints `message` without a stack.
 */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';

  constructor(indonesian: string, english: string, options?: ErrorOptions) {
    super(`${indonesian}\n${english}`, options);
  }
}

/** What the start was about, for the sentence of {@link asStartProblem}. */
export interface StartSubject {
  /** The folder being written to. */
  readonly folder?: string;
  /** The TCP port being listened on. */
  readonly port?: number;
}

/**
 * Turns what the operating system answered (a full disk, a folder without permission, a taken port) into a
 * {@link StartProblem}. Anything else comes back unchanged: it is a bug and keeps its stack.
 */
export function asStartProblem(error: unknown, subject: StartSubject = {}): unknown {
  if (error instanceof StartProblem || !(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  const folder = subject.folder ?? ('path' in error ? String(error.path) : 'data');
  switch (code) {
    case 'EADDRINUSE':
      return new StartProblem(
        `Port ${subject.port} sedang dipakai program lain. Tutup program itu, atau pilih port lain: PORT=${(subject.port ?? 3000) + 1} npm start`,
        `Port ${subject.port} is already in use. Stop that program, or choose another port: PORT=${(subject.port ?? 3000) + 1} npm start`,
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    // What Node answers for a folder to be made on a read-only disk.
    case 'ENOENT':
      if (subject.port !== undefined) {
        return new StartProblem(
          `Port ${subject.port} tidak boleh dipakai oleh akun ini. Pilih port di atas 1024, misalnya: PORT=3000 npm start`,
          `This account may not use port ${subject.port}. Choose a port above 1024, for example: PORT=3000 npm start`,
          { cause: error },
        );
      }
      return new StartProblem(
        `Folder ${folder} tidak dapat ditulis. Beri izin tulis kepada akun yang menjalankan aplikasi, atau pilih folder lain: DATA_DIR=/folder/lain npm start`,
        `The folder ${folder} cannot be written to. Give the account that runs the application permission to write, or choose another folder: DATA_DIR=/another/folder npm start`,
        { cause: error },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new StartProblem(
        `${folder} bukan folder. Pindahkan berkas itu, atau pilih folder lain: DATA_DIR=/folder/lain npm start`,
        `${folder} is not a folder. Move that file away, or choose another folder: DATA_DIR=/another/folder npm start`,
        { cause: error },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(folder, error);
    default:
      return error;
  }
}

/** The sentence for a disk without room. */
export function diskFull(folder: string, cause?: unknown): StartProblem {
  return new StartProblem(
    `Ruang penyimpanan untuk ${folder} habis. Kosongkan paling sedikit 300 MB, lalu jalankan lagi.`,
    `The disk that holds ${folder} is full. Free at least 300 MB, then start again.`,
    { cause },
  );
}
