import type { IncomingMessage, ServerResponse } from 'node:http';
import { toError } from '../errors/to-error.ts';
import { type Answer, sendAnswer } from '../http/answer.ts';
import type { OpsAnswer, OpsAnswers } from './ops-answers.ts';

/**
 * Answers a request for one of the ops paths.
 * @returns false when the path is none of them, so that somebody else can answer
 */
export function handleOps(answers: OpsAnswers, request: IncomingMessage, response: ServerResponse): boolean {
  const [path = ''] = (request.url ?? '').split('?', 1);
  const answer = answers.get(path);
  if (answer === undefined) return false;
  // The body of a POST is of no interest; unread, it would keep the connection from its next request.
  request.resume();
  void answerOrFailure(answer, request.headers.accept).then((ready) => sendAnswer(request, response, ready));
  return true;
}

async function answerOrFailure(answer: OpsAnswer, accept: string | undefined): Promise<Answer> {
  try {
    return await answer(accept);
  } catch (error) {
    return { status: 500, contentType: 'text/plain;charset=UTF-8', body: toError(error).message };
  }
}
