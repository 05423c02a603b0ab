// Scores computed apart from the product, to judge it with.

/**
 * Area under the ROC curve by ranks, ties counted half.
 * @param {boolean[]} isPositive
 * @param {number[]} scores
 */
export function areaUnderRoc(isPositive, scores) {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a] - scores[b]);
  let rankSum = 0;
  let positives = 0;
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && scores[order[end]] === scores[order[i]]) end++;
    const rank = (i + 1 + end) / 2;
    for (; i < end; i++) {
      if (!isPositive[order[i]]) continue;
      rankSum += rank;
      positives++;
    }
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

/** @param {number[]} errors */
export function rootMeanSquare(errors) {
  return Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
}

/** @param {[string, string][]} pairs actual and predicted */
export function accuracyOf(pairs) {
  return pairs.filter(([actual, predicted]) => actual === predicted).length / pairs.length;
}
