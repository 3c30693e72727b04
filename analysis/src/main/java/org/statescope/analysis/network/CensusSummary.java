package org.statescope.analysis.network;

/// The counts of a census.
///
/// @param systems systems asked
/// @param states states of all of them
/// @param stable systems whose margin is positive
/// @param controllable systems of which every state can be reached
/// @param uncontrollable systems of which some state cannot be reached
/// @param observable systems of which every state can be seen
/// @param unobservable systems of which some state cannot be seen
/// @param negligibleStates states of stable systems below the tolerance
/// @param smallestMargin the smallest stability margin, infinite before the first system
public record CensusSummary(
    long systems,
    long states,
    long stable,
    long controllable,
    long uncontrollable,
    long observable,
    long unobservable,
    long negligibleStates,
    double smallestMargin) {
  static final CensusSummary NOTHING =
      new CensusSummary(0, 0, 0, 0, 0, 0, 0, 0, Double.POSITIVE_INFINITY);

  CensusSummary plus(CensusBlock block, double tolerance) {
    long stableHere = 0;
    long negligible = 0;
    double margin = smallestMargin;
    for (int k = 0; k < block.count(); k++) {
      margin = Math.min(margin, block.stabilityMargin()[k]);
      stableHere += block.stabilityMargin()[k] > 0 ? 1 : 0;
      negligible += block.negligibleStates(k, tolerance);
    }
    return new CensusSummary(
        systems + block.count(),
        states + (long) block.count() * block.order(),
        stable + stableHere,
        controllable + count(block.controllable(), Answer.YES),
        uncontrollable + count(block.controllable(), Answer.NO),
        observable + count(block.observable(), Answer.YES),
        unobservable + count(block.observable(), Answer.NO),
        negligibleStates + negligible,
        margin);
  }

  private static long count(Answer[] answers, Answer wanted) {
    long count = 0;
    for (Answer answer : answers) {
      count += answer == wanted ? 1 : 0;
    }
    return count;
  }
}
