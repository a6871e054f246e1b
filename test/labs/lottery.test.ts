import { checkLab } from './lab';

const take = `{
    int tickets = 0, winner;
    struct thread *t;

    for (t = ready.first; t; t = t->next)
        tickets += t->tickets;
    if (tickets == 0)
        return 0;
    winner = next_random() % tickets;
    for (t = ready.first; t; t = t->next) {
        winner -= t->tickets;
        if (winner < 0)
            break;
    }
    queue_remove(&ready, t);
    return t;
}`;
const starter = `{
    (void)next_random; /* yours to write: now it is the first one, as in round robin */
    return queue_take(&ready);
}`;
/** The solution with these texts in place of others. */
const answer = (...changes: readonly (readonly [from: string, to: string])[]) => {
  const body = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`there is no ${from}`);
    return text.replace(from, to);
  }, take);
  return [['kernel/lottery.c', starter, body]] as const;
};
const shares = 'three tickets in four get three slices in four';

const most = `{
    struct thread *t = ready.first, *best = t;

    (void)next_random;
    for (; t; t = t->next)
        if (t->tickets > best->tickets)
            best = t;
    if (best)
        queue_remove(&ready, best);
    return best;
}`;

checkLab('lottery', 10, [
  { name: 'starter', score: 2, told: /Both get the same, whatever tickets they hold/ },
  { name: 'solution', edits: answer(), score: 10 },
  {
    name: 'the one with most tickets',
    test: shares,
    edits: [['kernel/lottery.c', starter, most]],
    score: 0,
    told: /Whoever has most tickets always wins/,
  },
  {
    name: 'a thread drawn, not a ticket',
    test: shares,
    edits: answer(['tickets += t->tickets', 'tickets++'], ['winner -= t->tickets', 'winner--']),
    score: 0,
    told: /Both get the same/,
  },
  {
    name: 'off by one',
    test: 'the same one may win again',
    edits: answer(['winner < 0', 'winner <= 0']),
    score: 0,
    told: /Is your comparison off by one\?/,
  },
  {
    name: 'not taken out',
    test: shares,
    edits: answer(['    queue_remove(&ready, t);\n', '']),
    score: 0,
    told: /Is the winner taken out of the queue/,
  },
  {
    name: 'divides by nothing',
    test: 'all may wait',
    edits: answer(['    if (tickets == 0)\n        return 0;\n', '']),
    score: 0,
    told: /nothing can be divided by their number/,
  },
]);
