package org.statescope.analysis.structure;

/// What decided a [Verdict].
public enum DecisionMethod {
  STRUCTURE("the structure of the matrices"),
  EXACT_RANK("the rank in exact arithmetic"),
  KALMAN_RANK("the singular values of Kalman's matrix"),
  HAUTUS_TEST("the Hautus test at the poles"),
  STAIRCASE("the staircase form"),
  DISTANCE("the distance to the nearest system that fails"),
  POLES("the poles and their condition"),
  STABILITY_RADIUS("the stability radius");

  private final String words;

  DecisionMethod(String words) {
    this.words = words;
  }

  /// The method as a reader of a report knows it.
  public String words() {
    return words;
  }
}
