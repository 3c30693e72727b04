package org.statescope.analysis.structure;

/// The answer to a question about a system that rounding may make unanswerable.
///
/// [Holds] and [Fails] are given only where a perturbation of the size of the rounding errors
/// cannot change the answer, or where the decision is exact for the stored numbers; everything else
/// is [Undecidable], with the same evidence.
public sealed interface Verdict permits Verdict.Holds, Verdict.Fails, Verdict.Undecidable {
  /// The numbers and the sentence behind the answer.
  Evidence evidence();

  /// See [Evidence#value()].
  default double value() {
    return evidence().value();
  }

  /// See [Evidence#tolerance()].
  default double tolerance() {
    return evidence().tolerance();
  }

  /// See [Evidence#method()].
  default DecisionMethod method() {
    return evidence().method();
  }

  /// See [Evidence#condition()].
  default double condition() {
    return evidence().condition();
  }

  /// See [Evidence#margin()].
  default double margin() {
    return evidence().margin();
  }

  /// See [Evidence#reason()].
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
