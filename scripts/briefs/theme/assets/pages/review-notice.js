// Shows the notice of an overdue review from the day after, by the reader's own calendar (status.py: of whoever runs
// it); toISOString has UTC's day.
(() => {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => `${part}`.padStart(2, "0"))
    .join("-");
  for (const notice of document.querySelectorAll(".review")) notice.hidden = notice.dataset.reviewBy >= today;
})();
