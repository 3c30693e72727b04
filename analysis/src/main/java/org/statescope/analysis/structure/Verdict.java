package org.statescope.analysis.structure;

/// The answer to a question about a system that rounding may make unanswerable.
///
/// [Holds] and [Fails] are given only where a perturbation of the size of the rounding errors
/// cannot change the answer, or where the decision is exact for the stored numbers; everything else
/// is [Undecidable], with the same evidence.
public sealed interface Verdict permits Verdict.Holds, Verdict.Fails, Verdict.Undecidable {
  Evidence evidence();

  default double value() {
    return evidence().value();
  }

  default double tolerance() {
    return evidence().tolerance();
  }

  default DecisionMethod method() {
    return evidence().method();
  }

  default double condition() {
    return evidence().condition();
  }

  default double margin() {
    return evidence().margin();
  }

  default String reason() {
    return evidence().reason();
  }

  /// The property holds; rounding cannot have produced this answer.
  record Holds(Evidence evidence) implements Verdict {}

  /// The property fails.
  record Fails(Evidence evidence) implements Verdict {}

  /// A perturbation no larger than the tolerance changes the answer.
  record Undecidable(Evidence evidence) implements Verdict {}
}
