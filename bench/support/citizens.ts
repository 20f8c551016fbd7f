import { createClient } from './http.ts';
import { formBody, type Rush } from './submissions.ts';

/** Applicants at their browsers, who press the button. */
export interface Citizens {
  /** Sends one more form and waits for the receipt. */
  readonly send: () => Promise<boolean>;
  /** How long each took, in milliseconds. */
  readonly times: number[];
  /** How many were acknowledged since it was last asked. */
  readonly done: () => number;
}

export function citizensAt(address: string, rush: Rush): Citizens {
  const ask = createClient(address);
  const times: number[] = [];
  let [acknowledged, turn] = [0, 0];
  return {
    times,
    async send() {
      const applicant = rush.applicants[turn++ % rush.applicants.length];
      const draft = applicant?.drafts.pop();
      if (!applicant || !draft) throw new Error('too few drafts were prepared');
      const { type, body } = formBody(rush.fields);
      const answer = await ask(`/${rush.slug}/permohonan/${draft}`, {
        method: 'POST',
        session: applicant.token,
        headers: { 'content-type': type },
        body,
      });
      const said = answer.body
        .toString()
        .replace(/<[^>]+>/g, ' ')
        .slice(0, 1500);
      if (answer.status !== 303 || !String(answer.headers['location']).endsWith('/tanda-terima'))
        throw new Error(`answered ${answer.status}: ${said}`);
      times.push(answer.took);
      acknowledged += 1;
      return true;
    },
    done() {
      const since = acknowledged;
      acknowledged = 0;
      return since;
    },
  };
}
